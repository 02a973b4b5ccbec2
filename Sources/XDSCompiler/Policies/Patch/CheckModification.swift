import EnvoyAPI

extension MeshProxyPatch {
  static func check(_ policy: PolicyResource, _ context: DecodingContext) {
    for conf in policy.conf?["appendModifications"]?.elements ?? [] {
      guard let (name, body) = conf.members.first, let scope = Modification.Scope(rawValue: name) else { continue }
      ModificationChecker(scope: scope, body: body, context: context).check()
    }
  }
}

/// Checks what a modification's operation asks of its other members.
private struct ModificationChecker {
  let scope: Modification.Scope
  let body: Conf
  let context: DecodingContext

  func check() {
    guard let operation = (body["operation"]?.string).flatMap(Modification.Operation.init),
      scope.operations.contains(operation)
    else { return }
    switch operation {
    case .add:
      // A virtual host is added to the route configurations that match.
      if scope == .virtualHost {
        refuse(body["match"]?["name"])
      } else {
        refuse(body["match"])
      }
      requireValue()
    case .addFirst, .addLast: requireValue()
    case .addBefore, .addAfter:
      let side = operation == .addBefore ? "before" : "after"
      requireName("must be defined. You need to pick a filter \(side) which this one will be added")
      requireValue()
    case .patch:
      if scope.isFilter { requireName("must be defined") }
      checkPatch()
    case .remove:
      refuse(body["value"])
      refuse(body["jsonPatches"])
    }
    if operation != .patch, operation != .remove { refuse(body["jsonPatches"]) }
    checkValue()
  }

  private func checkPatch() {
    let kind = scope.rawValue
    switch (body.isWritten("value"), body.isWritten("jsonPatches")) {
    case (true, true): report("\(kind) must have only one type defined: value, jsonPatches", body.keyPlace)
    case (false, false): report("\(kind) must have exactly one defined: value, jsonPatches", body.keyPlace)
    default: break
    }
  }

  private func checkValue() {
    guard let value = body["value"] else { return }
    var problem: String?
    guard let native = NativeValue(Array(value.node.utf8), problem: &problem) else {
      return reportInvalid(problem ?? "", value)
    }
    var findings: [TextFinding<Node>] = []
    _ = scope.messageType.read(native.root, into: Arena(), findings: &findings)
    for finding in findings {
      let suggestion = finding.problem.unknownName.flatMap { nearestName(to: $0.name, among: $0.known) }
      let place = finding.path.isEmpty ? "" : "\(finding.path): "
      reportInvalid(
        "\(place)\(finding.problem), in line \(finding.node.range.line) of the value", value,
        help: suggestion.map { "did you mean \"\($0)\"?" })
    }
  }

  private func requireName(_ message: String) {
    guard body["match"]?["name"]?.string.isEmpty ?? true else { return }
    report(
      message,
      body["match"].map { $0["name"]?.place ?? Place($0.node, missing: "name") }
        ?? Place(body.node, missing: "match", "name"))
  }

  private func requireValue() {
    if !body.isWritten("value") { report("must be defined", Place(body.node, missing: "value")) }
  }

  private func refuse(_ conf: Conf?) {
    if let conf { report("must not be defined", conf.keyPlace) }
  }

  private func reportInvalid(_ problem: String, _ value: Conf, help: String? = nil) {
    context.report(.policyField, "native Envoy resource is not valid: \(problem)", at: value.keyPlace, help: help)
  }

  private func report(_ message: String, _ place: Place) { context.report(.policyField, message, at: place) }
}
