import Testing
import XDSCompiler
import XDSReport

@Suite struct ExcerptTests {
  @Test func tabsStayUnderTabs() {
    #expect(Example("a:\tb\t c\n", marked: "c").excerpt() == ["a:\tb\t c", "  \t \t ^"])
  }

  @Test func columnsCountScalars() {
    #expect(Example("é: 😀 x: yz\n", marked: "yz").excerpt() == ["é: 😀 x: yz", "        ^~"])
    #expect(Example("é: 😀\n", marked: "😀").text().hasPrefix("mesh/external.yaml:1:4: "))
  }

  @Test func windowsLineEndsAreNotShown() {
    #expect(Example("a: b\r\nc: d\r\n", marked: "b").excerpt() == ["a: b", "   ^"])
  }

  @Test func aLongLineIsShownAroundItsMark() throws {
    let long = String(repeating: "a ", count: 200)
    let late = Example("\(long)mark \(long)\n", marked: "mark").excerpt()
    let (line, caret) = (Array(try #require(late.first).unicodeScalars), Array(try #require(late.last).unicodeScalars))
    #expect(line.count <= 162)
    #expect(line.first == "…" && line.last == "…")
    let start = try #require(caret.firstIndex(of: "^"))
    #expect(String(String.UnicodeScalarView(line[start..<(start + 4)])) == "mark")
    #expect(caret.count == start + 4)
    let early = Example("mark \(long)\n", marked: "mark").excerpt()
    #expect(early.first?.hasPrefix("mark a ") == true && early.first?.hasSuffix("…") == true)
    #expect(early.last == "^~~~")
  }

  @Test func aMarkLongerThanTheLineEndsWithIt() {
    let long = String(repeating: "x y ", count: 100)
    let excerpt = Example("a: \(long)\n", marked: long).excerpt()
    #expect(excerpt.first?.unicodeScalars.count == 161)
    #expect(excerpt.last == "   ^" + String(repeating: "~", count: 156))
  }

  @Test func severalLinesAreMarkedToTheEndOfTheFirst() {
    let example = Example("a: 'b\n  c'\n", marked: "'b")
    var range = example.range
    range.endLine = 2
    range.endColumn = 5
    var format = DiagnosticText(sources: [example.source], usesColor: false)
    #expect(format.format(Diagnostic(.tlsMode, "m", at: range)).hasSuffix("    1 | a: 'b\n      |    ^~\n"))
  }

  @Test func anEmptyRangeHasACaret() {
    #expect(Example("a:\n", marked: "").excerpt() == ["a:", "^"])
  }

  @Test func placesOutsideTheFileHaveNoExcerpt() {
    let example = Example("a\n", marked: "a")
    for range in [
      SourceRange(file: 0, line: 9, column: 1, endLine: 9, endColumn: 2),
      SourceRange(file: 7, line: 1, column: 1, endLine: 1, endColumn: 2),
      SourceRange(file: 0, line: 0, column: 0, endLine: 0, endColumn: 0),
    ] {
      var format = DiagnosticText(sources: [example.source], usesColor: false)
      #expect(format.format(Diagnostic(.tlsMode, "m", at: range)).split(separator: "\n").count == 1)
      _ = DiagnosticJSON(sources: [example.source]).format(Diagnostic(.tlsMode, "m", at: range))
    }
    var format = DiagnosticText(sources: [example.source], usesColor: false)
    let beyond = SourceRange(file: 0, line: 1, column: 90, endLine: 1, endColumn: 99)
    #expect(format.format(Diagnostic(.tlsMode, "m", at: beyond)).hasSuffix("    1 | a\n      |  ^\n"))
  }

  /// Findings come in order, but nothing breaks where they do not.
  @Test func placesAreShownInAnyOrder() {
    let example = Example("é: 1\ninline:\n  x\nb: {c: 2, d: 3}\n", marked: "1")
    let places = [(4, 14), (4, 8), (1, 4), (3, 3), (4, 14), (3, 3), (1, 1)] as [(UInt32, UInt32)]
    var format = DiagnosticText(sources: [example.source], usesColor: false)
    func show(_ place: (UInt32, UInt32), _ format: inout DiagnosticText) -> String {
      let range = SourceRange(file: 0, line: place.0, column: place.1, endLine: place.0, endColumn: place.1 + 1)
      return format.format(Diagnostic(.tlsMode, "m", at: range))
    }
    for place in places {
      var fresh = DiagnosticText(sources: [example.source], usesColor: false)
      let shown = show(place, &format)
      #expect(shown == show(place, &fresh))
      #expect(shown.contains(" | ") == (place.0 != 3))
    }
  }

  /// Line numbers widen the gutter.
  @Test func greatLineNumbers() {
    let example = Example(String(repeating: "\n", count: 123_455) + "a\n", marked: "a")
    #expect(example.text().hasSuffix("123456 | a\n       | ^\n"))
  }

  @Test func controlCharactersAreNeverShownAsTheyAre() {
    let example = Example("a: \u{1B}[31mred\u{7} \u{202E}x\n", marked: "red", path: "a\u{1B}b\n.yaml")
    let text = example.text("say \u{1B}[2J\r\nforged: error")
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F || $0.value == 0x202E })
    #expect(text.split(separator: "\n").count == 3)
    #expect(text.hasPrefix(#"a\u{1b}b\u{a}.yaml:1:9: error: say \u{1b}[2J\u{d}\u{a}forged: error [tls-mode]"#))
    #expect(text.contains("a: \u{FFFD}[31mred\u{FFFD} \u{FFFD}x"))
  }

  /// Whatever is broken, wherever: both formats have something to say, on lines of their own.
  @Test func brokenTextIsShown() {
    let text = Array("type: Dataplane\nname: é\nnetworking:\n\taddress: {a: [b, \"c\\n\", 'd']}\r\n  x: |\n   y\n".utf8)
    for index in text.indices {
      for byte in [0, 9, 10, 13, 0x22, 0x27, 0x2D, 0x3A, 0x5B, 0x7B, 0x7C, 0x80, 0xC3, 0xFF] as [UInt8] {
        var bytes = text
        bytes[index] = byte
        let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: bytes)])
        var plain = DiagnosticText(sources: compilation.sources, usesColor: false)
        let json = DiagnosticJSON(sources: compilation.sources)
        for diagnostic in compilation.diagnostics {
          #expect(plain.format(diagnostic).hasPrefix("a.yaml:"))
          #expect(json.format(diagnostic).utf8.count { $0 == UInt8(ascii: "\n") } == 1)
        }
      }
    }
  }
}
