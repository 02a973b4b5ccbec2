import Glibc

extension FileDescriptor {
  /// Locks the open file or folder against other runs, waiting for the one that has the lock. The lock belongs to this
  /// descriptor and ends with it, however the process ends.
  ///
  /// - Parameter whenWaiting: called before waiting.
  /// - Returns: 0 or the `errno`.
  borrowing func lock(whenWaiting: () -> Void) -> Int32 {
    if flock(number, LOCK_EX | LOCK_NB) == 0 { return 0 }
    guard errno == EWOULDBLOCK else { return errno }
    whenWaiting()
    while flock(number, LOCK_EX) != 0 {
      if errno != EINTR { return errno }
    }
    return 0
  }

  /// Lets the next run go on.
  borrowing func unlock() {
    _ = flock(number, LOCK_UN)
  }

  /// Whether a name leads to this very file or folder: another run may have put a new one in its place meanwhile.
  borrowing func has(_ name: String, in folder: Int32) -> Bool {
    guard let named = lookUp(name, in: folder), let own = status() else { return false }
    return named.identity == own.identity
  }
}
