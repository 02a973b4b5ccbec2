import Glibc

/// The name beside a file or folder in which its successor grows. One run has it at a time, which the lock on what has
/// the name tells: without one, it is what a killed run left.
struct StagingName {
  /// As `openat` takes it.
  let path: String
  let folder: Int32

  /// - Parameter target: a path from the folder on.
  init(for target: String, in folder: Int32 = AT_FDCWD) {
    let start = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    path = "\(target[..<start]).\(target[start...]).xdsc-staging"
    self.folder = folder
  }

  /// Makes what is to grow here, and locks it. Nil where that failed; `errno` says why.
  ///
  /// - Parameters:
  ///   - whenWaiting: called before waiting for another run.
  ///   - create: makes and opens it, or fails with `EEXIST`.
  func take(whenWaiting: () -> Void, create: () -> FileDescriptor?) -> FileDescriptor? {
    while true {
      if let new = create() {
        let failure = new.lock(whenWaiting: whenWaiting)
        guard failure == 0 else {
          remove()
          errno = failure
          return nil
        }
        // Before it was locked, another run may have removed it as a leftover.
        if new.has(path, in: folder) { return new }
      } else {
        guard errno == EEXIST else { return nil }
        let failure = removeLeftover(whenWaiting: whenWaiting)
        guard failure == 0 else {
          errno = failure
          return nil
        }
      }
    }
  }

  /// Removes what a killed run left, after waiting where the run is alive. 0 or the `errno`.
  func removeLeftover(whenWaiting: () -> Void) -> Int32 {
    if let leftover = FileDescriptor.open(path, in: folder, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) {
      let failure = leftover.lock(whenWaiting: whenWaiting)
      if failure != 0 { return failure }
      return leftover.has(path, in: folder) ? remove() : 0
    }
    // What cannot be opened is not locked either: no run makes such a thing.
    return errno == ENOENT ? 0 : remove()
  }

  /// Removes what has the name, with everything in it; a name that is not there is fine. 0 or the `errno`.
  @discardableResult
  func remove() -> Int32 { FolderRemover.remove(path, in: folder) }
}
