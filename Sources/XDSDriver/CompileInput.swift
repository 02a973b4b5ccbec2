import Glibc
import XDSCertificates
import XDSCompiler
import XDSFiles

/// What was read.
struct ReadInput {
  let files: [InputFile]
  /// The lock file, if one is in use.
  let lock: LockFile?
  /// Content of the dependency file, if one is to be written.
  let dependencies: [UInt8]?
  /// The inputs as a manifest has them, where one is to be written.
  let manifestInputs: [Manifest.Input]
}

/// What reading and compiling came to. All findings have been reported.
struct CompiledInput {
  let compilation: Compilation
  let files: [InputFile]
}

extension CompileRequest {
  /// What every verb that compiles does first: reads, compiles, and reports what is found. Nil where the tool could not do
  /// its work, which has been said.
  func compileInput(_ console: Console, _ progress: ProgressLine?) throws -> CompiledInput? {
    guard let input = try readInput(console, progress) else { return nil }
    return compile(input, effectiveOptions, console, progress)
  }

  /// Nil where something cannot be read, which has been said.
  func readInput(_ console: Console, _ progress: ProgressLine?) throws -> ReadInput? {
    progress?.tell("xdsc: reading")
    let read = InputReader(excluded: [output, lockPath].compactMap(\.self)).read(inputs)
    guard read.errors.isEmpty else {
      _ = reporter.fail(read.errors, to: console)
      return nil
    }
    let dependencies = try dependencyFileContents(read.dependencies)
    let lock = try lockPath.map { (path) throws(FileError) in
      LockFile(source: try CurrentFiles.lock(path), isFrozen: isFrozen)
    }
    let hashed = output == nil || checksOnly ? [] : read.files
    return ReadInput(
      files: read.files, lock: lock, dependencies: dependencies,
      manifestInputs: hashed.map { Manifest.Input(name: $0.portableName, digest: SHA256.hash($0.source.bytes)) })
  }

  /// Compiles what was read, and reports what is found. Nil where the tool could not do its work, which has been said.
  func compile(
    _ input: ReadInput, _ options: CompileOptions, _ console: Console, _ progress: ProgressLine?
  ) -> CompiledInput? {
    progress?.tell("xdsc: checking")
    let compilation = Pipeline(options).compile(
      input.files.map(\.source), lock: input.lock,
      inspector: checksOnly ? CertificateChecks(now: now ?? Timestamp(seconds: Int64(time(nil)))) : nil)
    reporter.report(
      compilation.diagnostics, silenced: compilation.silenced, sources: compilation.sources, to: console)
    let unknown = unknownNames(compilation)
    for (message, help) in unknown { reporter.fail(message, help: help, to: console) }
    guard unknown.isEmpty else { return nil }
    return CompiledInput(compilation: compilation, files: input.files)
  }

  private func dependencyFileContents(_ inputs: [[UInt8]]) throws(FileError) -> [UInt8]? {
    guard dependencyFile != nil, let output else { return nil }
    let lock = lockPath.map { [Array($0.utf8)] } ?? []
    return try DependencyFile(tree: output, inputs: inputs + lock).contents()
  }

  /// The options, with what is looked for on this machine.
  var effectiveOptions: CompileOptions {
    var options = options
    if findsSystemCA { options.systemCAPath = SystemCA.find() }
    return options
  }

  /// `--mesh` and `--dataplane` that name nothing: most likely misspelt, and an empty output would hide it.
  private func unknownNames(_ compilation: Compilation) -> [(message: String, help: String?)] {
    func unknown(_ wanted: Set<String>, _ known: [String], _ kind: String) -> [(message: String, help: String?)] {
      wanted.subtracting(known).sorted().map { name in
        ("the input has no \(kind) \"\(name)\"", nearestName(to: name, among: known).map { "did you mean \"\($0)\"?" })
      }
    }
    return unknown(options.meshes, compilation.meshes, "mesh")
      + unknown(options.dataplanes, compilation.dataplanes, "dataplane")
  }
}
