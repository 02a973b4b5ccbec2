/// Finds the objects that occur more than once in schemas, and names each after the place where it is first.
struct ObjectCensus {
  private var places: [ObjectSchema: String] = [:]
  private var repeated: Set<ObjectSchema> = []

  var names: [ObjectSchema: String] { places.filter { repeated.contains($0.key) } }

  mutating func count(_ schema: ObjectSchema, at place: String) {
    guard places[schema] == nil else {
      // What is inside it occurs as often, but within the one definition.
      repeated.insert(schema)
      return
    }
    places[schema] = place
    for field in schema.fields { count(field.value, at: "\(place).\(field.name)") }
  }

  private mutating func count(_ value: ValueSchema, at place: String) {
    switch value {
    case .object(let schema): count(schema, at: place)
    case .list(let element, _): count(element, at: place)
    case .nullable(let value): count(value, at: place)
    case .anything, .boolean, .integer, .text, .decimal: break
    }
  }
}
