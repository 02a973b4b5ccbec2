import Testing

@testable import XDSCompiler

/// The schema of a kind is what the code that reads it asks for.
@Suite struct ResourceSchemaTests {
  private func field(_ path: String, of kind: ResourceKind, _ format: ResourceFormat) throws -> ObjectSchema.Field {
    var schema = kind.schema(in: format)
    var found: ObjectSchema.Field?
    for name in path.split(separator: ".") {
      let field = try #require(schema.fields.first { $0.name == name }, "\(name) of \(path)")
      if case .object(let inner) = field.value { schema = inner }
      if case .list(of: .object(let inner), _) = field.value { schema = inner }
      found = field
    }
    return try #require(found)
  }

  @Test func bothSpellingsHaveTheirFields() throws {
    let universal = ResourceKind.meshExternalService.schema(in: .universal)
    #expect(
      universal.fields.map(\.name) == [
        "type", "mesh", "name", "labels", "creationTime", "modificationTime", "kri", "spec", "status",
      ])
    #expect(universal.discriminators == ["type"])
    let kubernetes = ResourceKind.meshExternalService.schema(in: .kubernetes)
    #expect(kubernetes.fields.map(\.name) == ["apiVersion", "kind", "metadata", "spec", "status"])
    #expect(kubernetes.discriminators == ["apiVersion", "kind"])
    #expect(universal.fields.first { $0.name == "spec" } == kubernetes.fields.first { $0.name == "spec" })
    #expect(ResourceKind.secret.schema(in: .kubernetes).discriminators == ["apiVersion", "kind", "type"])
  }

  @Test func fieldsHaveTheRulesOfTheValidator() throws {
    let service = ResourceKind.meshExternalService
    let mode = try field("spec.tls.verification.mode", of: service, .kubernetes)
    #expect(mode.value == .text(.oneOf(["SkipSAN", "SkipCA", "SkipAll", "Secured"])))
    #expect(mode.notes.defaultValue == "Secured")
    #expect(try field("spec.match.port", of: service, .universal).value == .integer(1...65535))
    #expect(try field("spec.endpoints.port", of: service, .universal).value == .integer(1...65535))
    #expect(try field("networking.admin.port", of: .dataplane, .universal).value == .integer(0...65535))
    #expect(try field("metadata.name", of: service, .kubernetes).value == .text(PlainName.rule.upTo(63)))
    #expect(try field("metadata.name", of: .dataplane, .kubernetes).value == .text(PlainName.rule))
    #expect(try field("spec.tls.verification.serverName", of: service, .universal).value == .text(DNSName.rule))
    #expect(try field("data", of: .secret, .universal).notes.isRequired)
  }

  @Test(arguments: ResourceKind.allCases) func everyFieldIsAskedForOnceAndDescribed(kind: ResourceKind) {
    func check(_ schema: ObjectSchema, at path: String) {
      let names = schema.fields.map(\.name)
      #expect(Set(names).count == names.count, "\(path)")
      for field in schema.fields {
        #expect(field.notes.description.hasSuffix("."), "\(path).\(field.name)")
        check(field.value, at: "\(path).\(field.name)")
      }
      for relation in schema.relations {
        let related: [String]
        switch relation {
        case .exactlyOne(let fields), .atLeastOne(let fields): related = fields
        case .when(let test, let then, let otherwise): related = [test.field] + (then + otherwise).map(\.field)
        }
        #expect(Set(related).isSubset(of: names), "\(path): \(related)")
      }
    }
    func check(_ value: ValueSchema, at path: String) {
      switch value {
      case .object(let schema): check(schema, at: path)
      case .list(let element, _), .nullable(let element): check(element, at: path)
      case .anything, .boolean, .integer, .text, .decimal: break
      }
    }
    #expect(kind.summary.hasSuffix("."))
    for format in [ResourceFormat.universal, .kubernetes] {
      check(kind.schema(in: format), at: "\(kind.rawValue)")
    }
  }

  @Test func theWholeSchemaHasThatOfEveryKind() throws {
    func definitions(_ schema: ResourceSchema?) throws -> [String: JSONValue] {
      guard case .object(let members)? = schema?.json,
        case .object(let definitions)? = members.first(where: { $0.key == "$defs" })?.value
      else { return [:] }
      return Dictionary(uniqueKeysWithValues: definitions.compactMap { key, value in value.map { (key, $0) } })
    }
    let whole = try definitions(ResourceSchema())
    for kind in ResourceSchema.kinds {
      #expect(whole[kind] != nil && whole["\(kind).kubernetes"] != nil, "\(kind)")
      #expect(try !definitions(ResourceSchema(kind: kind)).isEmpty)
    }
    #expect(ResourceSchema().json == ResourceSchema().json)
    #expect(ResourceSchema(kind: "Nothing") == nil)
  }
}
