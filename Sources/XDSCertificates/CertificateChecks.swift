import SwiftASN1
import X509
import XDSCompiler

/// Looks into certificates and keys, as of a point in time.
public struct CertificateChecks: CertificateInspector {
  private let now: Timestamp

  package init(now: Timestamp) {
    self.now = now
  }

  public func findings(in material: TLSMaterial) -> [CertificateFinding] {
    var findings: [CertificateFinding] = []
    let trusted = certificates(material.caCert, in: .caCert, &findings)
    for certificate in trusted {
      checkAuthority(certificate, &findings)
      checkWeakness(certificate, &findings)
      checkValidity(certificate, &findings)
    }
    checkNames(trusted, material, &findings)

    let chain = certificates(material.clientCert, in: .clientCert, &findings)
    checkKey(material.clientKey, chain, &findings)
    for (index, certificate) in chain.enumerated() {
      if index == 0 { checkAcceptance(certificate, &findings) }
      checkWeakness(certificate, judgesKey: index > 0, &findings)
      checkValidity(certificate, &findings)
    }
    return findings
  }
}

/// A certificate that could be read, and the block that holds it.
private struct LocatedCertificate {
  let block: CertificateFinding.Block
  let facts: CertificateFacts

  var title: String { "certificate \"\(facts.subject)\"" }
}

extension CertificateChecks {
  private func certificates(
    _ text: [UInt8]?, in field: TLSMaterial.Field, _ findings: inout [CertificateFinding]
  ) -> [LocatedCertificate] {
    var certificates: [LocatedCertificate] = []
    for (index, block) in PEMBlock.all(in: text ?? []).enumerated() {
      // Keys beside a CA are left out.
      if field == .caCert, block.holdsPrivateKey { continue }
      let place = CertificateFinding.Block(field, index)
      guard let bytes = block.bytes else {
        findings.append(CertificateFinding(malformed: place))
        continue
      }
      guard block.content == .certificate else { continue }
      guard let facts = try? CertificateFacts(bytes) else {
        findings.append(
          CertificateFinding(.certificateUnreadable, .block(place), "the PEM block holds no X.509 certificate"))
        continue
      }
      certificates.append(LocatedCertificate(block: place, facts: facts))
    }
    return certificates
  }

  /// Envoy refuses a key that does not belong to the first certificate.
  private func checkKey(
    _ key: SecretBytes?, _ chain: [LocatedCertificate], _ findings: inout [CertificateFinding]
  ) {
    let blocks = key?.withBytes(PEMBlock.all(in:)) ?? []
    // It is read as far as the first key.
    guard let index = blocks.firstIndex(where: { $0.content == .privateKey || $0.bytes == nil }) else { return }
    let (block, place) = (blocks[index], CertificateFinding.Block(.clientKey, index))
    guard let bytes = block.bytes else {
      findings.append(CertificateFinding(malformed: place))
      return
    }
    guard let own = try? PublicKey(privateKey: bytes, label: block.label) else {
      findings.append(CertificateFinding(.certificateUnreadable, .block(place), "the PEM block holds no private key"))
      return
    }
    guard let certificate = chain.first, own.differs(from: certificate.facts.key) else { return }
    findings.append(
      CertificateFinding(
        .keyMismatch, .use(place, with: certificate.block),
        "the private key does not fit \(certificate.title), and Envoy refuses the pair",
        help: chain.dropFirst().contains { !own.differs(from: $0.facts.key) }
          ? "put the certificate of the client first, and those that signed it behind it" : nil))
  }

  private func checkAcceptance(_ certificate: LocatedCertificate, _ findings: inout [CertificateFinding]) {
    guard let weakness = certificate.facts.key.kind.weakness else { return }
    findings.append(
      CertificateFinding(
        .certificateRefused, .block(certificate.block),
        "\(certificate.title) has \(weakness), which Envoy refuses for a client",
        help: "use a P-256 key, or an RSA key of at least 2048 bits"))
  }

  /// - Parameter judgesKey: false where the key has been judged already.
  private func checkWeakness(
    _ certificate: LocatedCertificate, judgesKey: Bool = true, _ findings: inout [CertificateFinding]
  ) {
    let key = judgesKey ? certificate.facts.key.kind.weakness : nil
    let signature = certificate.facts.weakSignature.map { "a signature by \($0)" }
    let weaknesses = [key, signature].compactMap(\.self)
    guard !weaknesses.isEmpty else { return }
    findings.append(
      CertificateFinding(
        .certificateWeak, .block(certificate.block),
        "\(certificate.title) has \(weaknesses.joined(separator: " and "))"))
  }

  private func checkValidity(_ certificate: LocatedCertificate, _ findings: inout [CertificateFinding]) {
    let (start, end) = (certificate.facts.notBefore, certificate.facts.notAfter)
    let failing: String
    if now < start {
      failing = "is not valid before \(start)"
    } else if end < now {
      failing = "expired at \(end)"
    } else {
      return
    }
    findings.append(
      CertificateFinding(.certificateExpired, .block(certificate.block), "\(certificate.title) \(failing)"))
  }

  private func checkAuthority(_ certificate: LocatedCertificate, _ findings: inout [CertificateFinding]) {
    guard let reason = certificate.facts.whyNoCA else { return }
    let effect =
      certificate.facts.signsNothing
      ? "no other certificate is verified by it" : "Envoy still trusts every certificate that it has signed"
    findings.append(
      CertificateFinding(
        .certificateNotCA, .block(certificate.block), "\(certificate.title) is no CA, as \(reason): \(effect)"))
  }

  /// Where nothing that is trusted verifies another certificate, the server must present one of those themselves.
  private func checkNames(
    _ trusted: [LocatedCertificate], _ material: TLSMaterial, _ findings: inout [CertificateFinding]
  ) {
    guard let first = trusted.first, !material.serverNames.isEmpty, trusted.allSatisfy(\.facts.signsNothing),
      // What cannot be read may be one that does.
      !findings.contains(where: { $0.id == .certificateUnreadable })
    else { return }
    let names = trusted.flatMap(\.facts.names)
    guard !names.contains(where: { name in material.serverNames.contains { $0.fits(name) } }) else { return }
    let has = names.isEmpty ? "no subject alternative name" : "only \(names.map(\.text).joined(separator: ", "))"
    let wanted = material.serverNames.reduce(into: [String]()) { texts, name in
      let text = "\"\(name.text)\"" + (name.isPrefix ? "…" : "")
      if !texts.contains(text) { texts.append(text) }
    }
    findings.append(
      CertificateFinding(
        .certificateName, .serverNames(in: first.block),
        "the trusted \(first.title)\(trusted.count > 1 ? " and others" : "") has \(has), and not "
          + wanted.joined(separator: " or "),
        help: "ask for a name that it has, or trust the CA that signed it"))
  }
}

extension CertificateFinding {
  fileprivate init(malformed block: Block) {
    self.init(.certificateUnreadable, .block(block), "the PEM block is malformed, and Envoy refuses the whole text")
  }
}
