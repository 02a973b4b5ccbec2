import XDSCompiler
import XDSFiles
import XDSReport

/// What to explain of a compile that writes nothing.
public struct ExplainRequest: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case text, json
  }

  /// Inputs, and then what to explain: a resource, and one of its fields. An argument is an input as long as there is such
  /// a file or folder.
  public var arguments: [String]
  /// Core names of services whose absence to explain instead.
  public var whyNot: [String] = []
  public var format = Format.text
  /// By which rules to compile; its inputs are those among `arguments`.
  public var compile: CompileRequest

  public init(arguments: [String], compile: CompileRequest) {
    self.arguments = arguments
    self.compile = compile
  }

  /// Writes the explanation, or without a resource the table of services, to standard output.
  public func run(_ console: Console) -> ExitStatus {
    ProgressLine.during(on: console, isWanted: compile.reporter.showsProgress) { run($0, $1) }
  }

  private func run(_ console: Console, _ progress: ProgressLine?) -> ExitStatus {
    var compile = compile
    let inputs = arguments.prefix { $0 == "-" || InputReader.exists($0) }
    // Without any input, the first argument is one that is missing.
    compile.inputs = Array(inputs.isEmpty ? arguments.prefix(1) : inputs)
    let target = Array(arguments.dropFirst(compile.inputs.count))
    guard target.count <= 2, target.isEmpty || whyNot.isEmpty else {
      let extra = target[whyNot.isEmpty ? 2 : 0]
      compile.reporter.fail("\"\(extra)\" is no input, and there is nothing more to name", to: console)
      return .failure
    }
    do {
      guard let compiled = try compile.compileInput(console, progress) else { return .failure }
      progress?.tell("xdsc: explaining")
      let answer = try Answer(compiled.compilation, format, compile.reporter, console)
      guard let text = whyNot.isEmpty ? try answer.explain(target) : answer.reach(whyNot) else { return .failure }
      try console.out(Array(text.utf8))
      return compiled.compilation.errorCount > 0 ? .findings : .success
    } catch let error as FileError {
      return compile.reporter.fail([error], to: console)
    } catch let error as ConsoleError {
      return compile.reporter.fail([.standardOutput(error)], to: console)
    } catch {
      compile.reporter.fail("internal error: \(error)", to: console)
      return .failure
    }
  }
}

/// What is said about one compilation. Nil is said where what was asked for does not exist, after a complaint.
private struct Answer {
  private let explainer: Explainer
  private let format: any ExplanationFormat
  private let reporter: Reporter
  private let console: Console

  init(
    _ compilation: Compilation, _ format: ExplainRequest.Format, _ reporter: Reporter, _ console: Console
  ) throws {
    explainer = Explainer(compilation)
    self.format =
      switch format {
      case .text: ExplanationText(sources: compilation.sources)
      case .json: ExplanationJSON(sources: compilation.sources)
      }
    self.reporter = reporter
    self.console = console
  }

  func explain(_ target: [String]) throws -> String? {
    guard let resource = target.first else { return format.format(explainer.services) }
    var explanations = try explainer.explanations(of: ResourceQuery(resource))
    guard !explanations.isEmpty else { return refuse(resource) }
    guard let field = target.dropFirst().first else { return format.format(explanations) }
    let paths = explanations.flatMap { $0.fields.map(\.path) }
    for index in explanations.indices { explanations[index].fields.removeAll { !$0.isBelow(field) } }
    explanations.removeAll(where: \.fields.isEmpty)
    guard !explanations.isEmpty else {
      reporter.fail(
        "\(resource) has no field \"\(field)\"", help: suggestion(field, among: ends(of: paths)), to: console)
      return nil
    }
    return format.format(explanations)
  }

  func reach(_ names: [String]) -> String? {
    let found = names.map { ($0, explainer.whyNot($0)) }
    let missing = found.filter(\.1.isEmpty).map(\.0)
    for name in missing {
      reporter.fail(
        "the input has no MeshExternalService \"\(name)\"",
        help: suggestion(name, among: explainer.services.map(\.name)), to: console)
    }
    return missing.isEmpty ? format.format(found.flatMap(\.1)) : nil
  }

  private func refuse(_ resource: String) -> String? {
    let name = resource.split(separator: "/", maxSplits: 1).last.map(String.init) ?? resource
    if explainer.services.contains(where: { $0.name == name }) {
      reporter.fail(
        "nothing of the output is about service \"\(name)\"", help: "--why-not \(name) tells why", to: console)
    } else {
      reporter.fail(
        "neither an input nor a resource of the output: \"\(resource)\"",
        help: suggestion(name, among: explainer.names), to: console)
    }
    return nil
  }

  private func suggestion(_ name: String, among known: [String]) -> String? {
    nearestName(to: name, among: Set(known).sorted()).map { "did you mean \"\($0)\"?" }
  }

  /// The last step of each path.
  private func ends(of paths: [String]) -> [String] {
    paths.compactMap { $0.split(separator: ".").last.map { String($0.prefix { $0 != "[" }) } }
  }
}
