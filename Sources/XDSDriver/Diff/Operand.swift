import XDSCompiler
import XDSDiff

/// One side of a diff.
struct Operand: Sendable {
  /// A dataplane of this side.
  struct Dataplane: Sendable {
    /// Nil where the file does not say.
    var name: DataplaneName?
    var content: Content

    /// By mesh and name; one without a name is alone.
    func precedes(_ other: Dataplane) -> Bool {
      guard let a = name, let b = other.name else { return name == nil && other.name != nil }
      return a.mesh == b.mesh ? a.name.isBefore(b.name) : a.mesh.isBefore(b.mesh)
    }
  }

  enum Content: Sendable {
    /// Encoded files, read when they are needed.
    case files(DataplaneFiles)
    case snapshot(Snapshot)
  }

  /// As the user gave it.
  var name: String
  /// Whether what is not in it is not there: to a file, or a dataplane's folder, other dataplanes are of no concern.
  var isWhole: Bool
  var dataplanes: [Dataplane]
  /// Whether it has errors that `--keep-going` passed over.
  var hasErrors = false
  /// Meshes and dataplanes that it has besides those dataplanes.
  var otherNames: (meshes: Set<String>, dataplanes: Set<String>) = ([], [])

  var meshes: Set<String> { otherNames.meshes.union(dataplanes.compactMap(\.name?.mesh)) }
  var dataplaneNames: Set<String> { otherNames.dataplanes.union(dataplanes.compactMap(\.name?.name)) }
}
