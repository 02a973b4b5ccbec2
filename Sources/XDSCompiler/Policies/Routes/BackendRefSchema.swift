/// Where a route sends traffic, or copies of it.
enum BackendRefSchema {
  static let kinds: [TargetRef.Kind] = [.meshService, .meshServiceSubset, .meshExternalService, .meshMultiZoneService]

  static let schema = ConfSchema.reference(
    kinds,
    [
      .init("weight", .integer([.unsigned32]), "Its share, relative to the sum of all; 1 by default, 0 for none."),
      .init("port", .integer([.port]), "Of no effect: an external service has one port."),
    ])
}
