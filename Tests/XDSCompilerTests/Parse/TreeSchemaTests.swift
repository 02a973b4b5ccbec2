import Testing

@testable import XDSCompiler

@Suite struct TreeSchemaTests {
  /// Plain scalars and what YAML 1.2.2, section 10.3.2, makes of them.
  @Test(arguments: [
    ("~", NodeKind.null), ("null", .null), ("Null", .null), ("NULL", .null), ("", .null), ("nUll", .string),
    ("nil", .string), ("true", .boolean), ("True", .boolean), ("TRUE", .boolean), ("false", .boolean),
    ("False", .boolean), ("FALSE", .boolean), ("tRUE", .string), ("yes", .string), ("no", .string), ("on", .string),
    ("Off", .string), ("y", .string), ("0", .integer), ("-0", .integer), ("0123", .integer), ("+12", .integer),
    ("-9", .integer), ("0o14", .integer), ("0o18", .string), ("0o", .string), ("-0o7", .string), ("0x1f", .integer),
    ("0xFG", .string), ("0x", .string), ("0X1F", .string), ("0b1", .string), ("1_000", .string), ("12:30", .string),
    ("1:30:00", .string), ("2024-01-02", .string), ("1.", .float), ("1.5", .float), (".5", .float), ("-.5e-3", .float),
    ("1e3", .float), ("1E+03", .float), ("1.10", .float), ("1e", .string), (".", .string), ("+", .string),
    ("1.2.3", .string), (".inf", .float), ("-.Inf", .float), ("+.INF", .float), (".nan", .float), (".NaN", .float),
    ("-.nan", .string), ("inf", .string), ("NaN", .string), ("<<", .string), ("=", .string), ("10.0.0.1", .string),
  ])
  func resolvesPlainScalars(text: String, kind: NodeKind) throws {
    let (tree, root) = try readDocument("a: \(text)\n")
    #expect(root["a"]?.kind == kind)
    #expect(root["a"]?.string == text)
    withExtendedLifetime(tree) {}
  }

  @Test(arguments: [
    ("0123", 123), ("-17", -17), ("+4", 4), ("0o14", 12), ("0x1F", 31), ("9223372036854775807", Int64.max),
    ("-9223372036854775808", .min), ("9223372036854775808", nil), ("0xFFFFFFFFFFFFFFFF", nil), ("1.0", nil),
    ("'1'", nil), ("true", nil), ("", nil),
  ])
  func givesIntegers(text: String, value: Int64?) throws {
    let (tree, root) = try readDocument("a: \(text)\n")
    #expect(root["a"]?.integer == value)
    withExtendedLifetime(tree) {}
  }

  @Test(arguments: [
    ("7", 7), ("0x10", 16), ("1.", 1), (".5", 0.5), ("-2.5e-1", -0.25), ("+1e3", 1000), (".inf", .infinity),
    ("-.INF", -.infinity), ("36893488147419103232", 36_893_488_147_419_103_232), ("x", nil), ("\"1\"", nil),
    ("0x10000000000000000", 18_446_744_073_709_551_616), ("0o2000000000000000000000", 18_446_744_073_709_551_616),
  ])
  func givesNumbers(text: String, value: Double?) throws {
    let (tree, root) = try readDocument("a: \(text)\n")
    #expect(root["a"]?.number == value)
    withExtendedLifetime(tree) {}
  }

  @Test func givesNotANumber() throws {
    let (tree, root) = try readDocument(".NaN")
    #expect(root.number?.isNaN == true)
    withExtendedLifetime(tree) {}
  }

  @Test func givesBooleans() throws {
    let (tree, root) = try readDocument("[TRUE, false, 'true', yes, 1]")
    #expect(root.elements.map(\.boolean) == [true, false, nil, nil, nil])
    withExtendedLifetime(tree) {}
  }

  @Test func takesQuotedAndBlockScalarsAsStrings() throws {
    let (tree, root) = try readDocument(
      "- '1'\n- \"true\"\n- |\n  2\n- >-\n  ~\n- ''\n- \"a\\x41\\u00e9\\U0001F600\\\n  b\"\n")
    #expect(outline(root) == "['1', 'true', '2\n', '~', '', 'aAé😀b']")
    withExtendedLifetime(tree) {}
  }

  @Test func honoursTags() throws {
    let (tree, root) = try readDocument(
      "[!!str 1, !!int \"0x1f\", !!float 1, !!bool 'true', !!null '', ! 5, ! , !!map {}, !!seq [], ! [], !!str ]")
    #expect(
      outline(root)
        == "['1', integer 0x1f, float 1, boolean true, null , '5', '', {}, [], [], '']")
    withExtendedLifetime(tree) {}
  }

  @Test func takesKeysAsText() throws {
    let (tree, root) = try readDocument("{1: a, true: b, ~: c, 1.50: d, !!int 2: e, 'q': f}")
    #expect(outline(root) == "{'1': 'a', 'true': 'b', '~': 'c', '1.50': 'd', '2': 'e', 'q': 'f'}")
    withExtendedLifetime(tree) {}
  }
}
