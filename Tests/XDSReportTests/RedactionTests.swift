import Testing
import XDSCompiler
import XDSReport

/// No diagnostic ever shows key material, whatever is wrong with it or around it.
@Suite struct RedactionTests {
  /// What must not be seen. Short enough that no rule about long runs of base64 hides it.
  private static let marker = "KEYMARKER"

  /// Each input is wrong in some place at, in or around a key. `@` stands for the marker.
  static let inputs: [(name: String, text: String)] = {
    func service(_ verification: String) -> String {
      "type: MeshExternalService\nname: a\nspec:\n  endpoints: [{address: a.b, port: 1}]\n  tls:\n    enabled: true\n"
        + "    verification:\n"
        + verification.split(separator: "\n", omittingEmptySubsequences: false).map { "      \($0)\n" }.joined()
    }
    var inputs: [(String, String)] = []
    for field in ["caCert", "clientCert", "clientKey"] {
      inputs += [
        ("\(field) inline", service("\(field):\n  inline: @!")),
        ("\(field) inline quoted", service("\(field):\n  \"inline\": \"@!\"")),
        ("\(field) inline single quoted", service("\(field):\n  'inline' : '@!'")),
        ("\(field) inline flow", service("\(field): {inline: @!}")),
        ("\(field) inline flow after others", service("\(field): {secret: x, inline: @!}")),
        ("\(field) inline flow over lines", service("\(field): {\n  inline:\n    @!}")),
        ("\(field) inline flow quoted over lines", service("\(field): {inline: \"\n    @!\"}")),
        ("\(field) inline on the next line", service("\(field):\n  inline:\n    @!")),
        ("\(field) inline folded", service("\(field):\n  inline: >-\n    @!\n    @")),
        ("\(field) inline plain over lines", service("\(field):\n  inline: x\n    @!\n    @")),
        ("\(field) inline explicit key", service("\(field):\n  ? inline\n  : @!")),
        ("\(field) inline with a comment", service("\(field):\n  inline: # note\n    @!")),
        ("\(field) inlineString block", service("\(field):\n  inlineString: |\n    @\n    @")),
        ("\(field) inlineString flow", service("\(field): {inlineString: '@'}")),
        ("\(field) inlineString wrong type", service("\(field): {inlineString: [@]}")),
        ("\(field) inlineString mapping", service("\(field):\n  inlineString:\n    @: @")),
        ("\(field) inline wrong type", service("\(field):\n  inline:\n  - @")),
        ("\(field) two sources", service("\(field):\n  inline: @\n  inlineString: @")),
        ("\(field) twice", service("\(field):\n  inline: @\n  inline: @")),
        ("\(field) tag", service("\(field):\n  inline: !x @")),
        ("\(field) binary", service("\(field):\n  inline: !!binary @!")),
        ("\(field) anchor", service("\(field):\n  inline: &a @!\nserverName: *b")),
        (
          "\(field) block dedented",
          service("\(field):\n  inlineString: |\n      -----BEGIN PRIVATE KEY-----\n    @\n  @\n @")
        ),
        ("\(field) unclosed quote", service("\(field):\n  inlineString: \"-----BEGIN PRIVATE KEY-----\n    @\n")),
        ("\(field) unclosed flow", service("\(field): {inline: @\n")),
        ("\(field) bad escape", service("\(field):\n  inlineString: \"-----BEGIN PRIVATE KEY-----\\q\n    @\"")),
        ("\(field) bad escape late", service("\(field):\n  inlineString: \"-----BEGIN PRIVATE KEY-----\n    @\\q @\"")),
        ("\(field) tab", service("\(field):\n  inline:\n\t@")),
        ("\(field) colon inside", service("\(field):\n  inline: x: @")),
        (
          "\(field) PEM unquoted",
          service("\(field):\n  inlineString: -----BEGIN PRIVATE KEY-----\n  @\n  -----END PRIVATE KEY-----")
        ),
        (
          "\(field) PEM without a block",
          service("\(field):\n  inlineString:\n-----BEGIN PRIVATE KEY-----\n@: {\n-----END PRIVATE KEY-----")
        ),
        (
          "\(field) misspelt PEM without a block",
          service("\(field):\n  inlineStrin:\n-----BEGIN PRIVATE KEY-----\n@: {\n-----END PRIVATE KEY-----")
        ),
        ("\(field) misspelt inline", service("\(field):\n  inlin: @@@@@@")),
        ("\(field) PEM on one line", service("\(field):\n  inlineStrin: \"-----BEGIN PRIVATE KEY-----\\n@\"")),
        ("\(field) misspelt block", service("\(field):\n  inlineStrin: |\n    -----BEGIN PRIVATE KEY-----\n    @")),
        ("\(field) PEM NUL", service("\(field):\n  inlineString: |\n    -----BEGIN PRIVATE KEY-----\n    @\0")),
        ("\(field) inline NUL", service("\(field):\n  inline: \"\\0@\"")),
      ]
    }
    inputs += [
      ("a key for a data source", service("clientKey: @")),
      ("a key below a data source's name", service("clientKey:\n  @")),
      ("a key in a list", service("clientKey:\n- @")),
    ]
    for data in ["@!", "\"@!\"", "'@!'", "\n  @!", "|\n  @!", "[@]", "{@: @}", "!x @", "x: @"] {
      inputs.append(("Secret data \(data)", "type: Secret\nname: s\nmesh: default\ndata: \(data)\n"))
      inputs.append(
        (
          "Kubernetes Secret \(data)",
          "apiVersion: v1\nkind: Secret\ntype: system.kuma.io/secret\nmetadata: {name: s}\ndata:\n  value: \(data.replacing("\n", with: "\n  "))\n"
        ))
    }
    inputs += [
      ("Secret flow", "{type: Secret, name: s, mesh: default, data: @!}\n"),
      ("Secret wrong field", "type: Secret\nname: s\nmesh: default\ndata: eA==\nstringData: {value: @}\n"),
      ("Secret twice", "type: Secret\nname: s\nmesh: default\ndata: @\ndata: @\n"),
      ("Secret without a name", "type: Secret\nmesh: default\ndata: @\n"),
      (
        "Kubernetes Secret flow",
        "{apiVersion: v1, kind: Secret, type: system.kuma.io/secret, metadata: {name: s}, data: {value: @!}}\n"
      ),
      (
        "Kubernetes Secret other key",
        "apiVersion: v1\nkind: Secret\ntype: system.kuma.io/secret\nmetadata: {name: s}\ndata:\n  value: eA==\n  tls.key: @\n"
      ),
      (
        "Kubernetes Secret stringData",
        "apiVersion: v1\nkind: Secret\ntype: system.kuma.io/secret\nmetadata: {name: s}\nstringData:\n  value: [@]\n"
      ),
      (
        "Opaque Secret", "apiVersion: v1\nkind: Secret\ntype: Opaque\nmetadata: {name: s}\ndata: {value: @, value: @}\n"
      ),
      ("JSON Secret", "{\"type\": \"Secret\", \"name\": \"s\", \"data\": \"@!\"}\n"),
      ("JSON Secret syntax", "{\"type\": \"Secret\", \"name\": \"s\", \"data\": \"@\" \"x\"}\n"),
      ("JSON Secret over lines", "{\"type\": \"Secret\", \"name\": \"s\", \"data\":\n  \"@\" x}\n"),
      ("JSON Secret escape", "{\"type\": \"Secret\", \"name\": \"s\", \"data\": \"\\q@\"}\n"),
    ]
    return inputs.map { ($0.0, $0.1.replacing("@", with: marker)) }
  }()

