import Dispatch
import Synchronization

/// Results of `transform` for `0..<count`, in order, computed by at most `jobs` threads.
///
/// Which thread computes what never shows in the result.
public func concurrentMap<Result: Sendable>(
  count: Int, jobs: Int, _ transform: @Sendable (Int) -> Result
) -> [Result] {
  guard jobs > 1, count > 1 else { return (0..<count).map(transform) }
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    let slots = Slots(base: buffer.baseAddress!)
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        (slots.base + index).initialize(to: transform(index))
      }
    }
    initialized = count
  }
}

/// What `transform` makes of the elements, share by share, sorted; equal ones stay in the order of the elements.
func sortedConcurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, transform: @Sendable (ArraySlice<Element>) -> [Result],
  by areInIncreasingOrder: @Sendable (Result, Result) -> Bool
) -> [Result] {
  let chunks = taskCount(for: elements.count, jobs: jobs)
  let parts = concurrentMap(count: chunks, jobs: jobs) { chunk in
    var part = transform(elements.share(chunk, of: chunks))
    part.sort(by: areInIncreasingOrder)
    return part
  }
  // What is sorted in stretches is soon sorted as a whole.
  var sorted = parts.flatMap(\.self)
  if parts.count > 1 { sorted.sort(by: areInIncreasingOrder) }
  return sorted
}

/// Each index is written by one thread only.
private struct Slots<Element>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
}

extension RandomAccessCollection {
  /// The `index`-th of `count` shares of about the same size.
  func share(_ index: Int, of count: Int) -> SubSequence {
    let start = self.index(startIndex, offsetBy: self.count * index / count)
    return self[start..<self.index(startIndex, offsetBy: self.count * (index + 1) / count)]
  }
}

/// How many tasks to make of `count` small pieces of work: some per thread, so that threads end together, but none so
/// small that handing it over costs more than doing it.
func taskCount(for count: Int, jobs: Int) -> Int {
  jobs > 1 ? max(1, min(jobs * 4, count / 64)) : 1
}
