import EnvoyAPI
import Testing

@testable import XDSCompiler

/// Messages of Envoy's API read from YAML.
@Suite struct ReadMessageTests {
  private let arena = Arena()

  private func read(
    _ type: MessageType, _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> DynamicMessage? {
    let (tree, node) = try readDocument(text, sourceLocation: sourceLocation)
    var findings: [TextFinding<XDSCompiler.Node>] = []
    let message = withExtendedLifetime(tree) { type.read(node, into: arena, findings: &findings) }
    #expect(findings.map(\.problem) == [], sourceLocation: sourceLocation)
    return message
  }

  /// Expects what is wrong, each at the place marked with its number and with its path.
  private func expectProblems(
    _ type: MessageType, _ marked: String, _ expected: [(path: String, problem: String)],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let input = MarkedText(marked)
    let (tree, node) = try readDocument(input.text, sourceLocation: sourceLocation)
    var findings: [TextFinding<XDSCompiler.Node>] = []
    #expect(type.read(node, into: arena, findings: &findings) == nil, sourceLocation: sourceLocation)
    #expect(findings.map(\.path) == expected.map(\.path), sourceLocation: sourceLocation)
    #expect(findings.map(\.problem.description) == expected.map(\.problem), sourceLocation: sourceLocation)
    for (index, finding) in findings.enumerated() {
      #expect(finding.node.range == input.places[Character("\(index + 1)")], sourceLocation: sourceLocation)
    }
    withExtendedLifetime(tree) {}
  }

  @Test func everySpellingGivesTheSameMessage() throws {
    let message = try read(
      Cluster.messageType,
      """
      name: a
      type: 1
      connect_timeout: 0.250s
      alt_stat_name: null
      health_checks:
      - timeout: 1s
        http_health_check: {path: /, expectedStatuses: [{start: 200, end: 0x1F4}, {start: 2e2, end: "3.0"}]}
      metadata:
        filterMetadata:
          b: {number: 0x10, list: [1.5, null, .5, True], object: {}}
          a: {}
      """)
    #expect(
      message?.packed()
        == Cluster(arena) {
          $0.name = "a"
          $0.type = .strictDns
          $0.connectTimeout = .milliseconds(250)
          $0.healthChecks = [
            HealthCheck(arena) {
              $0.timeout = .seconds(1)
              $0.httpHealthCheck = .init(arena) {
                $0.path = "/"
                $0.expectedStatuses = [500, 3].map { (end: Int64) in
                  Int64Range(arena) {
                    $0.start = 200
                    $0.end = end
                  }
                }
              }
            }
          ]
          $0.metadata = Metadata(arena) {
            $0.filterMetadata = [
              ("a", StructMessage(arena)),
              (
                "b",
                StructMessage(
                  arena,
                  [
                    ("number", .number(16)), ("list", .list([.number(1.5), .null, .number(0.5), .bool(true)])),
                    ("object", .object([])),
                  ])
              ),
            ]
          }
        }.packed())
  }

  @Test(
    arguments: [
      ("+_-/", [0xFB, 0xFF, 0xBF]), ("+/-_", [0xFB, 0xFF, 0xBF]), ("YQ==", [0x61]), ("YQ", [0x61]),
      ("YWI=", [0x61, 0x62]),
      ("", []),
    ] as [(String, [UInt8])])
  func bytesAreBase64OfEitherAlphabet(_ text: String, _ bytes: [UInt8]) throws {
    let message = try read(DataSource.messageType, "inlineBytes: \"\(text)\"")
    #expect(message?.packed() == DataSource(arena) { $0.inlineBytes = bytes }.packed())
  }

  @Test(arguments: ["Y", "YQ===", "Y Q", "=YQ", "é"])
  func otherTextsAreNotBase64(_ text: String) throws {
    try expectProblems(DataSource.messageType, "inlineBytes: ⟦1\"\(text)\"1⟧", [("inlineBytes", "must be base 64")])
  }

