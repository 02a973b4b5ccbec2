import EnvoyAPI
import XDSCompiler

extension WeightRule {
  /// What is encrypted, and how.
  static let encryption: [WeightRule] = [
    WeightRule("**.transportSocketMatches[*]", .clearAdded, .security, "endpoints may get traffic in the clear"),
    WeightRule("**.transportSocketMatches[*].match.**", .any, .security, "TLS settings apply to other endpoints"),
    WeightRule("**.transportSocketMatches", .reordered, .security, "TLS settings apply to other endpoints"),
    WeightRule("**.transportSocket", .tlsGone, .security, "TLS is gone: traffic is sent in the clear"),
    WeightRule("**.transportSocket", .tlsBegins, .traffic, "traffic is encrypted"),
    WeightRule("**.transportSocket", .comesOrGoes, .traffic, "connections are made otherwise"),
    WeightRule("**.transportSocket.typedConfig", .tlsGone, .security, "TLS is gone: traffic is sent in the clear"),
    WeightRule("**.transportSocket.typedConfig", .tlsBegins, .traffic, "traffic is encrypted"),
    WeightRule("TransportSocket[*].**", .tlsGone, .security, "TLS is gone: traffic is sent in the clear"),
    WeightRule("TransportSocket[*].**", .tlsBegins, .traffic, "traffic is encrypted"),
    WeightRule("**.keyLog.**", .added, .security, "the keys of connections are written to a file"),
    WeightRule("**.tlsMinimumProtocolVersion", .minimumLowered, .security, "an older TLS version is accepted"),
    WeightRule("**.tlsMinimumProtocolVersion", .any, .tuning, "an older TLS version is refused"),
    WeightRule("**.tlsMaximumProtocolVersion", .maximumOld, .security, "only TLS before 1.2 is left"),
    WeightRule("**.tlsMaximumProtocolVersion", .any, .tuning, "the newest TLS version"),
    WeightRule("**.cipherSuites[*]", .cipherAccepted, .security, "a cipher suite is newly accepted"),
    WeightRule("**.cipherSuites[*]", .any, .tuning, "cipher suites"),
    WeightRule("**.cipherSuites", .reordered, .tuning, "cipher suites"),
    WeightRule("**.tlsParams.*.**", .any, .security, "TLS parameters differ"),
    WeightRule("**.allowRenegotiation", .added, .security, "renegotiation is newly allowed"),
    WeightRule("**.sni", .any, .traffic, "another server name is asked for"),
    WeightRule("**.alpnProtocols[*]", .any, .traffic, "another protocol"),
  ]
}

extension Condition {
  static let tlsGone = Condition("TLS removed, or replaced by something else") {
    isTLS($0.old) && !isTLS($0.new) && $0.kind != .added
  }

  static let tlsBegins = Condition("TLS added, or put in the place of something else") {
    isTLS($0.new) && !isTLS($0.old) && $0.kind != .removed
  }

  static let clearAdded = Condition("added without TLS") { $0.kind == .added && !isTLS($0.new) }

  static let minimumLowered = Condition("lowered") {
    version($0.new, auto: 2) < version($0.old, auto: 2)
  }

  static let maximumOld = Condition("lowered below TLS 1.2") {
    version($0.new, auto: 2) < min(2, version($0.old, auto: 2))
  }

  static let cipherAccepted = Condition("accepted now, and not before") { change in
    // Envoy takes its own list where none is given.
    func accepted(_ parent: MessageValue?) -> Set<String> {
      let suites = parent?["cipherSuites"]?.elements.compactMap(\.string) ?? []
      return Set(suites.isEmpty ? EnvoyDefaults.cipherSuites : suites)
    }
    let newlyAccepted = accepted(change.newParent).subtracting(accepted(change.oldParent))
    return change.new?.string.map(newlyAccepted.contains) ?? (change.kind == .removed && !newlyAccepted.isEmpty)
  }

  /// Whether a transport socket, or what has or configures one, is TLS, if need be inside another.
  private static func isTLS(_ value: MessageValue?) -> Bool {
    guard let value else { return false }
    if value["@type"]?.string?.hasSuffix("TlsContext") == true { return true }
    return isTLS(value["transportSocket"]) || isTLS(value["typedConfig"])
  }

  /// 1.0 to 1.3 as 0 to 3; `auto`, what Envoy's default for a client comes to, where none is set.
  private static func version(_ value: MessageValue?, auto: Int) -> Int {
    let versions: [String?] = ["TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3"]
    return versions.firstIndex(of: value?.string) ?? auto
  }
}
