import SwiftASN1
import X509
import XDSCompiler

extension CertificateFacts {
  /// The subject alternative names that matchers look at.
  var names: [TLSMaterial.ServerName] {
    let names = (try? extensions.subjectAlternativeNames) ?? SubjectAlternativeNames()
    return names.compactMap { name in
      switch name {
      case .dnsName(let text): .init(.dns, text)
      case .uniformResourceIdentifier(let text): .init(.uri, text)
      case .ipAddress(let bytes): IPAddress(octets: bytes.bytes).map { .init(.ipAddress, $0.description) }
      default: nil
      }
    }
  }
}

extension TLSMaterial.ServerName {
  /// Whether a name of a certificate fits. Where Envoy is stricter about the spelling, this is not.
  func fits(_ name: TLSMaterial.ServerName) -> Bool {
    guard kind == name.kind else { return false }
    if isPrefix { return name.text.lowercased().hasPrefix(text.lowercased()) }
    return switch kind {
    case .dns: TLSMaterial.ServerName.matches(text.lowercased(), pattern: name.text.lowercased())
    case .ipAddress: IPAddress(text).map { $0 == IPAddress(name.text) } ?? false
    case .uri: text == name.text
    }
  }

  /// A wildcard stands for a part of the first label.
  private static func matches(_ name: String, pattern: String) -> Bool {
    if name == pattern { return true }
    let (label, rest) = split(name)
    let (wildcard, patternRest) = split(pattern)
    let parts = wildcard.split(separator: "*", omittingEmptySubsequences: false)
    return parts.count == 2 && rest == patternRest && label.utf8.count >= wildcard.utf8.count - 1
      && label.hasPrefix(parts[0]) && label.hasSuffix(parts[1])
  }

  private static func split(_ name: String) -> (label: Substring, rest: Substring) {
    let label = name.prefix { $0 != "." }
    return (label, name[label.endIndex...])
  }
}

extension IPAddress {
  /// Nil when there are neither 4 nor 16.
  fileprivate init?(octets: ArraySlice<UInt8>) {
    guard octets.count == 4 || octets.count == 16 else { return nil }
    self.init(
      family: octets.count == 4 ? .ipv4 : .ipv6, value: octets.reduce(0) { $0 << 8 | UInt128($1) })
  }
}
