import XDSCompiler
import XDSDiff
import XDSFiles

/// A folder that holds what a compile wrote: a whole tree, the folder of a mesh, or that of a dataplane.
struct CompiledFolder {
  private let store: any FileStore
  private let manifest: Manifest?
  /// Of outputs, by their paths.
  private let digests: [String: SHA256.Digest]
  /// Paths of files by the folder that they are in.
  private let folders: [(path: String, files: [TreeFile: String])]

  /// Nil when the folder holds nothing that a compile writes.
  init?(_ store: any FileStore) throws(FileError) {
    self.store = store
    var paths = try store.paths()
    manifest =
      paths.contains(Manifest.fileName) ? try store.read([Manifest.fileName]).first.flatMap(Manifest.init(json:)) : nil
    if let manifest { paths = manifest.outputs.map(\.path) }
    digests = Dictionary((manifest?.outputs ?? []).map { ($0.path, $0.digest) }) { first, _ in first }
    var found: [String: [TreeFile: String]] = [:]
    for path in paths {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if let file = TreeFile(rawValue: name) { found[String(path.dropLast(name.count)), default: [:]][file] = path }
    }
    folders = found.sorted { $0.key.isBefore($1.key) }.map { (path: $0.key, files: $0.value) }
    if folders.isEmpty, manifest == nil { return nil }
  }

  var operand: Operand {
    let isDataplane = manifest == nil && folders.contains { $0.path.isEmpty }
    return Operand(
      name: store.name, isWhole: !isDataplane,
      dataplanes: folders.filter { !isDataplane || $0.path.isEmpty }.map { folder in
        Operand.Dataplane(name: name(folder.path), content: .files(files(folder.files)))
      })
  }

  /// A dataplane's folder lies in that of its mesh.
  private func name(_ folder: String) -> DataplaneName? {
    let components = (store.pathComponents + folder.split(separator: "/").map(String.init)).suffix(2)
    guard components.count == 2, let mesh = components.first, let name = components.last else { return nil }
    return DataplaneName(mesh: mesh, name: name)
  }

  private func files(_ paths: [TreeFile: String]) -> DataplaneFiles {
    let store = store
    return DataplaneFiles(
      files: paths.mapValues { .init(name: store.name(of: $0), digest: digests[$0]) },
      read: { (files) throws(FileError) in try store.read(files.compactMap { paths[$0] }) })
  }
}
