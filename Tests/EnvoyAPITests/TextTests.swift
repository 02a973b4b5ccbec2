import Testing

import EnvoyAPI

@Suite struct TextTests {
  private let arena = Arena()

  private func text(
    _ message: some EnvoyMessage, as format: TextFormat = .yaml,
    redacting: ((UnsafeRawBufferPointer) -> String)? = nil
  ) throws -> String {
    var output: [UInt8] = []
    let decoded = try type(of: message).messageType.unpack(message.packed())
    decoded.write(format, to: &output, redacting: redacting)
    return String(decoding: output, as: UTF8.self)
  }

  private func yaml(_ value: StructValue) throws -> String {
    let text = try text(StructMessage(arena, [("k", value)]))
    return String(text.dropFirst(2).dropLast())
  }

  @Test(arguments: [
    ("a b", " a b"), ("*", " '*'"), ("@type", " '@type'"), ("::", " '::'"), ("a:b", " a:b"), ("a: b", " 'a: b'"),
    ("true", " 'true'"), ("on", " 'on'"), ("1", " '1'"), ("", " ''"), ("- x", " '- x'"), ("-x", " -x"), ("-", " '-'"),
    ("a #b", " 'a #b'"), ("a#b", " a#b"), (" a", " ' a'"), ("it's", " it's"), ("'t", " '''t'"), ("\t", " \"\\t\""),
    ("a\u{1}é", " \"a\\x01é\""), ("\u{1F600}", " \u{1F600}"), ("\u{1F600}\r", " \"\\U0001F600\\r\""),
    ("a\nb\n", " 'a\n\n  b\n\n  '"), ("a \nb", " \"a \\nb\""), ("2024-01-02", " '2024-01-02'"), ("1:30", " '1:30'"),
    ("1:60", " 1:60"), ("0x1f", " '0x1f'"), ("08", " '08'"), ("1e3", " '1e3'"), ("1.0e+3", " '1.0e+3'"),
    ("0o17", " '0o17'"), ("0o18", " 0o18"), ("+.5", " '+.5'"), ("1.5e3", " '1.5e3'"), ("1e", " 1e"),
    ("1.2.3", " 1.2.3"), ("e3", " e3"), (".", " ."), ("+", " +"), (".e3", " .e3"),
    (".inf", " '.inf'"),
    ("null", " 'null'"), ("=", " '='"), ("---", " '---'"), ("127.0.0.1", " 127.0.0.1"), ("::1", " ::1"),
    ("2024-1-2T1:02:03Z", " '2024-1-2T1:02:03Z'"), ("é", " é"), ("\u{FEFF}", " \"\\uFEFF\""), ("#", " '#'"),
  ])
  func stringsAreQuotedWhereYAMLNeedsIt(_ string: String, _ expected: String) throws {
    #expect(try yaml(.string(string)) == expected)
  }

  @Test(
    arguments: [
      (1, "1.0", "1.0"), (0.1, "0.1", "0.1"), (1e15, "1000000000000000.0", "1000000000000000.0"),
      (9_007_199_254_740_994, "9007199254740994.0", "9007199254740994.0"), (1e16, "1e+16", "1.0e+16"),
      (0.0001, "0.0001", "0.0001"), (1e-5, "1e-05", "1.0e-05"), (-1.5e300, "-1.5e+300", "-1.5e+300"),
    ] as [(Double, String, String)])
  func numbersHaveTheFewestDigits(_ number: Double, _ json: String, _ yaml: String) throws {
    #expect(try text(StructMessage(arena, [("k", .number(number))]), as: .json) == "{\n  \"k\": \(json)\n}\n")
    #expect(try self.yaml(.number(number)) == " \(yaml)")
  }