  @Test func everyMistakeIsFoundAtItsPlace() throws {
    try expectProblems(
      Cluster.messageType,
      """
      name: ⟦185001⟧
      ⟦2conectTimeout2⟧: 5s
      connectTimeout: ⟦35 s3⟧
      type: ⟦4strict_dns4⟧
      lbPolicy: ⟦5[]5⟧
      loadAssignment:
        endpoints:
        - lbEndpoints:
          - endpoint: {address: {socketAddress: {portValue: ⟦642949672966⟧}}}
          - ⟦7nothing7⟧
      typedExtensionProtocolOptions:
        a: ⟦8{b: 1}8⟧
      """,
      [
        ("name", "must be a string"),
        ("conectTimeout", "envoy.config.cluster.v3.Cluster has no field \"conectTimeout\""),
        ("connectTimeout", "must be a number of seconds with an \"s\", such as \"1.5s\""),
        ("type", "envoy.config.cluster.v3.Cluster.DiscoveryType has no value \"strict_dns\""),
        ("lbPolicy", "must be the name of a value"),
        (
          "loadAssignment.endpoints[0].lbEndpoints[0].endpoint.address.socketAddress.portValue",
          "4294967296 is out of range"
        ),
        ("loadAssignment.endpoints[0].lbEndpoints[1]", "must be an object"),
        ("typedExtensionProtocolOptions[\"a\"]", "\"@type\" must name the type of the message"),
      ])
  }

  @Test func namesThatCouldBeMeantAreKnown() throws {
    let (tree, node) = try readDocument(
      "conectTimeout: 5s\nlbPolicy: maglev\ntransportSocket: {typedConfig: {'@type': x/Router}}")
    var findings: [TextFinding<XDSCompiler.Node>] = []
    _ = Cluster.messageType.read(node, into: arena, findings: &findings)
    withExtendedLifetime(tree) {}
    let names = findings.compactMap(\.problem.unknownName)
    #expect(names.map(\.name) == ["conectTimeout", "maglev", "x/Router"])
    #expect(names.count == 3 && names[0].known.contains("connectTimeout") && names[1].known.contains("MAGLEV"))
    #expect(names.last?.known.contains("type.googleapis.com/envoy.extensions.filters.http.router.v3.Router") == true)
  }

  @Test func aFieldOrItsOneofIsSetOnce() throws {
    try expectProblems(
      RouteMatch.messageType, "{prefix: /, ⟦1safeRegex1⟧: {regex: a}, caseSensitive: true, ⟦2case_sensitive2⟧: false}",
      [
        ("safeRegex", "\"safeRegex\" and \"prefix\" exclude each other"),
        ("case_sensitive", "\"case_sensitive\" is set twice"),
      ])
    #expect(try read(RouteMatch.messageType, "{prefix: null, path: /}")?.packed() == [0x12, 1, 0x2F])
  }

  @Test(
    arguments: [
      ("0s", .zero), ("-0.5s", .milliseconds(-500)), ("90s", .seconds(90)),
      ("1.000000001s", .nanoseconds(1_000_000_001)),
      ("-315576000000s", .seconds(-315_576_000_000)),
    ] as [(String, Duration)])
  func durationsAreSeconds(_ text: String, _ duration: Duration) throws {
    let message = try read(RouteAction.messageType, "timeout: \(text)")
    #expect(message?.packed() == RouteAction(arena) { $0.timeout = duration }.packed())
  }

  @Test func durationsHaveARange() throws {
    try expectProblems(
      RouteAction.messageType, "timeout: ⟦1315576000001s1⟧", [("timeout", "315576000001s is out of range")])
  }

  @Test(arguments: ["1", "1m", "1.s", ".5s", "1.0000000001s", "s", "+1s", "1e3s", "--1s"])
  func otherTextsAreNoDurations(_ text: String) throws {
    try expectProblems(
      RouteAction.messageType, "timeout: ⟦1\"\(text)\"1⟧",
      [("timeout", "must be a number of seconds with an \"s\", such as \"1.5s\"")])
  }

