import EnvoyAPI

/// A block of a PEM text (RFC 7468), as BoringSSL reads it, with which Envoy loads certificates and keys.
///
/// Its first and its last line begin at the margin, and have only white space behind their dashes. What is outside of
/// blocks does not count.
package struct PEMBlock: Sendable {
  /// What a sidecar uses a block for.
  package enum Content: Sendable {
    case certificate, privateKey
  }

  /// Such as `CERTIFICATE`.
  package let label: String
  /// From the first line to the last one; where no end follows, to the end of the text.
  let lines: ArraySlice<UInt8>
  /// Whether the next end has the same label.
  let isClosed: Bool
  /// The lines between the first and the last one.
  private let body: ArraySlice<UInt8>

  /// Nil for blocks that are passed over, such as the parameters of a curve, and for encrypted keys.
  package var content: Content? {
    switch label {
    case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE": .certificate
    case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY": .privateKey
    default: nil
    }
  }

  /// Whether it may have a private key, of whatever kind.
  package var holdsPrivateKey: Bool { lines.withUnsafeBytes(\.holdsPrivateKey) }

  /// DER; nil where it cannot be read, and then Envoy refuses what is behind as well, whatever the label.
  package var bytes: [UInt8]? {
    guard isClosed else { return nil }
    var (rest, digits) = (body, [UInt8]())
    while !rest.isEmpty {
      let line = rest.popLine()
      // Headers end in an empty line, and only encrypted keys may have some.
      if line.isEmpty, !digits.isEmpty { return nil }
      digits += line.lazy.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\r") }
    }
    let bytes = digits.withUnsafeBufferPointer(Base64.decode)
    return bytes?.isEmpty == false ? bytes : nil
  }
}

extension PEMBlock {
  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)

  /// The blocks of a text, in its order.
  package static func all(in text: [UInt8]) -> [PEMBlock] {
    var (rest, blocks) = (text[...], [PEMBlock]())
    while !rest.isEmpty {
      let start = rest.startIndex
      guard let label = rest.popLine().label(behind: begin) else { continue }
      let bodyStart = rest.startIndex
      var (bodyEnd, isClosed) = (text.endIndex, false)
      while !rest.isEmpty, bodyEnd == text.endIndex {
        let lineStart = rest.startIndex
        let line = rest.popLine()
        guard line.starts(with: end) else { continue }
        (bodyEnd, isClosed) = (lineStart, line.label(behind: end) == label)
      }
      blocks.append(
        PEMBlock(
          label: String(decoding: label, as: UTF8.self), lines: text[start..<rest.startIndex], isClosed: isClosed,
          body: text[bodyStart..<bodyEnd]))
    }
    return blocks
  }

  /// Where `-----BEGIN ` is, at the margin or not: the text may be part of another.
  static func marks(in text: ArraySlice<UInt8>) -> [Int] {
    var (rest, marks) = (text, [Int]())
    while let found = rest.firstRange(of: begin) {
      marks.append(found.lowerBound)
      rest = rest[found.upperBound...]
    }
    return marks
  }

  /// The text; where a private key is in it, only the blocks that have none.
  static func withoutPrivateKeys(_ text: [UInt8]) -> [UInt8] {
    guard text.withUnsafeBytes(\.holdsPrivateKey) else { return text }
    return all(in: text).filter { !$0.holdsPrivateKey }.flatMap(\.lines)
  }
}

extension ArraySlice<UInt8> {
  /// Takes off the first line, and gives it without its end and the white space before that.
  fileprivate mutating func popLine() -> ArraySlice<UInt8> {
    var line = self[..<(firstIndex(of: UInt8(ascii: "\n")) ?? endIndex)]
    self = self[line.endIndex...].dropFirst()
    while let last = line.last, last <= UInt8(ascii: " ") { line.removeLast() }
    return line
  }

  /// What is between `prefix` and the dashes at the end; nil for other lines.
  fileprivate func label(behind prefix: [UInt8]) -> ArraySlice<UInt8>? {
    guard starts(with: prefix) else { return nil }
    let rest = dropFirst(prefix.count)
    return rest.suffix(5).elementsEqual("-----".utf8) ? rest.dropLast(5) : nil
  }
}
