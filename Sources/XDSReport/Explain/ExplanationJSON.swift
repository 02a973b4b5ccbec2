import XDSCompiler

/// Explanations for programs: one document, an array. Keys that have no value are absent.
public struct ExplanationJSON: ExplanationFormat {
  private let origins: OriginJSON

  public init(sources: [SourceFile]) {
    origins = OriginJSON(fileNames: sources.map(\.path))
  }

  public func format(_ explanations: [Explanation]) -> String {
    var json = JSONLines()
    json.open("[") { json in
      for (index, explanation) in explanations.enumerated() {
        json.open("{", isLast: index == explanations.count - 1) {
          $0.member("mesh", .string(explanation.mesh))
          $0.member("dataplanes", strings(explanation.dataplanes))
          $0.member("file", .string(explanation.file))
          if let resource = explanation.resource { $0.member("resource", .string(resource)) }
          $0.open("[", named: "fields") { $0.elements(explanation.fields.map { origins.field($0, showsValue: true) }) }
        }
      }
    }
    return json.text
  }

  public func format(_ services: [ServiceSummary]) -> String {
    list(
      services.map { service in
        .object([
          ("mesh", .string(service.mesh)), ("service", .string(service.name)),
          ("hostnames", strings(service.hostnames)), ("vip", service.vip.map { .string($0) }),
          ("port", service.port.map { .integer(Int($0)) }), ("protocol", .string(service.protocol)),
          ("endpoints", strings(service.endpoints)), ("tls", service.tls.map { .string($0) }),
          ("dataplanes", strings(service.dataplanes)),
        ])
      })
  }

  public func format(_ reach: [ServiceReach]) -> String {
    list(
      reach.map { reach in
        .object([
          ("service", .string(reach.service.name)), ("mesh", reach.service.mesh.map { .string($0) }),
          ("place", origins.place(reach.field)), ("hostnames", strings(reach.hostnames)),
          ("reachedBy", .array(reach.ways.map { .object([("dataplane", .string($0)), ("by", .array($1.map(way)))]) })),
          ("notReachedBy", .array(reach.obstacles.map(obstacle))),
        ])
      })
  }

  private func way(_ way: ServiceReach.Way) -> JSONValue {
    .object([
      ("listener", .string(way.listener)), ("address", .string(way.address)),
      ("port", way.port.map { .integer(Int($0)) }), ("routesOf", way.routedBy.map { .string($0) }),
    ])
  }

  private func obstacle(_ obstacle: ServiceReach.Obstacle) -> JSONValue {
    .object([
      ("dataplanes", strings(obstacle.dataplanes)), ("reason", .string(obstacle.reason)),
      ("place", obstacle.field.map { origins.place($0) }),
    ])
  }

  private func list(_ values: [JSONValue]) -> String {
    var json = JSONLines()
    json.open("[") { $0.elements(values) }
    return json.text
  }

  private func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
