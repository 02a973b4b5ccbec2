import EnvoyAPI

extension ResourceChange {
  /// The heart of a resource that came or went, in a few words; empty where there is nothing short to say.
  public var brief: String {
    guard let resource = new ?? old else { return "" }
    if let endpoints = resource["loadAssignment"]?["endpoints"]?.elements {
      let addresses = endpoints.flatMap { $0["lbEndpoints"]?.elements ?? [] }.map(ResourceChange.endpoint)
      return (addresses + [ResourceChange.tls(resource)]).joined(separator: ", ")
    }
    return resource["address"]?.addressText ?? ""
  }

  private static func endpoint(_ endpoint: MessageValue) -> String {
    endpoint["endpoint"]?["address"]?.addressText ?? "an endpoint"
  }

  private static func tls(_ cluster: MessageValue) -> String {
    let socket = cluster["transportSocketMatches"]?.elements.first?["transportSocket"] ?? cluster["transportSocket"]
    guard let context = socket?["typedConfig"] else { return "no TLS" }
    let common = context["commonTlsContext"]
    let isVerified = ["validationContext", "combinedValidationContext", "validationContextSdsSecretConfig"]
      .contains { common?[$0] != nil }
    return isVerified ? "TLS" : "TLS without verification"
  }
}
