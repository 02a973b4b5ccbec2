import EnvoyAPI

extension SecretBytes {
  /// The text, with fingerprints for private keys that are in it: in PEM, or as the base64 of that.
  static func hidden(in text: String) -> String {
    var text = text
    guard text.withUTF8({ UnsafeRawBufferPointer($0).holdsPrivateKey || $0.hasRunOfBase64 }) else { return text }
    return String(decoding: hidingBase64(in: hidingPEM(in: Array(text.utf8)[...])), as: UTF8.self)
  }

  /// Whatever is between the first beginning and the last end may be part of a key.
  private static func hidingPEM(in text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.withUnsafeBytes(\.holdsPrivateKey) else { return Array(text) }
    let start = text.firstRange(of: Array("-----BEGIN ".utf8))?.lowerBound ?? text.startIndex
    let end = text[start...].ranges(of: Array("-----END ".utf8)).last?.upperBound ?? text.endIndex
    let rest = text[end...].firstRange(of: Array("-----".utf8))?.upperBound ?? text.endIndex
    return text[..<start] + fingerprint(text[start..<rest]) + text[rest...]
  }

  private static func hidingBase64(in text: [UInt8]) -> [UInt8] {
    var (shown, rest) = ([UInt8](), text[...])
    while !rest.isEmpty {
      let run = rest.prefix(while: Base64.characters.contains)
      let key = run.withUnsafeBufferPointer(Base64.decode).flatMap { $0.withUnsafeBytes(\.holdsPrivateKey) ? $0 : nil }
      shown += key.map { fingerprint($0[...]) } ?? Array(run)
      rest = rest[run.endIndex...]
      shown += rest.prefix(1)
      rest = rest.dropFirst()
    }
    return shown
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
