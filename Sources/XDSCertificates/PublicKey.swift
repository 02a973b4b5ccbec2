import SwiftASN1
import X509

/// The public key of a certificate or of a private key.
///
/// Read from the DER, because the library reads no key that is too weak for it.
struct PublicKey {
  enum Kind {
    case rsa(bits: Int)
    case dsa
    /// By the identifier of the curve.
    case curve(ASN1ObjectIdentifier)
    case other
  }

  let kind: Kind
  private let identity: Identity

  /// What makes two keys the same.
  private enum Identity {
    case rsa(modulus: [UInt8], exponent: [UInt8])
    case other(Certificate.PublicKey)
    /// Nobody here can tell.
    case unknown
  }

  /// Whether both are surely not the same.
  func differs(from other: PublicKey) -> Bool {
    switch (identity, other.identity) {
    case (.unknown, _), (_, .unknown): false
    case (.rsa(let a, let x), .rsa(let b, let y)): a != b || x != y
    case (.other(let a), .other(let b)): a != b
    case (.rsa, .other), (.other, .rsa): true
    }
  }
}

extension PublicKey {
  /// Reads a SubjectPublicKeyInfo (RFC 5280, section 4.1).
  init(subjectPublicKeyInfo node: ASN1Node) throws {
    self = try DER.sequence(node, identifier: .sequence) { fields in
      let (algorithm, parameters) = try fields.algorithm()
      let bits = try ASN1BitString(derEncoded: &fields)
      if algorithm == .rsa {
        return try DER.sequence(try DER.parse(bits.bytes), identifier: .sequence) { try PublicKey(rsa: &$0) }
      }
      let identity = (try? Certificate.PublicKey(derEncoded: node)).map(Identity.other) ?? .unknown
      return PublicKey(kind: Kind(algorithm, parameters), identity: identity)
    }
  }

  /// Reads the private key of a PEM block: PKCS #8, PKCS #1 or SEC 1.
  init(privateKey bytes: [UInt8], label: String) throws {
    let root = try DER.parseFirst(bytes)
    if label == "RSA PRIVATE KEY" {
      try self.init(pkcs1: root)
      return
    }
    if label == "PRIVATE KEY", let inner = try PublicKey.rsaInPKCS8(root) {
      try self.init(pkcs1: try DER.parse(inner))
      return
    }
    let key = try? Certificate.PrivateKey(pemDocument: PEMDocument(type: label, derBytes: bytes))
    self.init(kind: .other, identity: key.map { .other($0.publicKey) } ?? .unknown)
  }

  private static func rsaInPKCS8(_ root: ASN1Node) throws -> ArraySlice<UInt8>? {
    try DER.sequence(root, identifier: .sequence) { fields in
      _ = try Int(derEncoded: &fields)
      let (algorithm, _) = try fields.algorithm()
      let key = try ASN1OctetString(derEncoded: &fields)
      fields.skipRest()
      return algorithm == .rsa ? key.bytes : nil
    }
  }

  private init(pkcs1 root: ASN1Node) throws {
    self = try DER.sequence(root, identifier: .sequence) { fields in
      _ = try Int(derEncoded: &fields)
      defer { fields.skipRest() }
      return try PublicKey(rsa: &fields)
    }
  }

  /// The modulus and the exponent.
  private init(rsa fields: inout ASN1NodeCollection.Iterator) throws {
    let modulus = try ArraySlice<UInt8>(derEncoded: &fields).drop { $0 == 0 }
    let exponent = try ArraySlice<UInt8>(derEncoded: &fields).drop { $0 == 0 }
    let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    self.init(kind: .rsa(bits: bits), identity: .rsa(modulus: Array(modulus), exponent: Array(exponent)))
  }
}

extension PublicKey.Kind {
  fileprivate init(_ algorithm: ASN1ObjectIdentifier, _ parameters: ASN1Node?) {
    switch algorithm {
    case .dsa: self = .dsa
    case .ellipticCurve:
      self = parameters.flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) }.map(Self.curve) ?? .other
    default: self = .other
    }
  }

  /// Why it is weak, in words; nil when it is not.
  var weakness: String? {
    switch self {
    case .rsa(let bits): bits < 2048 ? "an RSA key of \(bits) bits" : nil
    case .dsa: "a DSA key"
    case .curve(let curve): PublicKey.weakCurves[curve].map { "a key on the curve \($0)" }
    case .other: nil
    }
  }
}

extension PublicKey {
  /// Those of less than 256 bits that have a name (SEC 2).
  fileprivate static let weakCurves: [ASN1ObjectIdentifier: String] = [
    [1, 2, 840, 10045, 3, 1, 1]: "P-192",
    [1, 3, 132, 0, 33]: "P-224",
    [1, 3, 132, 0, 32]: "secp224k1",
    [1, 3, 132, 0, 31]: "secp192k1",
    [1, 3, 132, 0, 30]: "secp160r2",
    [1, 3, 132, 0, 8]: "secp160r1",
    [1, 3, 132, 0, 9]: "secp160k1",
  ]
}

extension ASN1ObjectIdentifier {
  fileprivate static let rsa: Self = [1, 2, 840, 113549, 1, 1, 1]
  fileprivate static let dsa: Self = [1, 2, 840, 10040, 4, 1]
  fileprivate static let ellipticCurve: Self = [1, 2, 840, 10045, 2, 1]
}

extension DER {
  /// Reads the first element, which is all that Envoy looks at: OpenSSL has more of its own in a trusted certificate.
  static func parseFirst(_ bytes: [UInt8]) throws -> ASN1Node {
    guard bytes.count > 1 else { throw ASN1Error.truncatedASN1Field() }
    var (start, count) = (2, Int(bytes[1]))
    if count >= 0x80 {
      start += count - 0x80
      guard start <= min(bytes.count, 6) else { throw ASN1Error.truncatedASN1Field() }
      count = bytes[2..<start].reduce(0) { $0 << 8 | Int($1) }
    }
    return try parse(bytes.prefix(start + count))
  }
}

extension ASN1Node {
  /// Reads an AlgorithmIdentifier.
  func algorithm() throws -> (ASN1ObjectIdentifier, parameters: ASN1Node?) {
    try DER.sequence(self, identifier: .sequence) { fields in
      (try ASN1ObjectIdentifier(derEncoded: &fields), fields.next())
    }
  }
}

extension ASN1NodeCollection.Iterator {
  /// Reads an AlgorithmIdentifier.
  mutating func algorithm() throws -> (ASN1ObjectIdentifier, parameters: ASN1Node?) {
    guard let node = next() else { throw ASN1Error.truncatedASN1Field() }
    return try node.algorithm()
  }

  mutating func skipRest() {
    while next() != nil {}
  }
}
