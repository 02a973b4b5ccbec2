import Synchronization

/// Explanations as they come, from whatever thread.
final class FoundExplanations: Sendable {
  private let found = Mutex<[Explanation]>([])

  func add(_ explanations: [Explanation]) { found.withLock { $0 += explanations } }

  var all: [Explanation] { found.withLock { $0 } }
}
