import Glibc
import XDSCompiler

/// A folder that `compile -o` wrote, as its manifest tells.
public struct CompiledTree: Sendable {
  /// As the user gave it.
  public let path: String
  public let manifest: Manifest

  /// Reads the manifest.
  public init(_ path: String) throws(FileError) {
    self.path = path
    let manifestPath = "\(path)/\(Manifest.fileName)"
    let bytes = try InputReader(maximumSize: Manifest.sizeLimit).readFile(manifestPath).bytes
    guard let manifest = Manifest(json: bytes) else {
      throw FileError(.notCompiled, manifestPath, "is no manifest of this version of xdsc", help: "compile again")
    }
    self.manifest = manifest
  }

  /// The bytes of an output, which must be those that were compiled.
  ///
  /// - Returns: also whether nobody but the owner may read the file, as one with key material.
  public func read(_ output: Manifest.Output) throws(FileError) -> (bytes: [UInt8], isSecret: Bool) {
    let path = "\(path)/\(try OutputPath(output.path).text)"
    guard let file = FileDescriptor.open(path, O_RDONLY | O_NONBLOCK), let status = file.status() else {
      throw .reading(path, errno)
    }
    guard status.isFile, Int(status.st_size) == output.size else { throw .otherBytes(path) }
    let bytes = try FileContents.read(file, path: path, limit: output.size)
    guard SHA256.hash(bytes) == output.digest else { throw .otherBytes(path) }
    return (bytes, status.permissions & 0o077 == 0)
  }
}

extension FileError {
  fileprivate static func otherBytes(_ path: String) -> FileError {
    FileError(.notCompiled, path, "is not what was compiled", help: "compile again")
  }
}
