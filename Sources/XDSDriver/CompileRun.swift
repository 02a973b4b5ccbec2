import Synchronization
import XDSCompiler
import XDSFiles

extension CompileRequest {
  /// Reads, compiles, reports and writes, in this order; with errors nothing is written.
  public func run(_ console: Console) -> ExitStatus {
    ProgressLine.during(on: console, isWanted: reporter.showsProgress) { run($0, $1) }
  }

  private func run(_ console: Console, _ progress: ProgressLine?) -> ExitStatus {
    do {
      guard let input = try readInput(console, progress) else { return .failure }
      let options = effectiveOptions
      let stamp = checksOnly ? nil : stamp(input, options, console)
      if let stamp, let output, let (directory, summary) = stamp.findUnchanged(output) {
        try writeBesideTree(input.lock?.source.map { ($0.bytes, FileVersion($0.bytes)) }, input.dependencies)
        reporter.say(summary, of: directory, to: console)
        return .success
      }
      let (lockVersion, inputs, dependencies) = (
        FileVersion(input.lock?.source?.bytes), input.manifestInputs, input.dependencies
      )
      guard let compiled = compile(consume input, options, console, progress) else { return .failure }
      let found: ExitStatus = compiled.compilation.errorCount > 0 ? .findings : .success
      let mayWrite = found == .success || options.keepGoing && compiled.compilation.isLockReadable
      if checksOnly || !mayWrite { return found }
      let lock = compiled.compilation.vipLock.map { (Array($0.rendered.utf8), lockVersion) }
      // What there is to say must be said again by the next run, and a lock file that changed is another input to it.
      let isRepeatable =
        compiled.compilation.diagnostics.isEmpty && compiled.compilation.silenced.isEmpty
        && (lock.map { FileVersion($0.0) == $0.1 } ?? true)
      let work = CompileWork(
        outputs: compiled.compilation.outputs, options: options, inputs: inputs, dependencies: dependencies, lock: lock,
        provenance: emitsProvenance ? Provenance(compiled) : nil, stamp: isRepeatable ? stamp : nil)
      // The input and its tree are as large as the output: they go before that comes.
      _ = consume compiled
      // The process ends soon: giving back what the plans hold, object by object, would only delay that.
      _ = Unmanaged.passRetained(Kept(work.outputs))
      try write(work, console, progress)
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

  /// What is left to do when the input is not needed any more.
  private struct CompileWork {
    let outputs: OutputGenerator
    let options: CompileOptions
    let inputs: [Manifest.Input]
    let dependencies: [UInt8]?
    let lock: Lock?
    /// Keeps the input, where it is asked for.
    let provenance: Provenance?
    /// Where the next run may trust in it.
    let stamp: TreeStamp?
  }

  /// What tells that a tree is the work of this very run; nil without a command line.
  private func stamp(_ input: ReadInput, _ options: CompileOptions, _ console: Console) -> TreeStamp? {
    guard output != nil, let command = console.command else { return nil }
    // Its options are there for what comes from the environment and the machine.
    let manifest = Manifest(version: xdscVersion, options: manifestOptions(options), inputs: input.manifestInputs)
    let inputs = zip(input.files, input.manifestInputs).flatMap { [$0.source.path, $1.digest.hex] }
    return TreeStamp(
      of: [manifest.json(), input.lock?.source?.bytes ?? [], Array("\(command.count)".utf8)]
        + (command + inputs).map { Array($0.utf8) })
  }

  private func write(_ work: CompileWork, _ console: Console, _ progress: ProgressLine?) throws {
    guard let output else {
      try writeLock(work.lock)
      return try print(work.outputs, to: console)
    }
    var inputs = work.inputs
    if let lockPath, let lock = work.lock {
      let name = lockPath.split(separator: "/").last.map(String.init) ?? lockPath
      inputs.append(Manifest.Input(name: name, digest: SHA256.hash(lock.contents)))
    }
    let manifest = Manifest(version: xdscVersion, options: manifestOptions(work.options), inputs: inputs)
    let tree = try reporter.openTree(output, console)
    let written = Atomic(0)
    let shared = try work.outputs.generate { file in
      try tree.write(
        file.path, chunks: file.content.pieces, isSecret: file.holdsSecrets, digest: file.content.digest)
      if emitsYAML { try tree.write(file.yamlPath, try file.yaml(), isSecret: file.holdsSecrets) }
      if let provenance = work.provenance { try tree.write(file.provenancePath, try provenance.document(of: file)) }
    } whenDone: {
      let count = written.add(1, ordering: .relaxed).newValue
      progress?.tell("xdsc: writing dataplane \(count) of \(work.outputs.count)")
    }
    _ = Unmanaged.passRetained(Kept(shared))
    try reporter.commit(tree, manifest, stamp: work.stamp, to: console) { () throws(FileError) in
      try writeBesideTree(work.lock, work.dependencies)
    }
  }

  /// The lock file to be, and what it was when the compile began.
  private typealias Lock = (contents: [UInt8], replaced: FileVersion)

  private func writeBesideTree(_ lock: Lock?, _ dependencies: [UInt8]?) throws(FileError) {
    // First, because another run may have changed it, and then nothing of this one counts.
    try writeLock(lock)
    // Before the tree: with an older one, a build system would not build again when it should.
    if let dependencyFile, let dependencies { try AtomicFile.replace(path: dependencyFile, contents: dependencies) }
  }

  /// Before anybody can see a VIP, it must be remembered.
  private func writeLock(_ lock: Lock?) throws(FileError) {
    guard let lockPath, let lock, !isFrozen else { return }
    try AtomicFile.replace(path: lockPath, contents: lock.contents, over: lock.replaced)
  }

  /// Everything but the inputs that decides the bytes.
  private func manifestOptions(_ options: CompileOptions) -> [String: Manifest.Option] {
    var result: [String: Manifest.Option] = [
      "dns-port": .number(Int(options.dnsPort)),
      "emit": .texts(["pb"] + (emitsProvenance ? ["provenance"] : []) + (emitsYAML ? ["yaml"] : [])),
      "mes-cidr": .text(options.vipRange.description),
    ]
    if case .dynamic(let treePath) = options.bootstrap {
      result["bootstrap"] = .text("dynamic")
      result["tree-path"] = .text(treePath)
    }
    if case .sds(let treePath) = options.secrets {
      result["secrets"] = .text("sds")
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
}

/// Something that is never given back.
private final class Kept<Value> {
  private let value: Value

  init(_ value: Value) {
    self.value = value
  }
}
