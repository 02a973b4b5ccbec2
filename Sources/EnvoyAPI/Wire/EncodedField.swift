import Glibc

/// A message in some arena as it stands in a field of another message: its length, as a varint, and its encoded form.
public struct EncodedField: @unchecked Sendable {
  // Unchecked: the bytes are never written again.

  private static let empty = EncodedField(UnsafeRawBufferPointer(start: calloc(1, 1), count: 1))

  public let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The encoded message itself.
  public var content: UnsafeRawBufferPointer {
    var reader = WireReader(bytes)
    return reader.varint() == nil ? bytes : reader.rest
  }

  /// The message that an `Any` holds whose value, as always, is its last field.
  ///
  /// - Parameter count: how many bytes it has.
  public func last(_ count: Int) -> EncodedField {
    // An empty value is not written.
    guard count > 0 else { return Self.empty }
    return EncodedField(UnsafeRawBufferPointer(rebasing: bytes.suffix(WireReader.varintSize(count) + count)))
  }
}
