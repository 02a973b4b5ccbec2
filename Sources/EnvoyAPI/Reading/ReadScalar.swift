import CEnvoy

/// Scalars of text, as the types of fields have them.
extension TextTree {
  var boolean: Bool {
    get throws(TextProblem) {
      guard textKind == .boolean else { throw .wanted("true or false") }
      return text.first == "t" || text.first == "T"
    }
  }

  /// A whole number, bare or as a string, such as `1`, `1.0` or `1e3`.
  func integer<Integer: FixedWidthInteger>() throws(TextProblem) -> Integer {
    let wanted = TextProblem.wanted("a whole number")
    let number = try number(else: wanted)
    let text = text
    if let value = Integer(text) ?? digitsOfOtherBase.flatMap({ Integer($0.digits, radix: $0.base) }) { return value }
    guard number.isFinite, number == number.rounded() else { throw wanted }
    guard textKind != .integer, !text.utf8.allSatisfy(\.isDigitOrSign), let value = Integer(exactly: number) else {
      throw .outOfRange(text)
    }
    return value
  }

  /// A number, bare or as a string, which may be `NaN`, `Infinity` or `-Infinity`, too.
  var number: Double {
    get throws(TextProblem) { try number(else: .wanted("a number")) }
  }

  private func number(else wanted: TextProblem) throws(TextProblem) -> Double {
    guard textKind == .integer || textKind == .float || textKind == .string else { throw wanted }
    let text = text
    if let value = notFinite { return value }
    if let (digits, base) = digitsOfOtherBase {
      guard let value = UInt64(digits, radix: base) else { throw .outOfRange(text) }
      return Double(value)
    }
    guard text.utf8.allSatisfy({ $0.isDigitOrSign || ".eE".utf8.contains($0) }), let value = Double(text) else {
      throw wanted
    }
    guard value.isFinite else { throw .outOfRange(text) }
    return value
  }

  /// A value of the enum that the field has, by name or as a number.
  func enumeration(_ field: UnsafePointer<ProtobufCFieldDescriptor>) throws(TextProblem) -> Int32 {
    let descriptor = field.pointee.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    if textKind == .integer { return try integer() }
    guard textKind == .string else { throw .wanted("the name of a value") }
    let name = text
    if !name.utf8.contains(0), let value = protobuf_c_enum_descriptor_get_value_by_name(descriptor, name) {
      return value.pointee.value
    }
    let known = (0..<Int(descriptor.pointee.n_values)).map { String(cString: descriptor.pointee.values[$0].name) }
    throw .unknownValue(name, type: String(cString: descriptor.pointee.name), known: known)
  }

  /// Seconds with at most nine decimals and an `s`.
  var duration: (seconds: Int64, nanos: Int32) {
    get throws(TextProblem) {
      let wanted = TextProblem.wanted("a number of seconds with an \"s\", such as \"1.5s\"")
      guard textKind == .string else { throw wanted }
      let text = text
      guard text.hasSuffix("s") else { throw wanted }
      let negative = text.hasPrefix("-")
      let parts = text.dropLast().dropFirst(negative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }) else { throw wanted }
      let decimals = parts.count == 2 ? parts[1] : ""
      guard decimals.utf8.count <= 9 else { throw wanted }
      // The range of `google.protobuf.Duration`: ten thousand years.
      guard let seconds = Int64(parts[0]), seconds <= 315_576_000_000,
        let nanos = Int32(decimals + String(repeating: "0", count: 9 - decimals.utf8.count))
      else { throw .outOfRange(text) }
      return negative ? (-seconds, -nanos) : (seconds, nanos)
    }
  }

  /// What follows the `0x` or `0o` of an integer of YAML.
  private var digitsOfOtherBase: (digits: Substring, base: Int)? {
    guard textKind == .integer else { return nil }
    let text = text
    return text.hasPrefix("0x") ? (text.dropFirst(2), 16) : text.hasPrefix("0o") ? (text.dropFirst(2), 8) : nil
  }

  /// What is no number, by the names of JSON in a string and those of YAML otherwise.
  private var notFinite: Double? {
    switch (textKind, text.lowercased()) {
    case (.float, ".nan"): .nan
    case (.float, ".inf"), (.float, "+.inf"): .infinity
    case (.float, "-.inf"): -.infinity
    case (.string, _):
      switch text {
      case "NaN": .nan
      case "Infinity": .infinity
      case "-Infinity": -.infinity
      default: nil
      }
    default: nil
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  fileprivate var isDigitOrSign: Bool { isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "+") }
}
