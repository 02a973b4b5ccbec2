import EnvoyAPI

/// What a data source is expected to hold.
enum PEMContent {
  case certificates
  case privateKey

  /// The labels of the blocks that count (RFC 7468).
  private var labels: [String] {
    switch self {
    case .certificates: ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]
    case .privateKey: ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"]
    }
  }

  private var phrase: String {
    switch self {
    case .certificates: "a certificate"
    case .privateKey: "an unencrypted private key"
    }
  }

  /// What is wrong with the bytes, in words that do not quote them; nil when they hold such a block.
  func complaint(about bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let holdsBlock = labels.contains { label in
      guard let begin = text.range(of: "-----BEGIN \(label)-----") else { return false }
      return text[begin.upperBound...].range(of: "-----END \(label)-----") != nil
    }
    return holdsBlock ? nil : "holds no PEM block of \(phrase)"
  }
}

extension PEMContent {
  /// What is left without PEM blocks of private keys, which a missing end makes as long as the rest.
  static func withoutPrivateKeys(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.withUnsafeBytes(\.holdsPrivateKey) else { return bytes }
    var rest = bytes[...]
    var kept: [UInt8] = []
    while let begin = rest.firstRange(of: Array("-----BEGIN ".utf8)) {
      let label = rest[begin.upperBound...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      let isKey = label.withUnsafeBytes(\.holdsPrivateKey)
      kept += rest[..<(isKey ? begin.lowerBound : label.endIndex)]
      rest = rest[label.endIndex...]
      if isKey {
        let end = rest.firstRange(of: Array("-----END ".utf8)).map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
        rest = end.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
      }
    }
    return kept + rest
  }
}

extension StringProtocol {
  /// The first place of `needle`, compared by bytes.
  fileprivate func range(of needle: String) -> Range<Index>? {
    let needle = Array(needle.utf8)
    let bytes = utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      guard let candidate = bytes[start...].firstIndex(of: needle[0]) else { return nil }
      if bytes[candidate...].starts(with: needle) {
        return candidate..<bytes.index(candidate, offsetBy: needle.count)
      }
      start = bytes.index(after: candidate)
    }
    return nil
  }
}

extension ServiceNormalizer {
  /// The bytes of a data source, from wherever they come; nil, with an error, when it has none or more than one.
  mutating func resolve(
    _ source: MeshExternalServiceResource.DataSource, expecting content: PEMContent,
    of resource: MeshExternalServiceResource
  ) -> [UInt8]? {
    let count = [source.secret?.node, source.inline, source.inlineString].count { $0 != nil }
    guard count == 1 else {
      // A member of the wrong type was reported as it was read.
      if count > 1 || !resource.hasErrors {
        report(
          .dataSource, "must have exactly one of \"secret\", \"inline\" and \"inlineString\"",
          at: Place(keyOf: source.node), of: resource)
      }
      return nil
    }
    guard let bytes = bytes(of: source, of: resource) else { return nil }
    if let complaint = content.complaint(about: bytes) {
      report(.pemInvalid, complaint, at: Place(keyOf: source.node), of: resource)
    }
    lintInlineKey(source, bytes, of: resource)
    return bytes
  }

  private mutating func bytes(
    of source: MeshExternalServiceResource.DataSource, of resource: MeshExternalServiceResource
  ) -> [UInt8]? {
    if let name = source.secret {
      let mesh = resource.header.mesh
      guard let secret = secrets.secret(name.value, inMesh: mesh) else {
        // What is too long for a name may be the key itself, put in the wrong field.
        let shown = DNSName.isValid(name.value) ? "\"\(name.value)\"" : "of this name"
        report(
          .secretMissing, "no Secret \(shown) in mesh \(mesh)", at: Place(name.node), of: resource,
          help: nearestName(to: name.value, among: secrets.names(inMesh: mesh).sorted()).map {
            "did you mean \"\($0)\"?"
          })
        return nil
      }
      return secret.payload
    }
    if let inline = source.inline {
      let decoded = Base64.decode(inline.utf8)
      if decoded == nil {
        report(.invalidBase64, Base64.rule.message, at: Place(inline), of: resource)
      }
      return decoded
    }
    return source.inlineString.map { Array($0.utf8) }
  }
}
