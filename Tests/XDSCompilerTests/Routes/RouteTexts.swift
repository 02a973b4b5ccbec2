@testable import XDSCompiler

/// A MeshHTTPRoute for service `es`; every rule is in flow style.
func httpRoute(_ name: String, target: String = "{kind: Mesh}", labels: String = "{}", _ rules: String...) -> String {
  policy(
    "MeshHTTPRoute", name, target: target, "^labels: \(labels)", "to:",
    "- targetRef: {kind: MeshExternalService, name: es}", "  rules: [\(rules.joined(separator: ", "))]")
}

/// A rule for a path prefix that sends requests to a service.
func rule(prefix: String, to service: String) -> String {
  rule("{path: {type: PathPrefix, value: \(prefix)}}", to: service)
}

/// A rule for one match that sends requests to a service.
func rule(_ match: String, to service: String) -> String {
  "{matches: [\(match)], default: {backendRefs: [{kind: MeshExternalService, name: \(service)}]}}"
}

/// Three HTTP services, and a dataplane that has a listener for the first only.
let threeServices =
  ["es", "a", "b"].map {
    service($0, "match: {port: 80, protocol: http}", "endpoints: [{address: \($0).example, port: 80}]")
  }.joined()
  + dataplane("outbound: [{address: 127.0.0.1, port: 8080, backendRef: {kind: MeshExternalService, name: es}}]")

extension Stages {
  func routing(of service: String = "es") -> Routing? {
    guard let plan = plans.first, let index = plan.mesh.indexOfService(service) else { return nil }
    return plan.policies?.routing(ofService: index)
  }

  /// Each route as `path method -> service:weight, …`, in the order in which they are tried.
  func routes(of service: String = "es") -> [String] {
    guard let mesh = plans.first?.mesh, case .http(let routes) = routing(of: service) else { return [] }
    return routes.map { route in
      let path = route.match?["path"].map { "\($0["type"]?.string ?? "") \($0["value"]?.string ?? "")" }
      let what = [path, route.match?["method"]?.string].compactMap(\.self).joined(separator: " ")
      return "\(what.isEmpty ? "*" : what) -> \(mesh.text(route.backends))"
    }
  }

  /// Those that share the connections, as `service:weight, …`; nil where connections are not routed as such.
  func connections(of service: String = "es") -> String? {
    guard let mesh = plans.first?.mesh, case .tcp(let backends) = routing(of: service) else { return nil }
    return mesh.text(backends)
  }
}

extension NormalizedMesh {
  fileprivate func text(_ backends: [Backend]) -> String {
    backends.map { "\(services[$0.service].coreName):\($0.weight)" }.joined(separator: ", ")
  }
}
