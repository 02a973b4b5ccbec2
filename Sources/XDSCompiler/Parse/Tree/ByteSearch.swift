import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// The offset just after the first line break at or after an offset; nil when none follows.
  func lineStart(after offset: Int) -> Int? {
    firstOffset(of: UInt8(ascii: "\n"), from: offset).map { $0 + 1 }
  }

  /// Whether some occurrence of a byte begins something in particular.
  func hasMatch(for byte: UInt8, where isMatch: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    var start = 0
    while let found = firstOffset(of: byte, from: start) {
      if isMatch(UnsafeBufferPointer(rebasing: self[found...])) { return true }
      start = found + 1
    }
    return false
  }

  private func firstOffset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// How many line breaks it has.
  var lineCount: Int {
    var lines = 0
    for byte in UnsafeBufferPointer(rebasing: self) { lines &+= byte == UInt8(ascii: "\n") ? 1 : 0 }
    return lines
  }
}
