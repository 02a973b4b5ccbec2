import Synchronization
import XDSCompiler
import XDSDiff
import XDSFiles

/// Opens the sides of a diff: their content decides what they are.
struct OperandOpener {
  /// How resources are compiled.
  let compile: CompileRequest
  let console: Console

  /// Errors in resources, which have been reported.
  struct DoesNotCompile: Error {
    let name: String
  }

  /// Throws a `FileError`, or `DoesNotCompile`.
  func open(_ argument: String) throws -> Operand {
    let store: any FileStore =
      argument.hasPrefix(GitRevision.prefix) ? try GitRevision(argument) : try CurrentFiles(argument)
    if store.isFolder {
      if let folder = try CompiledFolder(store) { return folder.operand }
      return try openResources(try store.inputs(lockPath: compile.lockPath), store)
    }
    let source = SourceFile(path: argument == "-" ? "<stdin>" : argument, bytes: try store.read([""]).first ?? [])
    guard let file = try SingleFile(source) else {
      guard source.bytes.isText else { throw FileError(.unreadable, source.path, "is not a file that xdsc writes") }
      return try openResources([source], store)
    }
    for part in file.skipped {
      compile.reporter.note("\(source.path): its \(part) is not compared", to: console)
    }
    return Operand(
      name: store.name, isWhole: false, dataplanes: [.init(name: file.dataplane, content: .snapshot(file.snapshot))])
  }

  private func openResources(_ sources: [SourceFile], _ store: any FileStore) throws -> Operand {
    let lock = try compile.lockPath.map { LockFile(source: try store.lock($0), isFrozen: compile.isFrozen) }
    let compilation = Pipeline(compile.effectiveOptions).compile(sources, lock: lock)
    if compilation.errorCount > 0 {
      compile.reporter.report(compilation.diagnostics, sources: compilation.sources, to: console)
      guard compile.options.keepGoing, compilation.isLockReadable else { throw DoesNotCompile(name: store.name) }
    }
    let outputs = Mutex<[DataplaneName: [TreeFile: [UInt8]]]>([:])
    try compilation.outputs.generate { file in
      guard let kind = TreeFile(rawValue: file.name) else { return }
      let name = DataplaneName(mesh: file.mesh, name: file.dataplane)
      outputs.withLock { $0[name, default: [:]][kind] = file.bytes }
    }
    let dataplanes = outputs.withLock { $0 }.map { name, files in
      Operand.Dataplane(
        name: name,
        content: .files(
          DataplaneFiles(
            files: files.mapValues { _ in .init(name: "\(store.name): \(name)", digest: nil) },
            // How a bootstrap gets its resources, resources do not say.
            untoldFields: ["dynamicResources"],
            read: { (wanted) in wanted.compactMap { files[$0] } })))
    }
    var operand = Operand(name: store.name, isWhole: true, dataplanes: dataplanes.sorted { $0.precedes($1) })
    operand.hasErrors = compilation.errorCount > 0
    operand.otherNames = (Set(compilation.meshes), Set(compilation.dataplanes))
    return operand
  }
}

extension [UInt8] {
  /// Whether YAML or JSON could be in it.
  fileprivate var isText: Bool { !contains(0) && String(validating: self, as: UTF8.self) != nil }
}
