/// Which dataplanes reach a service and how, and what keeps the others from it.
public struct ServiceReach: Sendable {
  /// A listener, or a part of one, that leads to the service.
  public struct Way: Sendable, Hashable {
    public let listener: String
    public let address: String
    /// Nil: every port.
    public let port: UInt16?
    /// The service whose routes lead on to this one; nil where the listener is its own.
    public let routedBy: String?
  }

  /// What some dataplanes have in common that do not reach it.
  public struct Obstacle: Sendable {
    /// Core names.
    public let dataplanes: [String]
    public let reason: String
    /// Where it says so; of several dataplanes, that of the first.
    public let field: InputField?
  }

  public let service: ResourceID
  public let field: InputField
  public let hostnames: [String]
  /// In the order of the dataplanes' core names.
  public let ways: [(dataplane: String, ways: [Way])]
  /// In the order of the first dataplanes; one without any dataplane where the mesh has none.
  public let obstacles: [Obstacle]
}

extension Explainer {
  /// What every mesh that was asked for has to say about a service of this core name.
  public func whyNot(_ name: String) -> [ServiceReach] {
    wantedMeshes.compactMap { mesh in
      mesh.indexOfService(name).map { reach(mesh.services[$0], index: $0, in: mesh) }
    }
  }

  private func reach(_ service: ExternalService, index: Int, in mesh: NormalizedMesh) -> ServiceReach {
    var ways: [(dataplane: String, ways: [ServiceReach.Way])] = []
    var obstacles: [ServiceReach.Obstacle] = []
    let chosen = mesh.dataplanes.filter {
      options.dataplanes.isEmpty || options.dataplanes.contains($0.header.coreName)
    }
    for dataplane in chosen {
      let name = dataplane.header.coreName
      if let plan = plan(mesh: mesh.name, dataplane: name), plan.services.contains(index) {
        ways.append((name, plan.ways(to: index)))
      } else {
        add(mesh.obstacle(to: service, from: dataplane, zone: options.zone), of: dataplane, to: &obstacles)
      }
    }
    if chosen.isEmpty {
      let obstacle = mesh.obstacle(to: service, zone: options.zone)
      obstacles = [
        .init(
          dataplanes: [], reason: obstacle?.reason ?? "mesh \(mesh.name) has no Dataplane",
          field: obstacle?.place.map { inputs.field($0) })
      ]
    }
    return ServiceReach(
      service: service.header.id, field: inputs.field(service.header.nameNode),
      hostnames: service.hostnames.map(\.value), ways: ways, obstacles: obstacles)
  }

  private func add(_ obstacle: Obstacle, of dataplane: Dataplane, to obstacles: inout [ServiceReach.Obstacle]) {
    let name = dataplane.header.coreName
    if let same = obstacles.firstIndex(where: { $0.reason == obstacle.reason }) {
      obstacles[same] = .init(
        dataplanes: obstacles[same].dataplanes + [name], reason: obstacle.reason, field: obstacles[same].field)
    } else {
      obstacles.append(
        .init(dataplanes: [name], reason: obstacle.reason, field: obstacle.place.map { inputs.field($0) }))
    }
  }
}

extension ProxyPlan {
  fileprivate func ways(to wanted: Int) -> [ServiceReach.Way] {
    let routers = services.filter {
      $0 != wanted && policies?.routing(ofService: $0)?.services.contains(wanted) == true
    }
    return ([wanted] + routers).flatMap { index in
      let routedBy = index == wanted ? nil : mesh.services[index].coreName
      return outbounds.filter { $0.service == index }.map {
        ServiceReach.Way(listener: $0.listenerName, address: $0.address, port: $0.port, routedBy: routedBy)
      }
        + passthroughChains.filter { $0.service == index }.map {
          let family = PassthroughGenerator.Family($0.vip.address.family)
          return ServiceReach.Way(listener: family.outboundName, address: $0.vip.text, port: nil, routedBy: routedBy)
        }
    }
  }
}