  @Test func collectionsNest() throws {
    let value = StructMessage(
      arena,
      [
        ("list", .list([.list([.number(1), .list([])]), .object([("b", .null), ("a", .bool(true))]), .object([])])),
        ("", .object([("x", .list([.string("y")]))])),
      ])
    #expect(
      try text(value) == """
        ? ''
        : x:
          - y
        list:
        - - 1.0
          - []
        - a: true
          b: null
        - {}

        """)
    #expect(
      try text(value, as: .json) == """
        {
          "": {
            "x": [
              "y"
            ]
          },
          "list": [
            [
              1.0,
              []
            ],
            {
              "a": true,
              "b": null
            },
            {}
          ]
        }

        """)
  }

  @Test func longKeysAreWrittenApart() throws {
    let short = String(repeating: "k", count: 122)
    #expect(try text(StructMessage(arena, [(short, .null)])) == "\(short): null\n")
    #expect(try text(StructMessage(arena, [("\(short)k", .null)])) == "? \(short)k\n: null\n")
  }

  @Test func jsonEscapesControlCharacters() throws {
    let value = StructMessage(arena, [("\u{1}\"\\\n", .string("\u{1F}é/\u{7F}"))])
    #expect(try text(value, as: .json) == "{\n  \"\\u0001\\\"\\\\\\n\": \"\\u001fé/\u{7F}\"\n}\n")
  }

  @Test func fieldsAreInTheOrderOfTheirNumbersAndWrappersAreBare() throws {
    let listener = Listener(arena) {
      $0.enableReusePort = false
      $0.trafficDirection = .outbound
      $0.name = "l"
      $0.metadata = Metadata(arena)
    }
    #expect(
      try text(listener, as: .json) == """
        {
          "name": "l",
          "metadata": {},
          "trafficDirection": "OUTBOUND",
          "enableReusePort": false
        }

        """)
  }

  @Test(
    arguments: [
      (.zero, "0s"), (.seconds(5), "5s"), (.milliseconds(250), "0.250s"), (.nanoseconds(-1), "-0.000000001s"),
      (.microseconds(-1_000_001), "-1.000001s"),
    ] as [(Duration, String)])
  func durationsHaveThreeSixOrNineDecimals(_ duration: Duration, _ expected: String) throws {
    #expect(try text(RouteAction(arena) { $0.timeout = duration }) == "timeout: \(expected)\n")
  }

  @Test func bytesAreBase64AndLongIntegersStrings() throws {
    for (bytes, expected) in [([0xFB, 0xFF], "+/8="), ([1, 2, 3], "AQID"), ([0], "AA==")] as [([UInt8], String)] {
      #expect(try text(DataSource(arena) { $0.inlineBytes = bytes }) == "inlineBytes: \(expected)\n")
    }
    let client = DnsFilterConfig.ClientContextConfig(arena) { $0.maxPendingLookups = .max }
    #expect(try text(client) == "maxPendingLookups: '18446744073709551615'\n")
  }

  @Test func numbersWithoutANameOfAnEnumArePrinted() throws {
    #expect(try text(Cluster(arena) { $0.lbPolicy = .init(rawValue: 99) }) == "lbPolicy: 99\n")
  }

  @Test func anysHaveTheirTypeAndFields() throws {
    let known = try text(Resource(arena) { $0.resource = .packing(Pipe(arena) { $0.path = "p" }) })
    #expect(known == "resource:\n  '@type': type.googleapis.com/envoy.config.core.v3.Pipe\n  path: p\n")
    let structure = try text(Resource(arena) { $0.resource = .packing(StructMessage(arena)) })
    #expect(structure == "resource:\n  '@type': type.googleapis.com/google.protobuf.Struct\n  value: {}\n")
    let unknown = AnyMessage(arena) {
      $0.typeUrl = "a/b.C"
      $0.value = [1]
    }
    #expect(try text(unknown) == "'@type': a/b.C\nvalue: AQ==\n")
    #expect(try text(AnyMessage(arena)) == "{}\n")
  }

  @Test func textIsAppended() throws {
    let long = String(repeating: "long ", count: 20_000) + "."
    var output = Array("# before\n".utf8)
    let decoded = try Pipe.messageType.unpack(Pipe(arena) { $0.path = long }.packed())
    for format in TextFormat.allCases { decoded.write(format, to: &output) }
    #expect(String(decoding: output, as: UTF8.self) == "# before\n{\n  \"path\": \"\(long)\"\n}\npath: \(long)\n")
  }

  @Test func privateKeysAreRedacted() throws {
    let pem = Array("-----BEGIN RSA PRIVATE KEY-----\nVVV".utf8)
    let certificate = TlsCertificate(arena) {
      $0.privateKey = DataSource(arena) { $0.inlineString = "short" }
      $0.certificateChain = DataSource(arena) { $0.inlineBytes = pem }
    }
    let redacted = try text(certificate) { "<\($0.count)>" }
    #expect(redacted == "certificateChain:\n  inlineBytes: <\(pem.count)>\nprivateKey:\n  inlineString: <5>\n")
    #expect(try text(certificate).contains("inlineString: short"))

    let file = TlsCertificate(arena) { $0.privateKey = DataSource(arena) { $0.filename = "/k" } }
    #expect(try text(file) { _ in "<>" } == "privateKey:\n  filename: /k\n")

    let unknown = AnyMessage(arena) {
      $0.typeUrl = "a/b.C"
      $0.value = [0] + pem
    }
    #expect(try text(unknown) { _ in "<>" } == "'@type': a/b.C\nvalue: <>\n")
  }

  @Test func privateKeysAreRedactedInKeysOfMaps() throws {
    let pem = "-----BEGIN PRIVATE KEY-----\nabc"
    let encoded = "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCmFiYw=="
    let names = [pem, encoded, "z"]
    let inStruct = StructMessage(arena, names.map { ($0, .object([($0, .string($0))])) })
    let metadata = Metadata(arena) {
      $0.filterMetadata = names.map { ($0, StructMessage(arena, [($0, .string("v"))])) }
    }
    for text in [try text(inStruct) { "<\($0.count)>" }, try text(metadata) { "<\($0.count)>" }] {
      #expect(!text.contains("PRIVATE"))
      #expect(!text.contains("LS0t"))
      #expect(text.contains("z:"))
      #expect(text.contains("<31>"))
    }
    #expect(try text(metadata).contains(encoded))
  }
}
