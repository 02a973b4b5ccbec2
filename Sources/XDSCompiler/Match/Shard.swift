/// One of several parts of a compile: each has dataplanes of its own, and together they have all.
///
/// A dataplane's part is the SHA-256 of `<mesh>/<core name>`, of which the first 8 bytes are a big-endian number, modulo the
/// number of parts. It depends on nothing else, and never changes from version to version.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// From 1 to `count`.
  public let index: Int
  public let count: Int

  /// Reads `I/N`, such as `1/4`; nil when malformed or when not 1 ≤ I ≤ N.
  public init?(_ text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false)
    guard numbers.count == 2, numbers.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) }),
      let index = Int(numbers[0]), let count = Int(numbers[1]), index >= 1, index <= count
    else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether a dataplane is of this part.
  func holds(mesh: String, dataplane coreName: String) -> Bool {
    let digest = SHA256.hash(Array("\(mesh)/\(coreName)".utf8))
    let number = digest.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return number % UInt64(count) == UInt64(index - 1)
  }

  public var description: String { "\(index)/\(count)" }
}
