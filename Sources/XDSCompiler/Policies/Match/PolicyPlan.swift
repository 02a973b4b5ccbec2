/// What the policies of one selection ask for. Dataplanes that the same policies select share it.
final class PolicyPlan: Sendable {
  /// A policy's word on one service.
  struct Applied: Sendable {
    let type: any OutboundPolicy.Type
    let conf: Conf
  }

  /// Name of the local zone, where the build names it.
  let zone: String?
  /// For services that no item names.
  private let common: [Applied]
  /// For the others, by their index.
  private let specific: [Int: [Applied]]
  /// For some routes of a service, by their names.
  private let ofRoutes: [Int: [String: [Applied]]]
  private let routing: [Int: Routing]

  /// What leaves a transparent proxy besides; nil where no policy says.
  let passthroughMode: PassthroughMode?
  /// Modifications of what comes out in the end, in their order.
  let modifications: [Modification]
  /// Whether messages say by which dataplane traffic goes.
  let namesDataplane: Bool

  init(
    zone: String?, common: [Applied], specific: [Int: [Applied]], ofRoutes: [Int: [String: [Applied]]],
    routing: [Int: Routing], passthroughMode: PassthroughMode?, modifications: [Modification]
  ) {
    self.zone = zone
    self.common = common
    self.specific = specific
    self.ofRoutes = ofRoutes
    self.routing = routing
    self.passthroughMode = passthroughMode
    self.modifications = modifications
    namesDataplane = ([common] + specific.values + ofRoutes.values.flatMap(\.values)).joined()
      .contains { $0.type is any DataplanePolicy.Type }
  }

  /// What counts for traffic that passes as it is.
  var forPassthrough: [Applied] { common.filter { $0.type.appliesToPassthrough } }

  /// In the order in which they take effect.
  func policies(ofService index: Int) -> [Applied] { specific[index] ?? common }

  /// Those that change what a route of a service does, in the same order.
  func policies(ofRoute name: String, service index: Int) -> [Applied] {
    ofRoutes[index]?[name] ?? policies(ofService: index)
  }

  /// Nil where no policy routes the service's traffic.
  func routing(ofService index: Int) -> Routing? { routing[index] }
}
