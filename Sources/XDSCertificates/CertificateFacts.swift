import SwiftASN1
import X509
import XDSCompiler

/// What is looked at in a certificate (RFC 5280, section 4.1).
///
/// Read from the DER, because the library reads no certificate with a key that is too weak for it; names and extensions
/// are the library's.
struct CertificateFacts {
  let subject: DistinguishedName
  /// Whether it names itself as its issuer: nobody checks the signature of a root.
  let isRoot: Bool
  let version: Int
  /// That of the signature; for RSASSA-PSS, which is the same with every hash, the hash's (RFC 4055, section 3.1).
  let signatureAlgorithm: ASN1ObjectIdentifier
  let notBefore: Timestamp
  let notAfter: Timestamp
  let key: PublicKey
  let extensions: Certificate.Extensions

  init(_ bytes: [UInt8]) throws {
    self = try DER.sequence(try DER.parseFirst(bytes), identifier: .sequence) { fields in
      guard let signed = fields.next() else { throw ASN1Error.truncatedASN1Field() }
      fields.skipRest()
      return try DER.sequence(signed, identifier: .sequence) { try CertificateFacts(signed: &$0) }
    }
  }

  private init(signed fields: inout ASN1NodeCollection.Iterator) throws {
    version =
      try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
        try Int(derEncoded: $0) + 1
      } ?? 1
    _ = fields.next()
    let (algorithm, parameters) = try fields.algorithm()
    signatureAlgorithm = algorithm == .rsaPSS ? try CertificateFacts.hash(ofPSS: parameters) : algorithm
    guard let issuer = fields.next(), let validity = fields.next(), let subject = fields.next(), let key = fields.next()
    else { throw ASN1Error.truncatedASN1Field() }
    self.subject = try DistinguishedName(derEncoded: subject)
    isRoot = issuer.encodedBytes == subject.encodedBytes
    (notBefore, notAfter) = try DER.sequence(validity, identifier: .sequence) { fields in
      guard let start = fields.next(), let end = fields.next() else { throw ASN1Error.truncatedASN1Field() }
      return (try CertificateFacts.time(start), try CertificateFacts.time(end))
    }
    self.key = try PublicKey(subjectPublicKeyInfo: key)
    var extensions: [Certificate.Extension] = []
    while let node = fields.next() {
      guard node.identifier == ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific) else { continue }
      extensions = try DER.explicitlyTagged(node, tagNumber: 3, tagClass: .contextSpecific) {
        try DER.sequence(of: Certificate.Extension.self, identifier: .sequence, rootNode: $0)
      }
    }
    self.extensions = try Certificate.Extensions(extensions)
  }

  /// The hash that the parameters of RSASSA-PSS name; SHA-1 where they do not.
  private static func hash(ofPSS parameters: ASN1Node?) throws -> ASN1ObjectIdentifier {
    guard let parameters else { return .sha1 }
    return try DER.sequence(parameters, identifier: .sequence) { fields in
      defer { fields.skipRest() }
      return try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
        try $0.algorithm().0
      } ?? .sha1
    }
  }

  private static func time(_ node: ASN1Node) throws -> Timestamp {
    let timestamp: Timestamp?
    if node.identifier == .utcTime {
      let time = try UTCTime(derEncoded: node)
      timestamp = Timestamp(
        year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes, second: time.seconds)
    } else {
      let time = try GeneralizedTime(derEncoded: node)
      timestamp = Timestamp(
        year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes, second: time.seconds)
    }
    guard let timestamp else { throw ASN1Error.invalidASN1Object(reason: "there is no such time") }
    return timestamp
  }
}

extension CertificateFacts {
  /// Why it is no CA, in words; nil when it may be one. Before version 3 nothing says so.
  var whyNoCA: String? {
    guard version >= 3 else { return nil }
    if signsNothing { return "its keyUsage lacks keyCertSign" }
    return switch try? extensions.basicConstraints {
    case .isCertificateAuthority: nil
    case .notCertificateAuthority: "its basicConstraints say so"
    case nil: "it has no basicConstraints"
    }
  }

  /// Whether no certificate can be verified by it. Of what is trusted itself, Envoy does not ask for basicConstraints.
  var signsNothing: Bool {
    if let usage = try? extensions.keyUsage { !usage.keyCertSign } else { false }
  }

  /// Why its signature is weak, in words; nil when it is not, or nobody checks it.
  var weakSignature: String? {
    isRoot ? nil : CertificateFacts.weakSignatures[signatureAlgorithm]
  }

  private static let weakSignatures: [ASN1ObjectIdentifier: String] = [
    [1, 2, 840, 113549, 1, 1, 2]: "MD2",
    [1, 2, 840, 113549, 1, 1, 4]: "MD5",
    [1, 2, 840, 113549, 1, 1, 5]: "SHA-1",
    .sha1: "SHA-1",
    [1, 2, 840, 10040, 4, 3]: "SHA-1",
    [1, 2, 840, 10045, 4, 1]: "SHA-1",
  ]
}

extension ASN1ObjectIdentifier {
  fileprivate static let rsaPSS: Self = [1, 2, 840, 113549, 1, 1, 10]
  fileprivate static let sha1: Self = [1, 3, 14, 3, 2, 26]
}
