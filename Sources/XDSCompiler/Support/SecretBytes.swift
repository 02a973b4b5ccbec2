/// Key material. It cannot be printed: every description is a fingerprint and a length.
public struct SecretBytes: Sendable, Hashable {
  private let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The only way to the bytes, for what encodes or compares them.
  package func withBytes<Result>(_ body: ([UInt8]) throws -> Result) rethrows -> Result {
    try body(bytes)
  }

  /// How key material is shown wherever it must be named: the first 12 hex digits of its SHA-256, and its length.
  public static func fingerprint(of bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return "[redacted: \(bytes.count) bytes, sha256 \(hash.finalize().hex.prefix(12))]"
  }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { bytes.withUnsafeBytes(SecretBytes.fingerprint(of:)) }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
