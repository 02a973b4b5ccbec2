import Testing

@testable import XDSCompiler

/// How a schema is written, whoever made it.
@Suite struct SchemaRendererTests {
  private func field(_ name: String, _ notes: FieldNotes, _ value: ValueSchema) -> ObjectSchema.Field {
    .init(name: name, notes: notes, value: value)
  }

  /// The members of an object, and the definitions that they need, each on one line.
  private func render(_ schema: ObjectSchema) -> (body: String, definitions: String) {
    var renderer = SchemaRenderer([("Root", schema)])
    let body = JSONValue.object(renderer.body(schema))
    return (body.line, JSONValue.object(renderer.definitions).line)
  }

  @Test func fieldsHaveTheirTypesRulesAndNotes() {
    let (body, definitions) = render(
      ObjectSchema(fields: [
        field("flag", .optional("A flag.", default: true), .boolean),
        field("port", .required("A port.", examples: [80]), .integer(1...65535)),
        field("mode", "A mode.", .text(.oneOf(["a", "b"]))),
        field("name", "A name.", .text(TextRule(expression: "x+", message: "must be x", minLength: 1, maxLength: 9))),
        field("key", "A key.", .text(TextRule(isBase64: true))),
        field("share", .required("A share."), .decimal),
        field("more", "More.", .list(of: .text(.nonEmpty), isNonEmpty: true)),
        field("some", "Some.", .list(of: .nullable(.boolean), isNonEmpty: false)),
        field("rest", .withoutEffect("Rest."), .anything),
        field("must", .required("Must."), .anything),
      ]))
    #expect(definitions == "{}")
    let decimal = "^(?:\(CoreSchema.decimalRule.expression ?? ""))$".replacing("\\", with: "\\\\")
    let expected = [
      #"{"required": ["port", "share", "must"], "properties": {"#,
      #""flag": {"description": "A flag.", "type": ["boolean", "null"], "default": true}, "#,
      #""port": {"description": "A port.", "type": "integer", "minimum": 1, "maximum": 65535, "examples": [80]}, "#,
      #""mode": {"description": "A mode.", "type": ["string", "null"], "enum": ["a", "b", null]}, "#,
      #""name": {"description": "A name.", "type": ["string", "null"], "pattern": "^(?:x+)$", "#,
      #""patternErrorMessage": "must be x", "minLength": 1, "maxLength": 9}, "#,
      #""key": {"description": "A key.", "type": ["string", "null"], "contentEncoding": "base64"}, "#,
      #""share": {"description": "A share.", "type": ["number", "string"], "pattern": "\#(decimal)"}, "#,
      #""more": {"description": "More.", "type": ["array", "null"], "minItems": 1, "#,
      #""items": {"type": "string", "minLength": 1}}, "#,
      #""some": {"description": "Some.", "type": ["array", "null"], "items": {"type": ["boolean", "null"]}}, "#,
      #""rest": {"description": "Rest. Without effect: xdsc accepts it and passes over it."}, "#,
      #""must": {"description": "Must.", "not": {"type": "null"}}}, "additionalProperties": false}"#,
    ]
    #expect(body == expected.joined())
  }

  @Test func labelsMayHaveOtherNamesAndNoNull() {
    let (body, _) = render(
      .labels([field("known", "Known.", .text(.any))], names: .nonEmpty, values: TextRule(maxLength: 3)))
    #expect(
      body == #"{"properties": {"known": {"description": "Known.", "type": "string"}}, "#
        + #""propertyNames": {"minLength": 1}, "additionalProperties": {"type": "string", "maxLength": 3}}"#)
    #expect(render(ObjectSchema(others: .any)).body == "{}")
  }

  @Test func anObjectInSeveralPlacesIsDefinedOnce() {
    let inner = ObjectSchema(fields: [field("deep", "Deep.", .object(.labels()))])
    let (body, definitions) = render(
      ObjectSchema(fields: [
        field("one", "One.", .object(inner)),
        field("two", .required("Two."), .list(of: .object(inner), isNonEmpty: false)),
      ]))
    #expect(
      body == #"{"required": ["two"], "properties": {"#
        + ##""one": {"description": "One.", "type": ["object", "null"], "$ref": "#/$defs/Root.one"}, "##
        + ##""two": {"description": "Two.", "type": "array", "items": {"type": "object", "$ref": "#/$defs/Root.one"}}}, "##
        + #""additionalProperties": false}"#)
    #expect(
      definitions == #"{"Root.one": {"properties": {"deep": {"description": "Deep.", "type": ["object", "null"], "#
        + #""additionalProperties": {"type": "string"}}}, "additionalProperties": false}}"#)
  }

  @Test func relationsDemandFields() {
    let (body, _) = render(
      ObjectSchema(
        fields: [
          field("kind", "Kind.", .text(.any)), field("port", "Port.", .integer(nil)),
          field("list", "List.", .list(of: .boolean, isNonEmpty: true)),
        ],
        relations: [
          .exactlyOne(of: ["kind", "port"]), .atLeastOne(of: ["port"]),
          .when(FieldTest(field: "kind"), then: [.absent("port")]),
          .when(
            FieldTest(field: "port", value: .integer(1...2)), then: [.set("kind")],
            otherwise: [.valid("list", isRequired: false)]),
        ]))
    let kind = #"{"required": ["kind"], "properties": {"kind": {"type": "string"}}}"#
    let port = #"{"required": ["port"], "properties": {"port": {"type": "integer"}}}"#
    let isKind = #"{"required": ["kind"], "properties": {"kind": {"not": {"type": "null"}}}}"#
    let isPort = #"{"required": ["port"], "properties": {"port": {"type": "integer", "minimum": 1, "maximum": 2}}}"#
    let list = #"{"properties": {"list": {"type": ["array", "null"], "minItems": 1, "items": {"type": "boolean"}}}}"#
    // The rules of the list hold only where the relation demands them.
    #expect(
      body == #"{"properties": {"kind": {"description": "Kind.", "type": ["string", "null"]}, "#
        + #""port": {"description": "Port.", "type": ["integer", "null"]}, "list": {"description": "List."}}, "#
        + #""additionalProperties": false, "allOf": [{"oneOf": [\#(kind), \#(port)]}, {"anyOf": [\#(port)]}, "#
        + #"{"if": \#(isKind), "then": {"properties": {"port": {"type": "null"}}}}, "#
        + #"{"if": \#(isPort), "then": \#(kind), "else": \#(list)}]}"#)
  }
}
