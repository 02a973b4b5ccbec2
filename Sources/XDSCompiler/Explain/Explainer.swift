import EnvoyAPI
import Synchronization

/// Says of every field of the output where it comes from.
///
/// It walks the messages as they are written, beside a table of their fields, so a compile does nothing for it. It keeps
/// the compilation's input alive.
public struct Explainer: Sendable {
  let compilation: Compilation
  private let inputs: OriginInputs
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

  /// Every field of one file that ``Compilation/outputs`` of the same compilation made, private keys as fingerprints.
  ///
  /// Throws an `UnpackError` for other bytes than those.
  public func explain(_ file: OutputFile) throws -> ExplainedFile {
    guard let plan = plans[PlanKey(mesh: file.mesh, dataplane: file.dataplane)] else {
      return ExplainedFile(file, fields: [], resources: [])
    }
    let context = OriginContext(plan, options: compilation.options, inputs: inputs)
    let subject = OriginSubject(context: context)
    let message = try file.messageType.unpack(file.bytes).value(redacting: SecretBytes.fingerprint(of:))
    guard file.messageType == DiscoveryResponse.messageType else {
      return ExplainedFile(
        file, fields: FieldWalk(message, .init(.bootstrap, subject), in: context).fields, resources: [])
    }
    let directory = ResourceDirectory(plan, subject)
    let influence = influences.influence(of: plan, compilation)
    let resources = (message["resources"]?.elements ?? []).map { resource in
      let key = DecodedResources.Key(resource)
      let walk = FieldWalk(resource, directory.cursor(key), in: context) { path, service in
        influence?.origin(of: key, at: path, service: service)
      }
      return ExplainedResource(type: key.typeName, name: key.name, fields: walk.fields)
    }
    return ExplainedFile(
      file, fields: FieldWalk(message.without("resources"), .init(.response, subject), in: context).fields,
      resources: resources)
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

extension MessageValue {
  /// The object less one of its members.
  fileprivate func without(_ name: String) -> MessageValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.name != name })
  }
}
