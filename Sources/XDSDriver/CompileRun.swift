import Synchronization
import XDSCompiler
import XDSFiles

extension CompileRequest {
  /// Reads, compiles, reports and writes, in this order; with errors nothing is written.
  public func run(_ console: Console) -> ExitStatus {
    ProgressLine.during(on: console, isWanted: reporter.showsProgress) { run($0, $1) }
  }

  private func run(_ console: Console, _ progress: ProgressLine?) -> ExitStatus {
    progress?.tell("xdsc: reading")
    var read = InputReader(excluded: [output, lockPath].compactMap(\.self)).read(inputs)
    guard read.errors.isEmpty else { return reporter.fail(read.errors, to: console) }
    let manifestInputs = read.files.map {
      Manifest.Input(name: $0.portableName, digest: SHA256.hash($0.source.bytes))
    }
    do {
      let dependencies = try dependencyFileContents(read.dependencies)
      let lock = try lockPath.map { (path) throws(FileError) in
        LockFile(source: try CurrentFiles.lock(path), isFrozen: isFrozen)
      }
      let options = effectiveOptions
      progress?.tell("xdsc: checking")
      let compilation = Pipeline(options).compile(read.files.map(\.source), lock: lock)
      reporter.report(
        compilation.diagnostics, silenced: compilation.silenced, sources: compilation.sources, to: console)
      let unknown = unknownNames(compilation)
      guard unknown.isEmpty else {
        for (message, help) in unknown { reporter.fail(message, help: help, to: console) }
        return .failure
      }
      let found: ExitStatus = compilation.errorCount > 0 ? .findings : .success
      if checksOnly || (found == .findings && !(options.keepGoing && compilation.isLockReadable)) { return found }
      read.files = []
      let outputs = compilation.outputs
      let lockContent = compilation.vipLock.map { Array($0.rendered.utf8) }
      // The input and its tree are as large as the output: they go before that comes.
      _ = consume compilation
      // The process ends soon: giving back what the plans hold, object by object, would only delay that.
      _ = Unmanaged.passRetained(Kept(outputs))
      try write(
        outputs, lockContent: lockContent, dependencies: dependencies, manifestInputs, options, console, progress)
      return found
    } catch let error as FileError {
      return reporter.fail([error], to: console)
    } catch let error as ConsoleError {
      return reporter.fail([.standardOutput(error)], to: console)
    } catch {
      reporter.fail("internal error: \(error)", to: console)
      return .failure
    }
  }

  /// The options, with what is looked for on this machine.
  var effectiveOptions: CompileOptions {
    var options = options
    if findsSystemCA { options.systemCAPath = SystemCA.find() }
    return options
  }

  private func write(
    _ outputs: OutputGenerator, lockContent: [UInt8]?, dependencies: [UInt8]?, _ inputs: [Manifest.Input],
    _ options: CompileOptions, _ console: Console, _ progress: ProgressLine?
  ) throws {
    // The lock goes first: a VIP must be remembered before anybody can see it.
    var inputs = inputs
    if let lockPath, let lockContent {
      if !isFrozen { try AtomicFile.replace(path: lockPath, contents: lockContent) }
      let name = lockPath.split(separator: "/").last.map(String.init) ?? lockPath
      inputs.append(Manifest.Input(name: name, digest: SHA256.hash(lockContent)))
    }
    // Before the tree: with an older one, a build system would not build again when it should.
    if let dependencyFile, let dependencies { try AtomicFile.replace(path: dependencyFile, contents: dependencies) }
    guard let output else { return try print(outputs, to: console) }
    let manifest = Manifest(version: xdscVersion, options: manifestOptions(options), inputs: inputs)
    let tree = try reporter.openTree(output, console)
    let written = Atomic(0)
    try outputs.generate { file in
      try tree.write(file.path, file.bytes, isSecret: file.holdsSecrets)
      if emitsYAML { try tree.write(file.yamlPath, try file.yaml(), isSecret: file.holdsSecrets) }
    } whenDone: {
      let count = written.add(1, ordering: .relaxed).newValue
      progress?.tell("xdsc: writing dataplane \(count) of \(outputs.count)")
    }
    try reporter.commit(tree, manifest, as: output, to: console)
  }

  private func dependencyFileContents(_ inputs: [[UInt8]]) throws(FileError) -> [UInt8]? {
    guard dependencyFile != nil, let output else { return nil }
    let lock = lockPath.map { [Array($0.utf8)] } ?? []
    return try DependencyFile(tree: output, inputs: inputs + lock).contents()
  }

  /// Everything but the inputs that decides the bytes.
  private func manifestOptions(_ options: CompileOptions) -> [String: Manifest.Option] {
    var result: [String: Manifest.Option] = [
      "dns-port": .number(Int(options.dnsPort)),
      "emit": .texts(emitsYAML ? ["pb", "yaml"] : ["pb"]),
      "mes-cidr": .text(options.vipRange.description),
    ]
    if case .dynamic(let treePath) = options.bootstrap {
      result["bootstrap"] = .text("dynamic")
      result["tree-path"] = .text(treePath)
    }
    if options.addsDefaultPolicies { result["default-policies"] = .flag(true) }
    if options.keepGoing { result["keep-going"] = .flag(true) }
    if let zone = options.zone { result["zone"] = .text(zone) }
    if let path = options.systemCAPath { result["system-ca-path"] = .text(path) }
    if !options.meshes.isEmpty { result["mesh"] = .texts(options.meshes.sorted()) }
    if !options.dataplanes.isEmpty { result["dataplane"] = .texts(options.dataplanes.sorted()) }
    if let shard = options.shard { result[Manifest.shardOption] = .text(shard.description) }
    if !options.dnsUpstreams.isEmpty { result["dns-upstream"] = .texts(options.dnsUpstreams.map(\.description)) }
    return result
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

/// Something that is never given back.
private final class Kept<Value> {
  private let value: Value

  init(_ value: Value) {
    self.value = value
  }
}
