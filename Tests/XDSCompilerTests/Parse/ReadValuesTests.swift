import EnvoyAPI
import Foundation
import Testing

@testable import XDSCompiler

/// Every golden message, decoded and read back from its text.
@Suite struct ReadValuesTests {
  private static let files: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "golden").path
    return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".pb") }.sorted().map { "\(root)/\($0)" }
  }()

  private func type(of path: String) -> MessageType {
    path.hasSuffix("/bootstrap.pb") ? Bootstrap.messageType : DiscoveryResponse.messageType
  }

  private func read(_ text: [UInt8], _ path: String) throws -> MessageValue {
    let documents = ValueDocuments(reading: SourceFile(path: path, bytes: text))
    #expect(documents.diagnostics.isEmpty)
    return try #require(documents.values.first)
  }

  @Test func textsOfGoldensAreTheirMessages() throws {
    #expect(Self.files.count > 400)
    for path in Self.files {
      let type = type(of: path)
      let message = try type.unpack(Array(Data(contentsOf: URL(filePath: path))))
      let expected = message.value(redacting: SecretBytes.fingerprint(of:))
      for format in TextFormat.allCases {
        var text: [UInt8] = []
        message.write(format, to: &text)
        let value = try read(text, format == .json ? "a.json" : "a.yaml")
        let normalized = type.normalize(value, redacting: SecretBytes.fingerprint(of:))
        #expect(normalized == expected, "\(path)")
        // What has been normalized, redacted and written reads back as the same again.
        var again: [UInt8] = []
        normalized.write(format, to: &again)
        var redacted: [UInt8] = []
        message.write(format, to: &redacted, redacting: SecretBytes.fingerprint(of:))
        #expect(again == redacted, "\(path)")
        #expect(try type.normalize(read(again, "a"), redacting: SecretBytes.fingerprint(of:)) == expected, "\(path)")
      }
    }
  }

  @Test func scalarsFollowTheCoreSchema() throws {
    let text = """
      [~, true, 0x1f, 0o17, 0123, 1.50, .inf, 18446744073709551615, "1", no, +018446744073709551616,
        0x10000000000000000, {a: 1e3}]
      """
    #expect(
      try read(Array(text.utf8), "a.yaml")
        == .list([
          .word("null"), .word("true"), .word("31"), .word("15"), .word("123"), .word("1.5"), .string("Infinity"),
          .word("18446744073709551615"), .string("1"), .string("no"),
          .word("18446744073709551616"), .word("1.8446744073709552e+19"),
          .object([.init(name: "a", value: .word("1000.0"))]),
        ]))
  }

  @Test func whatIsWrongIsReported() {
    let documents = ValueDocuments(reading: SourceFile(path: "a.json", bytes: Array("{".utf8)))
    #expect(documents.values.isEmpty)
    #expect(documents.diagnostics.map(\.id) == [.jsonSyntax])
  }

  @Test(arguments: ["<stdin>", "/dev/fd/63"]) func jsonWithoutANameIsRecognised(_ path: String) throws {
    // YAML would refuse the pair of surrogates.
    #expect(try read(Array(#" {"a": "\ud83d\ude00"}"#.utf8), path)["a"]?.string == "\u{1F600}")
    #expect(try read(Array("{a: 1}".utf8), path)["a"] == .word("1"))
  }
}
