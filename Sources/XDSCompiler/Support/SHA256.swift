import CNettle

/// A SHA-256 hash (FIPS 180-4) fed piece by piece, in hardware where nettle finds it.
public struct SHA256 {
  private var context = sha256_ctx()

  public init() {
    nettle_sha256_init(&context)
  }

  /// Appends bytes; how they are split into calls does not change the result.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    nettle_sha256_update(&context, bytes.count, base.assumingMemoryBound(to: UInt8.self))
  }

  /// The digest of everything appended; starts over, so that the value can hash the next thing.
  public mutating func finalize() -> Digest {
    let bytes = [UInt8](unsafeUninitializedCapacity: Digest.count) { buffer, count in
      nettle_sha256_digest(&context, Digest.count, buffer.baseAddress)
      count = Digest.count
    }
    return Digest(bytes: bytes)
  }

  /// The digest of one piece.
  public static func hash(_ bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finalize()
  }

  /// The 32 bytes of a hash.
  public struct Digest: Hashable, Sendable, CustomStringConvertible {
    static let count = Int(SHA256_DIGEST_SIZE)

    /// 32 bytes, most significant first.
    public let bytes: [UInt8]

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    public init?(hex: String) {
      let digits = Array(hex.utf8)
      guard digits.count == 2 * Self.count, digits.allSatisfy({ $0.hexValue != nil && $0 | 0x20 == $0 }) else {
        return nil
      }
      bytes = (0..<Self.count).map { (digits[2 * $0].hexValue ?? 0) << 4 | (digits[2 * $0 + 1].hexValue ?? 0) }
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { bytes.hex }

    public var description: String { hex }
  }
}
