import SwiftASN1
import XDSCompiler

/// A certificate or a private key among the blocks of a PEM text (RFC 7468).
struct PEMBlock {
  enum Content { case certificate, privateKey }

  let content: Content
  let block: CertificateFinding.Block
  let label: String
  /// DER; nil where the base64 cannot be read.
  let bytes: [UInt8]?

  /// Blocks of other kinds, such as the parameters of a curve, count but are passed over.
  static func all(_ text: [UInt8]?, in field: TLSMaterial.Field) -> [PEMBlock] {
    // Lines may end in more than is allowed.
    let lines = (text ?? []).split(separator: UInt8(ascii: "\n")).map { line in
      String(decoding: line.reversed().drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.reversed(), as: UTF8.self)
    }
    var blocks: [PEMBlock] = []
    var index = -1
    for (number, line) in lines.enumerated() where line.hasPrefix(begin) {
      index += 1
      let label = String(line.dropFirst(begin.count).prefix { $0 != "-" })
      guard let content = Content(label) else { continue }
      let end = lines[number...].firstIndex { $0.hasPrefix("-----END ") }
      let document = end.flatMap { try? PEMDocument(pemString: lines[number...$0].joined(separator: "\n")) }
      blocks.append(
        PEMBlock(content: content, block: .init(field, index), label: label, bytes: document?.derBytes))
    }
    return blocks
  }

  private static let begin = "-----BEGIN "
}

extension PEMBlock.Content {
  /// Nil for other kinds.
  fileprivate init?(_ label: String) {
    switch label {
    case "CERTIFICATE", "X509 CERTIFICATE": self = .certificate
    case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY": self = .privateKey
    default: return nil
    }
  }
}
