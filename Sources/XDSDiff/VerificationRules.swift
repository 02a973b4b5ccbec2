import EnvoyAPI

extension WeightRule {
  /// Who the other side must be.
  static let verification: [WeightRule] = [
    WeightRule("**.\(contexts)", .noneLeft, .security, "the other side's certificate is not verified any more"),
    WeightRule("**.\(contexts)", .added, .tuning, "the other side's certificate is verified"),
    WeightRule("**.\(inContext).trustedCa", .added, .tuning, "the certificate authority is checked"),
    WeightRule("**.\(inContext).trustedCa.**", .any, .security, "other certificate authorities are trusted"),
    WeightRule("**.\(inContext).\(names)[*]", .newlyAccepted, .security, "a name or certificate is newly accepted"),
    WeightRule("**.\(inContext).\(names)[*]", .lastRemoved, .security, "any name or certificate is accepted"),
    WeightRule("**.\(inContext).\(names)[*]", .comesOrGoes, .tuning, "fewer names or certificates are accepted"),
    WeightRule("**.\(inContext).\(names)", .reordered, .tuning, ""),
    WeightRule("**.\(inContext).\(laxities)", .removed, .tuning, "certificates are refused that were accepted"),
    WeightRule("**.\(inContext).crl", .added, .tuning, "revoked certificates are refused"),
    WeightRule("**.\(contexts).**", .any, .security, "the other side is verified otherwise"),
    WeightRule(
      "**.autoSniSanValidation|autoSanValidation", .switchedOff, .security, "the server's name is not checked"),
    WeightRule("**.\(certificates)[*]", .noneLeft, .security, "the own certificate is not presented any more"),
    WeightRule("**.requireClientCertificate", .switchedOff, .security, "clients need no certificate any more"),
  ]

  private static let contexts = "validationContext|validationContextSdsSecretConfig|combinedValidationContext"
  /// The messages that say what is verified.
  private static let inContext = "validationContext|defaultValidationContext"
  /// Lists of which an entry must fit, if there is any.
  private static let names =
    "matchTypedSubjectAltNames|matchSubjectAltNames|verifyCertificateHash|verifyCertificateSpki"
  /// What accepts more when it is set.
  private static let laxities = "allowExpiredCertificate|trustChainVerification|onlyVerifyLeafCertCrl"
  private static let certificates = "tlsCertificates|tlsCertificateSdsSecretConfigs"
}

extension Condition {
  /// Fields that stand for each other: a change from one to another takes nothing away.
  private static let alternatives = [
    ["validationContext", "validationContextSdsSecretConfig", "combinedValidationContext"],
    ["tlsCertificates", "tlsCertificateSdsSecretConfigs"],
  ]

  static let noneLeft = Condition("removed, and none of its kind left") { change in
    guard change.kind == .removed else { return false }
    let fields = alternatives.first { $0.contains(change.path.lastField) } ?? []
    return fields.allSatisfy { change.newParent?[$0] == nil }
  }

  static let lastRemoved = Condition("removed, the last one") { change in
    change.kind == .removed && change.newParent?[change.path.lastField] == nil
  }

  static let newlyAccepted = Condition("added, and not accepted before") { change in
    guard change.kind == .added, let new = change.new else { return false }
    let old = change.oldParent?[change.path.lastField]?.elements ?? []
    // Without any entry, everything was accepted.
    return !old.isEmpty && !old.contains { accepts($0, allOf: new) }
  }

  static let switchedOff = Condition("switched off") { $0.kind == .removed || $0.new == .word("false") }

  /// Whether one matcher accepts everything that another does.
  private static func accepts(_ broad: MessageValue, allOf narrow: MessageValue) -> Bool {
    if broad == narrow { return true }
    let (a, b) = (broad["matcher"] ?? broad, narrow["matcher"] ?? narrow)
    guard broad["sanType"] == narrow["sanType"], case .object(let members) = a, members.count == 1,
      let prefix = a["prefix"]?.string, case .object(let others) = b, others.count == 1
    else { return false }
    return (b["exact"] ?? b["prefix"])?.string?.hasPrefix(prefix) ?? false
  }
}
