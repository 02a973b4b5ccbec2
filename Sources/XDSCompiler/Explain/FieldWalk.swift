import EnvoyAPI

/// Walks a message and the table of its fields, side by side.
struct FieldWalk {
  /// Where a field comes from that something other than the table decides, or decides with it.
  typealias Override = (_ path: [MessageStep], _ service: Int?, _ table: Origin.Draft?) -> Origin.Draft?

  private(set) var fields: [ExplainedField] = []
  private let context: OriginContext
  private let override: Override?
  /// Where the walk is.
  private var path: [MessageStep] = []
  private var pathText = ""

  /// - Parameters:
  ///   - cursor: nil where no table knows the message.
  ///   - override: what counts before the table.
  init(
    _ message: MessageValue, _ cursor: OriginTable.Cursor?, in context: OriginContext, override: Override? = nil
  ) {
    self.context = context
    self.override = override
    walk(message, cursor, State())
  }

  /// What is known from further up.
  private struct State {
    var origin: Origin.Draft?
    var service: Int?
  }

  private mutating func walk(_ value: MessageValue, _ cursor: OriginTable.Cursor?, _ outer: State) {
    var inner = outer
    var own = outer.origin
    if let cursor {
      inner.service = cursor.subject.serviceIndex
      if let found = cursor.origin {
        if found.extent == .whole { return add(.string(value["name"]?.string ?? ""), found.origin, inner.service) }
        own = found.origin
        if found.extent == .everythingBelow { inner.origin = own }
      }
    }
    switch value {
    case .object(let members) where !members.isEmpty:
      for member in members {
        let isKey = cursor?.isMap ?? false || !member.name.isFieldName
        let text = isKey ? "[\"\(member.name)\"]" : pathText.isEmpty ? member.name : ".\(member.name)"
        descend(.member(member.name), text, member.value, cursor, inner)
      }
    case .list(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        descend(.element(index), "[\(index)]", element, cursor, inner)
      }
    default: add(value, own, inner.service)
    }
  }

  private mutating func descend(
    _ step: MessageStep, _ text: String, _ value: MessageValue, _ cursor: OriginTable.Cursor?, _ state: State
  ) {
    let outerText = pathText
    pathText += text
    path.append(step)
    walk(value, cursor?.step(step), state)
    path.removeLast()
    pathText = outerText
  }

  private mutating func add(_ value: MessageValue, _ origin: Origin.Draft?, _ service: Int?) {
    let origin = override?(path, service, origin) ?? origin
    fields.append(
      ExplainedField(
        path: pathText, value: value, origin: origin.map(context.origin),
        service: service.map { context.plan.mesh.services[$0].coreName }))
  }
}

extension String {
  /// Whether a field can have this name, rather than an entry of a map: those that tables do not know are told by it.
  fileprivate var isFieldName: Bool {
    self == "@type" || utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
  }
}
