import XDSCompiler
import XDSReport

/// Tells of each output file where its fields come from. Keeps the input alive.
struct Provenance {
  private let explainer: Explainer
  private let format: ProvenanceJSON

  init(_ compiled: CompiledInput) {
    explainer = Explainer(compiled.compilation)
    // Behind the inputs come the lock file and what is no file at all.
    let others = compiled.compilation.sources.dropFirst(compiled.files.count).map {
      $0.path.split(separator: "/").last.map(String.init) ?? $0.path
    }
    format = ProvenanceJSON(fileNames: compiled.files.map(\.portableName) + others)
  }

  func document(of file: OutputFile) throws -> [UInt8] { format.format(try explainer.explain(file)) }
}

extension OutputFile {
  /// Path of what says where its fields come from.
  var provenancePath: String { "\(path.dropLast(".pb".count)).provenance.json" }
}
