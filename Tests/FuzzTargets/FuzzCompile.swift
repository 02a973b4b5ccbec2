import EnvoyAPI
import Synchronization
import XDSCompiler
import XDSReport

extension FuzzTarget {
  /// The whole compile of one file: findings and their texts, outputs and where their fields come from. The order of
  /// documents changes no output.
  static let compile = FuzzTarget("compile") { bytes in
    // Findings are no reason to stop: what they do not touch is compiled.
    let compilation = Compilation(of: [SourceFile(path: "mesh.yaml", bytes: bytes)], like: bytes)
    try compilation.checkFindings()
    let outputs = try compilation.files()
    for output in outputs {
      let message = try output.messageType.unpack(output.bytes)
      try require(message.unknownFields().isEmpty, "\(output.path) has unknown fields")
      try require(message.packed() == output.bytes, "\(output.path) is not stable")
    }
    // It takes longer than all the rest.
    if bytes.count % 8 == 0 {
      let explainer = Explainer(compilation)
      for output in outputs { _ = try explainer.explain(output) }
    }
    // What comments and findings in broken documents are about, their neighbours decide.
    guard compilation.errorCount == 0, let parts = bytes.documents else { return }
    let reversed = Compilation(of: parts.reversed(), like: bytes)
    try require(reversed.errorCount == 0, "errors in another order: \(reversed.diagnostics)")
    let found = try reversed.files()
    try require(
      found.map(\.path) == outputs.map(\.path) && found.map(\.bytes) == outputs.map(\.bytes),
      "another order, another output")
  }
}

extension Compilation {
  /// Compiles with options that depend on nothing but the input, so that a fuzzer meets all of them.
  fileprivate init(of sources: [SourceFile], like bytes: [UInt8]) {
    var options = CompileOptions()
    options.keepGoing = true
    options.zone = bytes.count % 2 == 0 ? "zone-1" : nil
    options.addsDefaultPolicies = bytes.count % 4 < 2
    self = Pipeline(options).compile(sources, lock: LockFile(source: nil, isFrozen: false))
  }

  /// All outputs, by their paths.
  fileprivate func files() throws -> [OutputFile] {
    let files = Mutex<[OutputFile]>([])
    try outputs.generate { file in files.withLock { $0.append(file) } }
    return files.withLock { $0.sorted { $0.path < $1.path } }
  }

  /// Findings are in the input, and every format can show them.
  func checkFindings() throws {
    try FilePlaces(sources).check(diagnostics + silenced.map(\.diagnostic))
    for diagnostic in diagnostics { try require(diagnostic.range != nil, "nowhere: \(diagnostic)") }
    let json = DiagnosticJSON(sources: sources)
    try Array(diagnostics.map { json.format($0) }.joined().utf8).checkIsJSON()
    var log = SARIFLog()
    log.add(diagnostics, silenced: silenced, sources: sources)
    try log.document(version: "1", exitCode: 0, isSuccessful: true).checkIsJSON()
    var text = DiagnosticText(sources: sources, usesColor: true)
    let gitHub = DiagnosticGitHub(sources: sources)
    for diagnostic in diagnostics {
      try require(
        text.format(diagnostic).contains("[\(diagnostic.id.rawValue)]"), "not shown: \(diagnostic)")
      try require(gitHub.format(diagnostic).hasPrefix("::"), "not shown: \(diagnostic)")
    }
  }
}

extension [UInt8] {
  /// The documents as files of their own; nil where that could change what they mean: a directive or a comment may be
  /// about a document that it is not part of.
  fileprivate var documents: [SourceFile]? {
    var documents: [[UInt8]] = [[]]
    for line in split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.elementsEqual("---".utf8) {
        documents.append([])
      } else if line.first == UInt8(ascii: "%") || line.contains(UInt8(ascii: "#")) {
        return nil
      } else {
        documents[documents.count - 1] += line + [UInt8(ascii: "\n")]
      }
    }
    return documents.enumerated().map { SourceFile(path: "\($0).yaml", bytes: $1) }
  }

  func checkIsJSON() throws {
    let diagnostics = ValueDocuments(reading: SourceFile(path: "written.json", bytes: self)).diagnostics
    // An escape for NUL is JSON, but no resource may have one.
    try require(
      diagnostics.allSatisfy { $0.id == .nulByte }, "no JSON: \(String(decoding: self, as: UTF8.self)) \(diagnostics)")
  }
}
