import CEnvoy

extension ValueNormalizer {
  mutating func wellKnown(
    _ wellKnown: WellKnownType, _ value: MessageValue, _ type: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> MessageValue {
    switch wellKnown {
    case .any: any(value)
    case .duration: duration(value)
    case .wrapper: type.fields.baseAddress.map { scalar(value, of: $0) } ?? value
    case .structure, .value, .list: json(value)
    }
  }

  /// The name of the type, then its fields, or a `value` where it has no fields of its own in JSON.
  private mutating func any(_ value: MessageValue) -> MessageValue {
    guard case .object(let members) = value, let url = members.first(where: { $0.name == "@type" }),
      let text = url.value.string, let type = MessageType(typeURL: text)
    else { return unknown(value) }
    let rest = members.filter { $0.name != "@type" }
    guard let wellKnown = WellKnownType(type.descriptor) else {
      return .object([url] + fields(rest, of: type.descriptor))
    }
    return .object(
      [url]
        + rest.map { member in
          Member(name: member.name, value: self.wellKnown(wellKnown, member.value, type.descriptor))
        })
  }

  /// JSON of the user's own: numbers are doubles, members have no order.
  private mutating func json(_ value: MessageValue) -> MessageValue {
    switch value {
    case .object(let members): .object(entries(members) { $0.json($1) })
    case .list(let elements): .list(elements.map { json($0) })
    case .word(let text): Double(text).map(MessageValue.number) ?? value
    case .string: unknown(value)
    }
  }

  /// Seconds with as many groups of three decimals as it takes.
  private func duration(_ value: MessageValue) -> MessageValue {
    guard case .string(let text) = value, text.hasSuffix("s"), let dot = text.firstIndex(of: ".") else { return value }
    var decimals = text[text.index(after: dot)...].dropLast()
    guard decimals.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return value }
    while decimals.last == "0" { decimals.removeLast() }
    let padding = String(repeating: "0", count: (3 - decimals.count % 3) % 3)
    return .string(decimals.isEmpty ? "\(text[..<dot])s" : "\(text[...dot])\(decimals)\(padding)s")
  }
}
