import CNettle

/// Standard base64 (RFC 4648, section 4), by nettle.
enum Base64 {
  static func encode(_ bytes: some Collection<UInt8>) -> String {
    let input = Array(bytes)
    let length = (input.count + 2) / 3 * 4
    return String(unsafeUninitializedCapacity: length) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { nettle_base64_encode_raw($0.baseAddress, input.count, input) }
      return length
    }
  }

  /// nettle skips every kind of white space; only line breaks are usual inside a value.
  static let characters = ASCIIClass("A-Za-z0-9+/=\n\r")

  /// The characters that base64 is made of; not all that is made of them is base64.
  static let rule = TextRule(
    expression: "\(characters.expression)*", message: "must be valid base64, with its padding", isBase64: true)

  /// Decodes text in which line breaks do not count and padding is required; nil when it is malformed.
  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.allSatisfy(characters.contains) else { return nil }
    var context = base64_decode_ctx()
    nettle_base64_decode_init(&context)
    var isValid = true
    let decoded = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { output, count in
      count = output.count
      text.withMemoryRebound(to: CChar.self) { input in
        isValid = nettle_base64_decode_update(&context, &count, output.baseAddress, input.count, input.baseAddress) == 1
      }
      if !isValid { count = 0 }
    }
    return isValid && nettle_base64_decode_final(&context) == 1 ? decoded : nil
  }
}
