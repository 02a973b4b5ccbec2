import EnvoyAPI
import Synchronization

/// Says of every field of the output where it comes from.
///
/// It walks the messages as they are written, beside a table of their fields, so a compile does nothing for it. It keeps
/// the compilation's input alive.
public struct Explainer: Sendable {
  let compilation: Compilation
  let inputs: OriginInputs
  private let plans: [PlanKey: ProxyPlan]
  private let influences = InfluenceCache()

  private struct PlanKey: Hashable {
    let mesh: String
    let dataplane: String
  }

  public init(_ compilation: Compilation) {
    self.compilation = compilation
    inputs = OriginInputs(compilation.normalized)
    plans = Dictionary(
      compilation.outputs.plans.map { (PlanKey(mesh: $0.mesh.name, dataplane: $0.dataplane.header.coreName), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  var options: CompileOptions { compilation.options }

  /// What a dataplane is to have; nil where it is not compiled.
  func plan(mesh: String, dataplane: String) -> ProxyPlan? { plans[PlanKey(mesh: mesh, dataplane: dataplane)] }

  /// Every field of one file that ``Compilation/outputs`` of the same compilation made, private keys as fingerprints.
  ///
  /// Throws an `UnpackError` for other bytes than those.
  ///
  /// - Parameter isWanted: which resources to explain, by their names. Default all.
  public func explain(_ file: OutputFile, where isWanted: (String) -> Bool = { _ in true }) throws -> ExplainedFile {
    guard let plan = plan(mesh: file.mesh, dataplane: file.dataplane) else {
      return ExplainedFile(file, fields: [], resources: [])
    }
    let context = OriginContext(plan, options: compilation.options, inputs: inputs)
    let subject = OriginSubject(context: context)
    guard file.messageType == DiscoveryResponse.messageType else {
      let message = try file.messageType.unpack(file.bytes).value(redacting: SecretBytes.fingerprint(of:))
      return ExplainedFile(
        file, fields: FieldWalk(message, .init(.bootstrap, subject), in: context).fields, resources: [])
    }
    let arena = Arena()
    // Messages do not keep their arena.
    defer { withExtendedLifetime(arena) {} }
    let response = try DiscoveryResponse(arena, unpacking: file.bytes)
    let directory = ResourceDirectory(plan, subject)
    let resources = try response.resources.compactMap { any -> ExplainedResource? in
      guard isWanted(try any.resourceName(arena)) else { return nil }
      let resource = try any.content()
      let key = DecodedResources.Key(resource)
      let influence = influences.influence(of: plan, compilation)
      let walk = FieldWalk(resource, directory.cursor(key), in: context) { path, service, table in
        influence?.origin(of: key, at: path, service: service, table: table)
      }
      return ExplainedResource(type: key.typeName, name: key.name, fields: walk.fields)
    }
    response.resources = []
    let own = try DiscoveryResponse.messageType.unpack(response.packed()).value()
    return ExplainedFile(
      file, fields: FieldWalk(own, .init(.response, subject), in: context).fields, resources: resources)
  }
}

extension AnyMessage {
  /// The name of the resource in it, which is decoded no further than that takes.
  fileprivate func resourceName(_ arena: Arena) throws -> String {
    switch typeUrl {
    case Cluster.messageType.typeURL: try Cluster(arena, unpacking: value).name
    case Listener.messageType.typeURL: try Listener(arena, unpacking: value).name
    case Secret.messageType.typeURL: try Secret(arena, unpacking: value).name
    default: try Resource(arena, unpacking: value).name
    }
  }

  /// The resource, less private keys, as it stands in an `Any`.
  func content() throws -> MessageValue {
    let type = typeUrl
    guard let messageType = MessageType(typeURL: type) else {
      return .object([.init(name: "@type", value: .string(type))])
    }
    return try messageType.unpack(value).value(redacting: SecretBytes.fingerprint(of:)).asContent(ofType: type)
  }
}

extension MessageValue {
  /// The message as it stands in an `Any`.
  func asContent(ofType type: String) -> MessageValue {
    guard case .object(let members) = self else { return self }
    return .object([.init(name: "@type", value: .string(type))] + members)
  }
}

/// What policies decide, worked out once for each dataplane that is asked for.
private final class InfluenceCache: Sendable {
  private let known = Mutex<[ObjectIdentifier: PolicyInfluence]>([:])

  /// Nil where no policy is for the dataplane.
  func influence(of plan: ProxyPlan, _ compilation: Compilation) -> PolicyInfluence? {
    guard plan.policies != nil else { return nil }
    // The header is an object of its own for each dataplane, and lives as long as the plan.
    let key = ObjectIdentifier(plan.dataplane.header)
    if let influence = known.withLock({ $0[key] }) { return influence }
    let influence = PolicyInfluence(plan, of: compilation.tree, options: compilation.options)
    known.withLock { $0[key] = influence }
    return influence
  }
}
