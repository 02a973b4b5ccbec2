import XDSCompiler

/// An input as it was read.
public struct InputFile: Sendable {
  public var source: SourceFile
  /// Its name in a manifest, the same on every machine: the path below the folder that was given, the base name of a
  /// file that was given, `-` for stdin and pipes.
  public var portableName: String

  public init(source: SourceFile, portableName: String) {
    self.source = source
    self.portableName = portableName
  }
}
