import Testing

@testable import XDSCompiler

/// Rules say in a regular expression what code checks byte by byte: what the code takes, the expression must take.
@Suite struct TextRuleTests {
  struct Check: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rule: TextRule
    let isValid: @Sendable (String) -> Bool
    /// Texts that neither takes.
    let refused: [String]

    init(
      _ name: String, _ rule: TextRule, refused: [String], _ isValid: @escaping @Sendable (String) -> Bool
    ) {
      testDescription = name
      self.rule = rule
      self.refused = refused
      self.isValid = isValid
    }
  }

  static let checks = [
    Check("DNS name", DNSName.rule, refused: ["", "-a", "a..b", "a b", ".a", "*.a", "a/b"]) { DNSName.isValid($0) },
    Check("IP address", IPAddress.rule, refused: ["", "host", ".1", "1 ", "1/8"]) { IPAddress($0) != nil },
    Check("plain name", PlainName.rule, refused: ["", ".a", "a/b", "a\\b", "a b", "ä"]) { PlainName.isValid($0) },
    Check("tag name", TagText.nameRule, refused: ["", "%", "a b"]) { TagText.isValidName($0) },
    Check("tag value", TagText.valueRule, refused: ["", "/", "%"]) { TagText.isValidValue($0) },
    Check("time", Timestamp.rule, refused: ["", "2024-06-14", "2024-06-14T09:19:56", "x2024-06-14T09:19:56Z"]) {
      Timestamp($0) != nil
    },
    Check("unix socket", UnixSocket.rule, refused: ["", "unix:///", "unix://a", "/a"]) {
      UnixSocket.path(in: $0).map { $0.utf8.count <= UnixSocket.longestPath } ?? false
    },
    Check("base64", Base64.rule, refused: ["a b", "-", "ä"]) { text in
      var text = text
      return text.withUTF8 { Base64.decode($0) } != nil
    },
    Check("duration", GoDuration.rule, refused: ["", "5", "s", "1 s", "-"]) { GoDuration.parse($0.utf8) != nil },
    Check("number", CoreSchema.decimalRule, refused: ["", ".", "0x1", "1e", "a"]) { text in
      var text = text
      return text.withUTF8 { CoreSchema.isFloat($0) }
    },
  ]

  /// Texts that are close to what rules are about.
  private static let texts: [String] = {
    let parts = [
      "a", "B", "0", "9", "_", "-", ".", ":", "/", "=", "+", "\\", " ", "%", "host", "example.com", "10.0.0.1", "::1",
      "ffff", "255", "unix:///", "run/a.sock", "1h", "30m", "1.5s", "e5", "µs", "2024-06-14T09:19:56", "Z", "+02:00",
      "YQ==", "\n", String(repeating: "x", count: 63),
    ]
    var random = SeededGenerator(seed: 7)
    return parts
      + (0..<20_000).map { _ in
        (0..<Int.random(in: 1...4, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      }
  }()

  @Test(arguments: checks) func whatTheCodeTakesFitsTheRule(check: Check) throws {
    let expression = try Regex(try #require(check.rule.expression)).matchingSemantics(.unicodeScalar)
    func fits(_ text: String) throws -> Bool {
      let length = text.unicodeScalars.count
      return try expression.wholeMatch(in: text) != nil && length >= check.rule.minLength
        && length <= check.rule.maxLength ?? .max
    }
    var taken = 0
    for text in Self.texts where check.isValid(text) {
      taken += 1
      #expect(try fits(text), "\(text.debugDescription)")
    }
    #expect(taken > 5)
    for text in check.refused {
      #expect(!check.isValid(text), "\(text.debugDescription)")
      #expect(try !fits(text), "\(text.debugDescription)")
    }
  }

  @Test func aClassHasItsRangesAndNothingElse() {
    let members = ASCIIClass(#"a-cX\-\]0-"#)
    let found = (0...UInt8.max).filter { members.contains($0) }
    #expect(String(decoding: found, as: UTF8.self) == "-0X]abc")
    #expect(members.expression == #"[a-cX\-\]0-]"#)
    #expect(members.makesUp("cab-"))
    #expect(!members.makesUp("cäb"))
  }
}
