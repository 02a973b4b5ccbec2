import Testing
import XDSCompiler
import XDSReport

@Suite struct DiagnosticTextTests {
  /// The contract's own example.
  private static let documented = Example(
    String(repeating: "#\n", count: 13) + "      mode: SkipSans\n", marked: "SkipSans")

  @Test func asDocumented() {
    var format = DiagnosticText(sources: [DiagnosticTextTests.documented.source], usesColor: false)
    let diagnostic = Diagnostic(
      .tlsMode, #""mode" must be one of ["SkipSAN", "SkipCA", "SkipAll", "Secured"]"#,
      at: DiagnosticTextTests.documented.range,
      resource: ResourceID(kind: "MeshExternalService", mesh: "default", name: "mes-https"),
      path: "spec.tls.verification.mode", help: #"did you mean "SkipSAN"?"#)
    #expect(
      format.format(diagnostic) == """
        mesh/external.yaml:14:13: error: "mode" must be one of ["SkipSAN", "SkipCA", "SkipAll", "Secured"] [tls-mode]
           14 |       mode: SkipSans
              |             ^~~~~~~~
        spec.tls.verification.mode of MeshExternalService mes-https, mesh default
          help: did you mean "SkipSAN"?

        """)
  }

  @Test func compiledAsDocumented() {
    let text = """
      type: MeshExternalService
      name: mes-https
      spec:
        endpoints: [{address: a.b, port: 1}]
        tls: {verification: {mode: SkipSans}}
      """
    #expect(
      render(text).formats["text"] == """
        a.yaml:5:30: error: "mode" must be one of ["SkipSAN", "SkipCA", "SkipAll", "Secured"] [tls-mode]
            5 |   tls: {verification: {mode: SkipSans}}
              |                              ^~~~~~~~
        spec.tls.verification.mode of MeshExternalService mes-https, mesh default
          help: did you mean "SkipSAN"?

        """)
  }

  @Test func notesHavePlacesOfTheirOwn() {
    let text = "type: MeshExternalService\nname: a\nspec: {endpoints: [{address: a.b, port: 1}]}\n"
    #expect(
      render("\(text)---\n\(text)---\n{type: Dataplane, name: d, networking: {address: 10.0.0.1}}\n").formats["text"]
        == """
        a.yaml:6:7: error: MeshExternalService a in mesh default is defined twice [duplicate-resource]
            6 | name: a
              |       ^
        name of MeshExternalService a, mesh default
          a.yaml:2:7: note: first defined here

        """)
  }

  @Test func withoutAPlace() {
    var format = DiagnosticText(sources: [], usesColor: false)
    #expect(
      format.format(Diagnostic(.vipFrozen, "message", at: nil, help: "help"))
        == "error: message [vip-frozen]\n  help: help\n")
  }

  @Test(arguments: [Severity.error, .warning, .note]) func severities(_ severity: Severity) {
    var format = DiagnosticText(sources: [], usesColor: false)
    #expect(
      format.format(Diagnostic(.tlsMode, severity: severity, "message", at: nil))
        == "\(severity.rawValue): message [tls-mode]\n")
  }

  @Test(arguments: [(Severity.error, "31"), (.warning, "33"), (.note, "36")]) func colors(
    severity: Severity, color: String
  ) {
    let example = Example("ab: cd\n", marked: "cd")
    var format = DiagnosticText(sources: [example.source], usesColor: true)
    #expect(
      format.format(Diagnostic(.tlsMode, severity: severity, "message", at: example.range)) == """
        mesh/external.yaml:1:5: \u{1B}[1;\(color)m\(severity.rawValue)\u{1B}[0m: message [tls-mode]
            1 | ab: cd
              |     \u{1B}[1;\(color)m^~\u{1B}[0m

        """)
  }

  @Test func noticesShowNoControlCharacters() {
    let format = DiagnosticText(sources: [], usesColor: false)
    #expect(
      format.format(ToolNotice(.error, "no \u{1B}", path: "a\nb", help: "do \u{7}"))
        == "xdsc: error: a\\u{a}b: no \\u{1b}\n  help: do \\u{7}\n")
  }

  @Test func aPathWithoutAResource() {
    var format = DiagnosticText(sources: [], usesColor: false)
    #expect(format.format(Diagnostic(.tlsMode, "message", at: nil, path: "kind")).hasSuffix("\nkind\n"))
    let resource = ResourceID(kind: "Mesh", mesh: nil, name: "m")
    #expect(
      format.format(Diagnostic(.tlsMode, "message", at: nil, resource: resource)).hasSuffix("\nMesh m\n"))
  }
}
