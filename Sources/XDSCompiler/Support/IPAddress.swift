#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An IPv4 or IPv6 address, compared by value and not by spelling.
public struct IPAddress: Hashable, Sendable {
  public enum Family: Sendable { case ipv4, ipv6 }

  public let family: Family
  /// Network byte order read as a number; an IPv4 address uses the low 32 bits.
  public let value: UInt128

  public init(family: Family, value: UInt128) {
    self.family = family
    self.value = value
  }

  private static let first = ASCIIClass("0-9A-Fa-f:")
  private static let rest = ASCIIClass("0-9A-Fa-f:.")

  /// What every address looks like; not all that looks like it is one.
  static let rule = TextRule(
    expression: "\(first.expression)\(rest.expression)*", message: "must be an IP address",
    maxLength: Int(INET6_ADDRSTRLEN) - 1)

  /// Reads dotted IPv4 or RFC 4291 IPv6 text, without a zone; nil for anything else.
  public init?(_ text: String) {
    // Most endpoint names end here without a system call.
    guard let head = text.utf8.first, Self.first.contains(head), Self.rest.makesUp(text) else { return nil }
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      self.init(family: .ipv4, value: UInt128(UInt32(bigEndian: v4.s_addr)))
      return
    }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: v6) { Array($0) }
    self.init(family: .ipv6, value: bytes.reduce(0) { $0 << 8 | UInt128($1) })
  }

  /// `::ffff:0:0/96`: an IPv4 address in IPv6 spelling.
  var isIPv4Mapped: Bool { family == .ipv6 && value >> 32 == 0xffff }

  var isLoopback: Bool {
    switch family {
    case .ipv4: value >> 24 == 127
    case .ipv6: value == 1 || (isIPv4Mapped && (value & 0xffff_ffff) >> 24 == 127)
    }
  }

  /// `0.0.0.0` or `::`.
  var isUnspecified: Bool { value == 0 }

  var bitWidth: Int { family == .ipv4 ? 32 : 128 }
}

extension IPAddress: CustomStringConvertible {
  public var description: String {
    switch family {
    case .ipv4:
      return "\(value >> 24 & 255).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
    case .ipv6:
      var address = in6_addr()
      withUnsafeMutableBytes(of: &address) { bytes in
        for i in 0..<16 { bytes[i] = UInt8(truncatingIfNeeded: value >> UInt128(120 - 8 * i)) }
      }
      var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
      inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
      return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}

extension String {
  /// An address or a DNS name as it stands in front of a port: IPv6 in brackets.
  public var asHost: String { utf8.contains(UInt8(ascii: ":")) ? "[\(self)]" : self }
}

/// A range of addresses such as `242.0.0.0/8`.
public struct CIDR: Hashable, Sendable {
  /// The network address: the host bits of what was written do not count.
  public let first: IPAddress
  public let prefixLength: Int

  /// Reads `ADDRESS/LENGTH`; nil when either part is malformed.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(String(parts[0])),
      parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let length = Int(parts[1]), length <= address.bitWidth
    else { return nil }
    let hostBits = UInt128(address.bitWidth - length)
    first = IPAddress(family: address.family, value: hostBits == 128 ? 0 : (address.value >> hostBits) << hostBits)
    prefixLength = length
  }

  /// One address.
  init(_ address: IPAddress) {
    first = address
    prefixLength = address.bitWidth
  }

  /// The last address of the range.
  var last: IPAddress {
    let hostBits = UInt128(first.bitWidth - prefixLength)
    let mask: UInt128 = hostBits == 128 ? .max : (1 << hostBits) - 1
    return IPAddress(family: first.family, value: first.value | mask)
  }
}

extension CIDR: CustomStringConvertible {
  public var description: String { "\(first)/\(prefixLength)" }
}
