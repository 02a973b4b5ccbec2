import Foundation
import XDSCertificates
import XDSCompiler

/// The certificates and keys that `Tests/Certificates/make` makes.
func certificateFile(_ name: String) -> String {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return (try? String(contentsOf: folder.appending(path: "Certificates/\(name)"), encoding: .utf8)) ?? ""
}

func pem(_ names: [String]) -> [UInt8] { Array(names.map { certificateFile("\($0).pem") }.joined().utf8) }

/// Findings, in the form `id field[block]: message`.
func findings(
  ca: [UInt8]? = nil, client: [UInt8]? = nil, key: String? = nil, names: [TLSMaterial.ServerName] = [],
  now: String = "2026-01-01T00:00:00Z"
) -> [String] {
  var material = TLSMaterial()
  material.caCert = ca
  material.clientCert = client
  material.clientKey = key.map { SecretBytes(Array($0.utf8)) }
  material.serverNames = names
  guard let now = Timestamp(now) else { return ["no time"] }
  return CertificateChecks(now: now).findings(in: material).map { finding in
    let place =
      switch finding.subject {
      case .block(let block): "\(block.field)[\(block.index)]"
      case .use(let block, let other): "\(block.field)[\(block.index)]+\(other.field)[\(other.index)]"
      case .serverNames(let block): "names of \(block.field)[\(block.index)]"
      }
    return "\(finding.id.rawValue) \(place): \(finding.message)"
  }
}

func findings(ca: [String], names: [TLSMaterial.ServerName] = [], now: String = "2026-01-01T00:00:00Z") -> [String] {
  findings(ca: pem(ca), names: names, now: now)
}

func findings(client: [String], key: String, now: String = "2026-01-01T00:00:00Z") -> [String] {
  findings(client: pem(client), key: certificateFile("\(key).key"), now: now)
}
