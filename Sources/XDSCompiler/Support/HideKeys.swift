import EnvoyAPI

extension SecretBytes {
  /// The text, with fingerprints for private keys that are in it: in PEM, or as the base64 of that.
  static func hidden(in text: String) -> String {
    var text = text
    guard text.withUTF8({ UnsafeRawBufferPointer($0).holdsPrivateKey || $0.hasRunOfBase64 }) else { return text }
    return String(decoding: hidingBase64(in: hidingPEM(in: Array(text.utf8)[...])), as: UTF8.self)
  }

  /// Whatever is between the first beginning and the last end may be part of a key, and so may what is before an end that
  /// nothing begins, or behind a beginning that nothing ends.
  private static func hidingPEM(in text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.withUnsafeBytes(\.holdsPrivateKey) else { return Array(text) }
    let (begins, ends) = (text.ranges(of: Array("-----BEGIN ".utf8)), text.ranges(of: Array("-----END ".utf8)))
    var (start, rest) = (text.startIndex, text.endIndex)
    if let begin = begins.first?.lowerBound, ends.allSatisfy({ begin < $0.lowerBound }) { start = begin }
    if let end = ends.last?.upperBound, begins.allSatisfy({ $0.upperBound < end }) {
      rest = text[end...].firstRange(of: Array("-----".utf8))?.upperBound ?? text.endIndex
    }
    return text[..<start] + fingerprint(text[start..<rest]) + text[rest...]
  }

  private static func hidingBase64(in text: [UInt8]) -> [UInt8] {
    var (shown, rest) = ([UInt8](), text[...])
    while !rest.isEmpty {
      let run = rest.prefix(while: Base64.characters.contains)
      shown += privateKey(in: run).map { fingerprint($0[...]) } ?? Array(run)
      rest = rest[run.endIndex...]
      shown += rest.prefix(1)
      rest = rest.dropFirst()
    }
    return shown
  }

  /// A run may have more in it than the base64, such as the rest of a path: so it is read from each place where a digit's
  /// bits can begin a byte, too.
  private static func privateKey(in run: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = run.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.split(separator: UInt8(ascii: "="))
    let shifted = parts.lazy.flatMap { part in (0..<4).lazy.map { part.dropFirst($0) } }
      .map { $0.dropLast($0.count % 4) }
    return decodePrivateKey(run) ?? shifted.compactMap(decodePrivateKey).first
  }

  private static func decodePrivateKey(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard let bytes = digits.withUnsafeBufferPointer(Base64.decode), bytes.withUnsafeBytes(\.holdsPrivateKey) else {
      return nil
    }
    return bytes
  }

  private static func fingerprint(_ key: ArraySlice<UInt8>) -> [UInt8] {
    Array(key.withUnsafeBytes(fingerprint(of:)).utf8)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether base64 is in it that is long enough for a private key.
  fileprivate var hasRunOfBase64: Bool {
    var length = 0
    for byte in self {
      length = Base64.characters.contains(byte) ? length + 1 : 0
      if length == 24 { return true }
    }
    return false
  }
}
