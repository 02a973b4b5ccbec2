/// A service's labels as selectors and templates see them: those written, and those that a zone control plane adds.
struct EffectiveLabels {
  private let header: ResourceHeader
  private let zone: String?

  init(_ header: ResourceHeader, zone: String?) {
    self.header = header
    self.zone = zone
  }

  subscript(key: String) -> String? {
    header.label(key) ?? added(key)
  }

  /// What a control plane adds where a resource does not say otherwise.
  private func added(_ key: String) -> String? {
    switch key {
    case KumaLabel.origin: "zone"
    case KumaLabel.zone: header.label(KumaLabel.origin) == "global" ? nil : zone
    case KumaLabel.mesh where header.format == .kubernetes: header.mesh
    case KumaLabel.displayName where header.format == .kubernetes: header.name
    case KumaLabel.namespace where header.format == .kubernetes: header.namespace
    default: nil
    }
  }

  func match(_ selector: [Label]) -> Bool {
    selector.allSatisfy { self[$0.key] == $0.value }
  }

  /// What endpoints carry as metadata, sorted by key: labels written in the input, and, when the build names its zone,
  /// the added ones. `kuma.io/service` is left out, as Envoy's subset matching would read it otherwise.
  func forEndpoints() -> [(key: String, value: String)] {
    var labels = header.labels.map { (key: $0.key, value: $0.value) }
    if zone != nil {
      let addedKeys = [
        KumaLabel.origin, KumaLabel.zone, KumaLabel.mesh, KumaLabel.displayName, KumaLabel.namespace,
      ]
      for key in addedKeys where header.label(key) == nil {
        if let value = added(key) { labels.append((key, value)) }
      }
      labels.sort { $0.key.isBefore($1.key) }
    }
    labels.removeAll { $0.key == KumaLabel.service }
    return labels
  }
}
