/// One input, as the caller read it. The compiler itself opens no file.
public struct SourceFile: Sendable {
  /// How users know it: the path as they gave it, or `<stdin>`.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