  @Test(arguments: inputs) func showsNoKey(name: String, text: String) {
    for path in ["a.yaml", "a.json"] {
      for strict in [false, true] {
        let shown = render(text, path: path, strict: strict)
        for (format, text) in shown.formats {
          #expect(!text.contains(RedactionTests.marker), "\(format): \(text)")
        }
        #expect(shown.count > 0, "an input that raises nothing shows nothing")
      }
    }
  }

  /// Certificates and keys of real length, cut short anywhere.
  @Test func aTruncatedInputShowsNoKey() {
    let key = String(repeating: RedactionTests.marker + "+/", count: 6)
    let text = """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: a.b, port: 1}]
        tls:
          verification:
            clientCert: {secret: none}
            clientKey:
              inlineString: "-----BEGIN PRIVATE KEY-----\\n\\
                \(key)\\n\\
                \(key)\\n"
      """
    for length in 0...text.utf8.count {
      for (format, text) in render(String(decoding: Array(text.utf8.prefix(length)), as: UTF8.self)).formats {
        #expect(!text.contains(RedactionTests.marker), "\(format), \(length): \(text)")
      }
    }
  }

  /// Also where nothing above names a key.
  @Test func aLineInsidePEMIsNotShown() {
    for end in ["", "\n-----END A-----"] {
      #expect(Example("x: y\n-----BEGIN A-----\nMARK: y\(end)\n", marked: "MARK").excerpt() == [])
    }
  }

  /// However far below its key.
  @Test func aLineOfALongKeyIsNotShown() {
    for lines in [String(repeating: "  x\n", count: 10_000), String(repeating: "  x: y\n", count: 10_000)] {
      #expect(Example("a: {b: c}\ninlineString: |\n\(lines)  MARK\n", marked: "MARK").excerpt() == [])
      #expect(Example("inlineString: |\n\(lines)port: MARK\n", marked: "MARK").excerpt().first == "port: MARK")
    }
  }

  @Test func linesWithoutKeysAreShownWhole() {
    #expect(
      Example("a: {inlined: 1, data-source: x, database: y}\n", marked: "x").excerpt().first
        == "a: {inlined: 1, data-source: x, database: y}")
    #expect(Example("inline: eA==\nport: 0\n", marked: "0").excerpt() == ["port: 0", "      ^"])
    #expect(Example("inline: |\n  eA==\n\nport: 0 # note\n", marked: "0").excerpt().first == "port: 0 # note")
    #expect(
      Example("x: |\n  -----BEGIN A-----\n  -----END A-----\nport: 0\n", marked: "0").excerpt().first == "port: 0")
  }
}
