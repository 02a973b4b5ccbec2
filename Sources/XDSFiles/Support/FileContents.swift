import Glibc

/// Reading whole files.
enum FileContents {
  /// The bytes of a file; nil when none is there.
  static func read(_ path: String, limit: Int = InputReader.sizeLimit) throws(FileError) -> [UInt8]? {
    // Opening a pipe would wait for somebody who writes to it.
    guard let file = FileDescriptor.open(path, O_RDONLY | O_NONBLOCK) else {
      if errno == ENOENT { return nil }
      throw .reading(path, errno)
    }
    return try read(file, path: path, limit: limit)
  }

  /// The bytes of an open file that did not change meanwhile. What is no file is an error: it may never end.
  ///
  /// - Parameters:
  ///   - limit: the most bytes it may have; what lies behind is never read.
  ///   - takesPipe: whether it may be a pipe, which is read to its end. Default false.
  static func read(
    _ file: borrowing FileDescriptor, path: String, limit: Int, orPipe takesPipe: Bool = false
  ) throws(FileError) -> [UInt8] {
    guard let before = file.status() else { throw .reading(path, errno) }
    if takesPipe, before.isPipe { return try readStream(file.number, path: path, limit: limit) }
    guard before.isFile else { throw .notFile(path, before) }
    let size = Int(before.st_size)
    guard size <= limit else { throw tooLarge(path, limit) }
    var failure: Int32?
    // One byte more than expected, so that a file that grew shows.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      count = fill(buffer, from: file.number, &failure)
    }
    if let failure { throw .reading(path, failure) }
    guard let after = file.status() else { throw .reading(path, errno) }
    guard bytes.count == size, before.isUnchanged(since: after) else {
      throw FileError(.changedWhileRead, path, "changed while it was being read", help: "run again")
    }
    return bytes
  }

  /// Everything up to the end of a pipe or terminal.
  static func readStream(_ number: Int32, path: String, limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    let step = 1 << 16
    while true {
      var failure: Int32?
      let piece = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
        count = fill(buffer, from: number, &failure)
      }
      if let failure { throw .reading(path, failure) }
      bytes += piece
      guard bytes.count <= limit else { throw tooLarge(path, limit) }
      if piece.count < step { return bytes }
    }
  }

  /// Fills the buffer as far as the file goes; `failure` becomes the `errno` where that failed.
  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, from number: Int32, _ failure: inout Int32?
  ) -> Int {
    var filled = 0
    while filled < buffer.count, let base = buffer.baseAddress {
      let count = Glibc.read(number, base + filled, buffer.count - filled)
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        failure = errno
        break
      }
    }
    return filled
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> FileError {
    FileError(.tooLarge, path, "is larger than \(limit >> 20) MiB")
  }
}

extension stat {
  fileprivate func isUnchanged(since other: stat) -> Bool {
    st_size == other.st_size && st_mtim.tv_sec == other.st_mtim.tv_sec && st_mtim.tv_nsec == other.st_mtim.tv_nsec
  }
}
