/// The JSON Schema (2020-12) of what the compiler reads, made from the code that reads it.
///
/// It refuses nothing that the compiler takes. What the compiler refuses for what a single resource says, it refuses as
/// well, as far as JSON Schema can say it: not what depends on other resources, on the content of PEM or on options.
public struct ResourceSchema: Sendable {
  /// One kind in one spelling.
  private struct Choice {
    let kind: ResourceKind
    let format: ResourceFormat
    let schema: ObjectSchema

    /// Of its definition.
    var name: String { format == .universal ? kind.rawValue : "\(kind.rawValue).kubernetes" }
    var title: String { "\(kind.rawValue) (\(format == .universal ? "Universal" : "Kubernetes"))" }
  }

  /// Nil: any kind.
  private let kind: ResourceKind?
  private let choices: [Choice]

  /// What ``init(kind:)`` takes, by name.
  public static var kinds: [String] { ResourceKind.allCases.map(\.rawValue).sorted() }

  /// The schema of documents of any kind: those that are compiled, `List`s of them, and those that are skipped.
  public init() { self.init(nil) }

  /// The schema of one kind, such as `MeshExternalService`; nil when there is no such kind.
  public init?(kind: String) {
    guard let kind = ResourceKind(rawValue: kind) else { return nil }
    self.init(kind)
  }

  private init(_ kind: ResourceKind?) {
    self.kind = kind
    choices = (kind.map { [$0] } ?? ResourceKind.allCases).flatMap { kind in
      [.universal, .kubernetes].map { Choice(kind: kind, format: $0, schema: kind.schema(in: $0)) }
    }
  }

  public var json: JSONValue {
    var renderer = SchemaRenderer(choices.map { ($0.name, $0.schema) })
    let references = choices.map {
      renderer.define($0.name, $0.schema, title: $0.title, description: $0.kind.summary)
    }
    let rules =
      if kind != nil {
        [rule(if: isKubernetes, then: references[1], else: references[0])]
      } else {
        zip(choices, references).map { rule(if: condition($0, &renderer), then: $1) } + otherKinds
      }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string(["urn:xdsc:schema", kind?.rawValue].compactMap(\.self).joined(separator: ":")),
      "title": .string(kind?.rawValue ?? "Resources of a mesh"),
      "description": .string(kind?.summary ?? "A resource that xdsc compiles, or one of another kind, which it skips."),
      // Documents may be empty.
      "type": ["object", "null"],
      "properties": properties,
      "allOf": .array(rules),
      "$defs": .object(renderer.definitions),
    ]
  }

  /// What tells kinds and spellings apart, for editors to offer when nothing is written yet.
  private var properties: JSONValue {
    // Only an offer: what a document of another kind must be is said elsewhere.
    let names: JSONValue = [["enum": JSONValue(kind.map { [$0.rawValue] } ?? Self.kinds)], true]
    let versions = Set(choices.map(\.kind.apiVersion)).sorted()
    return [
      "type": ["description": "The kind, in Universal spelling.", "anyOf": names],
      "apiVersion": [
        "description": "Group and version of the kind, in Kubernetes spelling.", "examples": JSONValue(versions),
      ],
      "kind": ["description": "The kind, in Kubernetes spelling.", "anyOf": names],
    ]
  }

  /// Whether a document is of this kind and spelling.
  private func condition(_ choice: Choice, _ renderer: inout SchemaRenderer) -> JSONValue {
    let names = choice.schema.discriminators
    var properties = choice.schema.fields.filter { names.contains($0.name) }.map { field in
      (field.name, JSONValue?.some(.object(renderer.constraints(field.value, isNullable: false))))
    }
    // With one of these, even one that is null, a document is in Kubernetes spelling.
    if choice.format == .universal { properties += [("apiVersion", false), ("kind", false)] }
    return ["required": JSONValue(names), "properties": .object(properties)]
  }

  /// What holds for `List`s, and for kinds that are none of ours.
  private var otherKinds: [JSONValue] {
    let isList: JSONValue = [
      "required": ["kind", "items"],
      "properties": ["kind": ["type": "string", "pattern": "\(ResourceKind.listSuffix)$"]],
    ]
    let items: JSONValue = ["type": ["array", "null"], "items": ["$ref": "#"]]
    let text: JSONValue = ["type": "string"]
    // A policy of an unknown kind is an error: most likely its name is misspelt.
    let isPolicy: JSONValue = [
      "required": ["spec"], "properties": ["spec": ["type": "object", "required": ["targetRef"]]],
    ]
    let known: JSONValue = ["enum": JSONValue(Self.kinds + PolicyKinds.ofOthers.sorted())]
    return [
      rule(if: isList, then: ["properties": ["items": items]]),
      rule(
        if: isKubernetes,
        then: ["required": ["apiVersion", "kind"], "properties": ["apiVersion": text, "kind": text]],
        else: ["required": ["type"], "properties": ["type": text]]),
      rule(
        if: isPolicy,
        then: rule(if: isKubernetes, then: ["properties": ["kind": known]], else: ["properties": ["type": known]])),
    ]
  }
}

private let isKubernetes: JSONValue = ["anyOf": [["required": ["apiVersion"]], ["required": ["kind"]]]]

private func rule(if condition: JSONValue, then: JSONValue, else otherwise: JSONValue? = nil) -> JSONValue {
  ["if": condition, "then": then, "else": otherwise]
}
