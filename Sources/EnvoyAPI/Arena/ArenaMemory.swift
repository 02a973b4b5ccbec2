import Glibc

/// The memory behind an `Arena`: a bump allocator over chunks.
///
/// A plain pointer, so that messages can carry it without counting references.
struct ArenaMemory {
  /// How far an arena had been used.
  struct Mark {
    var chunk: Int
    var offset: Int
  }

  private struct State {
    var cursor: UnsafeMutableRawPointer
    var end: UnsafeMutableRawPointer
    var current: Int
    var chunks: [UnsafeMutableRawBufferPointer]
  }

  private static let alignment = 16
  /// A page of the processor's larger size, which costs one page fault instead of 512.
  private static let largestChunk = 2 << 20

  private let place: Place<State>

  private var state: UnsafeMutablePointer<State> { place.pointer }

  init(chunkSize: Int) {
    let chunk = Self.chunk(max(chunkSize, Self.alignment))
    place = Place(.allocate(capacity: 1))
    state.initialize(
      to: State(cursor: chunk.baseAddress!, end: chunk.baseAddress! + chunk.count, current: 0, chunks: [chunk]))
  }

  init(opaque: UnsafeMutableRawPointer) {
    place = Place(opaque.assumingMemoryBound(to: State.self))
  }

  /// The allocator as a pointer for C, which `init(opaque:)` takes back.
  var opaque: UnsafeMutableRawPointer { UnsafeMutableRawPointer(state) }

  func free() {
    for chunk in state.pointee.chunks { chunk.deallocate() }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// What an allocation of `count` bytes takes.
  static func size(of count: Int) -> Int { (count + (alignment - 1)) & ~(alignment - 1) }

  /// `count` bytes of any content, aligned for every type of C.
  func allocate(_ count: Int) -> UnsafeMutableRawPointer {
    let needed = Self.size(of: count)
    let start = state.pointee.cursor
    guard state.pointee.end - start >= needed else { return allocateInNextChunk(needed) }
    state.pointee.cursor = start + needed
    return start
  }

  var mark: Mark {
    let chunk = state.pointee.chunks[state.pointee.current]
    return Mark(chunk: state.pointee.current, offset: state.pointee.cursor - chunk.baseAddress!)
  }

  /// Gives back everything that was allocated since `mark`.
  func rewind(to mark: Mark) {
    enter(chunk: mark.chunk, offset: mark.offset)
  }

  private func enter(chunk index: Int, offset: Int) {
    let chunk = state.pointee.chunks[index]
    state.pointee.current = index
    state.pointee.cursor = chunk.baseAddress! + offset
    state.pointee.end = chunk.baseAddress! + chunk.count
  }

  @inline(never)
  private func allocateInNextChunk(_ needed: Int) -> UnsafeMutableRawPointer {
    var next = state.pointee.current + 1
    while next < state.pointee.chunks.count, state.pointee.chunks[next].count < needed { next += 1 }
    if next == state.pointee.chunks.count {
      let doubled = state.pointee.chunks[next - 1].count * 2
      state.pointee.chunks.append(Self.chunk(max(needed, min(doubled, Self.largestChunk))))
    }
    enter(chunk: next, offset: needed)
    return state.pointee.chunks[next].baseAddress!
  }

  private static func chunk(_ count: Int) -> UnsafeMutableRawBufferPointer {
    guard count >= largestChunk else { return .allocate(byteCount: count, alignment: alignment) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: largestChunk)
    // A hint: without it, or where the kernel has none to give, pages are as small as always.
    madvise(chunk.baseAddress, count, MADV_HUGEPAGE)
    return chunk
  }
}
