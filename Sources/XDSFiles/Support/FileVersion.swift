import XDSCompiler

/// What a file held at one time.
public struct FileVersion: Equatable, Sendable {
  /// Nil when there was no file.
  private let digest: SHA256.Digest?

  /// - Parameter contents: nil for no file.
  public init(_ contents: [UInt8]?) {
    digest = contents.map { SHA256.hash($0) }
  }
}
