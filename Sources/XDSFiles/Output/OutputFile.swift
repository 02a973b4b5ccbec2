import Glibc

/// One file of a tree: written in few calls, compared without reading it whole.
enum OutputFile {
  static let secretMode: mode_t = 0o600
  /// Less the umask.
  static let publicMode: mode_t = 0o644

  /// Creates a file; 0 or the `errno`.
  static func create(
    _ path: String, in folder: Int32, _ chunks: [UnsafeRawBufferPointer], isSecret: Bool
  ) -> Int32 {
    let mode = isSecret ? secretMode : publicMode
    guard let file = FileDescriptor.open(path, in: folder, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode) else {
      return errno
    }
    let failure = write(chunks, to: file.number)
    // Closing can fail too, where a quota is checked late.
    let isClosed = file.close()
    return failure != 0 || isClosed ? failure : errno
  }

  /// 0 or the `errno`.
  static func write(_ chunks: [UnsafeRawBufferPointer], to number: Int32) -> Int32 {
    var vectors = chunks.filter { !$0.isEmpty }.map {
      iovec(iov_base: UnsafeMutableRawPointer(mutating: $0.baseAddress), iov_len: $0.count)
    }
    return vectors.withUnsafeMutableBufferPointer { vectors in
      var rest = vectors[...]
      while let base = UnsafeMutableBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let count = writev(number, base, Int32(min(rest.count, maximumVectors)))
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        skip(count, of: &rest)
      }
      return 0
    }
  }

  /// Linux's IOV_MAX, which Swift does not import.
  private static let maximumVectors = 1024

  private static func skip(_ count: Int, of vectors: inout Slice<UnsafeMutableBufferPointer<iovec>>) {
    var count = count
    while let first = vectors.first, count >= first.iov_len {
      count -= first.iov_len
      vectors.removeFirst()
    }
    if count > 0 {
      vectors[vectors.startIndex].iov_base += count
      vectors[vectors.startIndex].iov_len -= count
    }
  }

  /// Whether the file, read from its start, has just these bytes; its size is already known to be right.
  static func equals(_ file: borrowing FileDescriptor, _ chunks: [UnsafeRawBufferPointer]) -> Bool {
    let number = file.number
    return withUnsafeTemporaryAllocation(byteCount: bufferSize, alignment: 16) { buffer in
      guard let base = buffer.baseAddress else { return false }
      /// What has been read and not compared.
      var found = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<0])
      for chunk in chunks {
        var rest = chunk
        while !rest.isEmpty {
          if found.isEmpty {
            let count = read(number, base, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            found = UnsafeRawBufferPointer(start: base, count: count)
          }
          let count = min(rest.count, found.count)
          guard let expected = rest.baseAddress, let actual = found.baseAddress, memcmp(actual, expected, count) == 0
          else { return false }
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
          found = UnsafeRawBufferPointer(rebasing: found[count...])
        }
      }
      return true
    }
  }

  /// Small enough to stay in a core's cache.
  private static let bufferSize = 1 << 17
}
