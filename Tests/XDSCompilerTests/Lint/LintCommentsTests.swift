import Testing

@testable import XDSCompiler

/// Where comments count, and what comes of them.
@Suite struct LintCommentsTests {
  /// A resource that raises san-unchecked and nothing else; each line of `head` comes before its first key, each of
  /// `body` among them.
  private func unchecked(_ name: String, head: String = "", body: String = "", mark: String = "---") -> String {
    """
    \(mark)
    \(head)type: MeshExternalService
    name: \(name)
    \(body)spec:
      endpoints: [{address: a.b, port: 1}]
      tls: {enabled: true, version: {max: TLS13}, verification: {mode: SkipCA, subjectAltNames: [{value: a}]}}

    """
  }

  /// `name: severity` of san-unchecked, and the ids of whatever else is found.
  private func found(_ text: String, path: String = "a.yaml", _ options: CompileOptions = CompileOptions()) -> [String]
  {
    var options = options
    options.lintLevels.set(.noDataplane, to: .allow)
    return Stages(text, path: path, options: options).diagnostics.map {
      $0.id == .sanUnchecked ? "\($0.resource?.name ?? "-"): \($0.severity)" : $0.id.rawValue
    }
  }

  private let allow = "# xdsc: allow san-unchecked\n"

  @Test func aCommentAnywhereInItsResourceCounts() {
    #expect(found(unchecked("a") + unchecked("b")) == ["a: warning", "b: warning"])
    #expect(found(unchecked("a", head: allow) + unchecked("b")) == ["b: warning"])
    #expect(found(unchecked("a", body: allow) + unchecked("b")) == ["b: warning"])
    #expect(found(unchecked("a") + allow + unchecked("b")) == ["b: warning"])
    #expect(found(unchecked("a") + unchecked("b", head: allow)) == ["a: warning"])
    #expect(found(unchecked("a") + unchecked("b") + "  " + allow) == ["a: warning"])
    #expect(
      found(unchecked("a", body: "mesh: default # xdsc: allow san-unchecked\n") + unchecked("b")) == ["b: warning"])
  }

  @Test func aboveTheFirstMarkerItIsTheFirstResources() {
    #expect(found(allow + unchecked("a") + unchecked("b")) == ["b: warning"])
    #expect(found(allow + unchecked("a", mark: "# no marker") + unchecked("b")) == ["b: warning"])
    #expect(found("\u{FEFF}" + allow + unchecked("a") + unchecked("b")) == ["b: warning"])
    #expect(found(unchecked("a") + "---\n" + allow + unchecked("b")) == ["a: warning"])
  }

  @Test func otherFilesAreOthers() {
    let stages = Stages(allow + unchecked("a"), unchecked("b"))
    #expect(stages.diagnostics.contains { $0.id == .sanUnchecked && $0.range?.file == 1 })
    #expect(!stages.diagnostics.contains { $0.id == .sanUnchecked && $0.range?.file == 0 })
  }

  @Test func theLevelIsTheComments() {
    for (level, severity) in [("warn", "warning"), ("deny", "error")] {
      #expect(found(unchecked("a", head: "# xdsc: \(level) san-unchecked\n")) == ["a: \(severity)"])
    }
  }

  /// The nearest speaks: the comment, else the flag, else the default; of two comments the last.
  @Test func aCommentWinsOverFlags() {
    var options = CompileOptions()
    options.lintLevels.set(.sanUnchecked, to: .deny)
    #expect(found(unchecked("a", head: allow) + unchecked("b"), options) == ["b: error"])
    options.lintLevels.set(.sanUnchecked, to: .allow)
    #expect(found(unchecked("a", head: "# xdsc: warn san-unchecked\n") + unchecked("b"), options) == ["a: warning"])
    #expect(
      found(unchecked("a", head: "# xdsc: allow san-unchecked\n", body: "# xdsc: deny san-unchecked\n")).contains(
        "a: error"))
  }

  @Test func aDeniedLintLeavesItsResourceOut() throws {
    let stages = Stages(unchecked("a", head: "# xdsc: deny san-unchecked\n") + unchecked("b"))
    #expect(try stages.service("a").isCompiled == false)
    #expect(try stages.service("b").isCompiled)
  }

  @Test func textIsNoComment() {
    for text in [
      "labels: {k: 'x # xdsc: allow san-unchecked'}\n",
      "labels: {k: \"x # xdsc: allow\n  # xdsc: allow san-unchecked\"}\n",
      "labels:\n  k: |\n    # xdsc: allow san-unchecked\n    x\n  l: y\n",
      "labels:\n  k: >-\n    x\n\n    # xdsc: allow san-unchecked\n",
      "labels: {k: x#xdsc:allow}\n",
    ] {
      #expect(found(unchecked("a", body: text)) == ["a: warning"], "\(text)")
    }
  }

  @Test func nextToTextItIs() {
    for text in [
      "labels:\n  k: |\n    x\n  # xdsc: allow san-unchecked\n  l: y\n",
      "labels:\n  k: |\n    x\n\n# xdsc: allow san-unchecked\n",
      "labels: {k: 'x'} # xdsc: allow san-unchecked\n",
      "labels: {k: x, # xdsc: allow san-unchecked\n  l: \"y\"}\n",
      "labels: {k: '# xdsc: allow pem-invalid'} # xdsc: allow san-unchecked\n",
    ] {
      #expect(found(unchecked("a", body: text)) == [], "\(text)")
    }
  }

  @Test func textOfJSONIsNoComment() {
    let json = #"""
      {"type": "MeshExternalService", "name": "a", "labels": {"k": " # xdsc: allow san-unchecked"}, "spec": {
       "endpoints": [{"address": "a.b", "port": 1}], "tls": {"enabled": true, "version": {"max": "TLS13"},
       "verification": {"mode": "SkipCA", "subjectAltNames": [{"value": "a"}]}}}}
      """#
    for path in ["a.json", "<stdin>"] {
      #expect(found(json, path: path) == ["a: warning"])
    }
  }

  private func list(_ parts: String...) -> String {
    "kind: List\napiVersion: v1\n" + parts.joined()
  }

  private func item(_ name: String, _ comment: String = "") -> String {
    """
    - apiVersion: kuma.io/v1alpha1
      kind: MeshExternalService
      metadata: {name: \(name)}
    \(comment)  spec:
        endpoints: [{address: a.b, port: 1}]
        tls: {enabled: true, version: {max: TLS13}, verification: {mode: SkipCA, subjectAltNames: [{value: a}]}}

    """
  }

  @Test func inAListItIsTheItems() {
    #expect(found(list("items:\n", item("a"), item("b"))) == ["a: warning", "b: warning"])
    #expect(found(list("items:\n", item("a", "  " + allow), item("b"))) == ["b: warning"])
    #expect(found(list("items:\n", item("a"), item("b", "      " + allow))) == ["a: warning"])
    #expect(found(list("items:\n", allow, item("a"), item("b"))) == ["b: warning"])
    #expect(found(list("items:\n", item("a"), allow, item("b"))) == ["a: warning"])
    #expect(found(list("items:\n", item("a"), "  " + allow, item("b"))) == ["b: warning"])
    #expect(found(list("items:\n", item("a") + "  " + allow, item("b"))) == ["b: warning"])
  }

  @Test func outsideTheItemsItIsTheWholeLists() {
    #expect(found(allow + list("items:\n", item("a"), item("b"))) == [])
    #expect(found(list(allow, "items:\n", item("a"), item("b"))) == [])
    #expect(found(list("items: # xdsc: allow san-unchecked\n", item("a"), item("b"))) == [])
    #expect(found(list("items:\n", item("a"), item("b"), allow)) == [])
    #expect(
      found(list(allow, "items:\n", item("a", "  # xdsc: deny san-unchecked\n"), item("b"))) == ["a: error"])
    #expect(found(allow + list("items:\n", item("a")) + unchecked("b")) == ["b: warning"])
  }

  @Test func itemsOfAListInAListAreItems() {
    let inner = "- kind: List\n  apiVersion: v1\n  items:\n"
    let indented = (item("a", "  " + allow) + item("c")).split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(found(list("items:\n", item("b"), inner, indented)) == ["b: warning", "c: warning"])
  }

  @Test func anUnknownKindCanBeSilenced() {
    #expect(found("type: MeshExternalServce\nname: a\n") == ["unknown-kind"])
    #expect(found("type: MeshExternalServce\nname: a\n# xdsc: allow unknown-kind\n") == [])
  }

  @Test func aSilenceThatSilencesNothingIsReported() {
    #expect(found(unchecked("a", head: "# xdsc: allow pem-invalid\n")) == ["unused-silence", "a: warning"])
    #expect(found(unchecked("a", head: "# xdsc: warn pem-invalid\n")) == ["unused-silence", "a: warning"])
    #expect(found(unchecked("a", head: "# xdsc: deny pem-invalid\n")) == ["a: warning"])
    #expect(found(unchecked("a", head: "# xdsc: warn san-unchecked\n")) == ["a: warning"])
    // Of two that say the same, one is of no use.
    #expect(found(unchecked("a", head: allow + allow)) == ["unused-silence"])
    #expect(found(unchecked("a", head: "# xdsc: allow pem-invalid, unused-silence\n")) == ["a: warning"])
    #expect(found(unchecked("a", head: "# xdsc: allow unused-silence\n")) == ["a: warning"])
  }

  /// Where something cannot be read or was not looked at, nobody knows what there is to silence.
  @Test func onlyWhereAllIsKnown() {
    let unused = unchecked("a", head: "# xdsc: allow pem-invalid\n")
    #expect(found(unused + "---\ntype: [\n") == ["a: warning", "yaml-syntax"])
    #expect(found(unused + unchecked("b", body: "nonsense: 1\n")) == ["a: warning", "unknown-field"])
    #expect(
      found(unused + unchecked("b", head: "# xdsc: deny san-unchecked\n"))
        == ["unused-silence", "a: warning", "b: error"])
    var options = CompileOptions()
    options.meshes = ["default"]
    #expect(found(unused, options) == ["a: warning"])
    options.meshes = []
    options.dataplanes = ["dp"]
    #expect(found(unused, options) == ["a: warning"])
  }

  @Test func problemsAreReportedAtTheComment() {
    expectFindings(
      """
      # xdsc: allow san-uncheckd
      #             ^~~~~~~~~~~~ lint-comment: unknown lint "san-uncheckd"
      # help: did you mean "san-unchecked"?
      type: MeshExternalService
      name: a # xdsc: deny pem-invalid, hostname-collision
      # xdsc: allow hostname-collision -- later
      #             ^~~~~~~~~~~~~~~~~~ unused-silence: no hostname-collision is found here
      # help: remove it from the comment
      spec:
        endpoints: [{address: a.b, port: 1}]
      """)
  }

  @Test func whatWasSilencedIsKept() throws {
    let stages = Stages(unchecked("a", head: "# xdsc: allow san-unchecked -- ours\n"))
    let silenced = try #require(stages.silenced.first)
    #expect(stages.silenced.count == 1)
    #expect(silenced.diagnostic.id == .sanUnchecked && silenced.reason == "ours")
    var options = CompileOptions()
    options.lintLevels.set(.sanUnchecked, to: .allow)
    #expect(Stages(unchecked("a"), options: options).silenced.isEmpty)
  }

  /// A comment in each of many resources, found by searching and not by trying each.
  @Test func manyCommentsInOneList() {
    let count = 3000
    let items = (0..<count).map { item("s\($0)", "  " + allow) }.joined()
    let stages = Stages(list("items:\n", items))
    #expect(stages.silenced.count == count)
    #expect(!stages.diagnostics.contains { $0.id == .sanUnchecked || $0.id == .unusedSilence })
  }
}