  @Test(arguments: [
    ("-1", "-1 is out of range"), ("1.5", "must be a whole number"), ("\"a\"", "must be a whole number"),
    ("true", "must be a whole number"), ("4294967296", "4294967296 is out of range"), ("4e9", nil),
    ("\" 1\"", "must be a whole number"),
    (".nan", "must be a whole number"), ("1e999", "1e999 is out of range"),
    ("99999999999999999999", "99999999999999999999 is out of range"),
  ])
  func numbersFitTheirFields(_ text: String, _ problem: String?) throws {
    guard let problem else {
      #expect(try read(SocketAddress.messageType, "portValue: \(text)") != nil)
      return
    }
    try expectProblems(SocketAddress.messageType, "portValue: ⟦1\(text)1⟧", [("portValue", problem)])
  }

  @Test func integersOf64BitsAreExact() throws {
    for text in ["9223372036854775807", "\"9223372036854775807\"", "0x7FFFFFFFFFFFFFFF"] {
      let message = try read(Int64Range.messageType, "start: \(text)")
      #expect(message?.packed() == Int64Range(arena) { $0.start = .max }.packed())
    }
    try expectProblems(
      Int64Range.messageType, "{start: ⟦1-92233720368547758091⟧, end: ⟦2\"9223372036854775808\"2⟧}",
      [("start", "-9223372036854775809 is out of range"), ("end", "9223372036854775808 is out of range")])
  }

  @Test func anAnyHoldsWhatItNames() throws {
    let packed = try read(
      AnyMessage.messageType,
      "{stat_prefix: a, '@type': type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy, cluster: b}"
    )
    #expect(
      packed?.packed()
        == AnyMessage.packing(
          TcpProxy(arena) {
            $0.statPrefix = "a"
            $0.cluster = "b"
          }
        ).packed())
    let duration = try read(
      AnyMessage.messageType, "{'@type': type.googleapis.com/google.protobuf.Duration, value: 1s}")
    #expect(duration?.packed().suffix(4) == [0x12, 2, 8, 1])
    #expect(try read(AnyMessage.messageType, "{}")?.packed() == [])
    try expectProblems(
      AnyMessage.messageType, "{'@type': type.googleapis.com/google.protobuf.Duration, ⟦1seconds1⟧: 1, value: ⟦212⟧}",
      [
        ("", "google.protobuf.Duration has no field \"seconds\""),
        ("", "must be a number of seconds with an \"s\", such as \"1.5s\""),
      ])
    try expectProblems(
      Filter.messageType, "typedConfig: {'@type': ⟦1type.googleapis.com/a.B1⟧, b: c}",
      [("typedConfig", "the type \"type.googleapis.com/a.B\" is not known")])
    try expectProblems(Filter.messageType, "typedConfig: {'@type': ⟦111⟧}", [("typedConfig", "must be a string")])
  }

  @Test func whatMessagesCannotHoldIsRefused() throws {
    try expectProblems(
      Metadata.messageType, #"filterMetadata: {⟦1""1⟧: {}, b: ⟦2null2⟧}"#,
      [("filterMetadata[\"\"]", "a key must not be empty"), ("filterMetadata[\"b\"]", "must be an object")])
    try expectProblems(
      StructMessage.messageType, "a: ⟦1.inf1⟧", [("[\"a\"]", "must be a finite number")])
    try expectProblems(VirtualHost.messageType, "domains: [a, ⟦1null1⟧]", [("domains[1]", "must be a string")])
  }

  @Test func nestingHasALimit() throws {
    func nested(_ levels: Int) -> String {
      "a: " + String(repeating: "[", count: levels) + "1" + String(repeating: "]", count: levels)
    }
    #expect(try read(StructMessage.messageType, nested(40)) != nil)
    let (tree, node) = try readDocument(nested(60))
    var findings: [TextFinding<XDSCompiler.Node>] = []
    #expect(StructMessage.messageType.read(node, into: arena, findings: &findings) == nil)
    #expect(findings.map(\.problem) == [.tooDeep])
    withExtendedLifetime(tree) {}
  }
}
