import CEnvoy

/// Makes messages of text by proto3's JSON mapping: the inverse of `MessageText`.
struct MessageReader<Tree: TextTree> {
  typealias Field = UnsafePointer<ProtobufCFieldDescriptor>
  typealias Message = UnsafeMutablePointer<ProtobufCMessage>

  let memory: ArenaMemory
  private(set) var findings: [TextFinding<Tree>] = []
  private var path = TextPath()
  private var depth = 0

  init(_ memory: ArenaMemory) {
    self.memory = memory
  }

  mutating func report(_ problem: TextProblem, _ node: Tree) {
    findings.append(TextFinding(node: node, path: path.description, problem: problem))
  }

  /// Reads a message. Once something was reported, what it gives is of that type and of no use.
  ///
  /// - Parameter asContent: whether it is what an `Any` holds, whose `@type` is none of its fields.
  mutating func message(_ type: MessageType, from tree: Tree, asContent: Bool = false) -> Message {
    let made: Message = memory.message(type.descriptor)
    depth += 1
    defer { depth -= 1 }
    if depth > WireCheck.deepest {
      report(.tooDeep, tree)
    } else if !asContent, let wellKnown = WellKnownType(type.descriptor) {
      self.wellKnown(wellKnown, made, from: tree)
    } else if tree.textKind == .object {
      fields(of: made, type, from: tree, asContent)
    } else {
      report(.wanted("an object"), tree)
    }
    return made
  }

  private mutating func fields(of message: Message, _ type: MessageType, from tree: Tree, _ asContent: Bool) {
    var found: [(field: Field, name: String)] = []
    for (key, value) in tree.entries {
      let name = key.text
      if asContent, name == "@type" { continue }
      path.enter(name)
      defer { path.leave() }
      guard let field = type.descriptor.field(named: name) else {
        report(.unknownField(name, type: type.fullName, known: type.fieldNames), key)
        continue
      }
      if found.contains(where: { $0.field == field }) {
        report(.repeatedField(name), key)
      } else if value.textKind != .null || field.takesNull {
        if let other = found.first(where: { field.excludes($0.field) }) {
          report(.exclusiveFields(name, other: other.name), key)
        }
        found.append((field, name))
        set(field, of: message, from: value)
      }
    }
  }

  /// Sets a field to what the whole tree says.
  mutating func set(_ field: Field, of message: Message, from tree: Tree) {
    if field.isMap { return map(field, of: message, from: tree) }
    if field.isRepeated { return list(field, of: message, from: tree) }
    scalarOrMessage(field, at: field.place(in: message), from: tree)
    field.setCase(of: message)
  }

  private mutating func list(_ field: Field, of message: Message, from tree: Tree) {
    guard tree.textKind == .list else { return report(.wanted("a list"), tree) }
    let elements = Array(tree.elements)
    let places = memory.allocate(elements.count * field.size)
    for (index, element) in elements.enumerated() {
      path.enter(index)
      scalarOrMessage(field, at: places + index * field.size, from: element)
      path.leave()
    }
    field.setList(places, count: elements.count, of: message)
  }

  private mutating func map(_ field: Field, of message: Message, from tree: Tree) {
    guard tree.textKind == .object else { return report(.wanted("an object"), tree) }
    guard let keyField = field.messageDescriptor.pointee.fields else { return }
    let valueField = keyField + 1
    var keys: Set<[UInt8]> = []
    var pairs: [(key: String, value: Message)] = []
    for (key, node) in tree.entries {
      let name = key.text
      path.enter(key: name)
      defer { path.leave() }
      if name.isEmpty { report(.emptyKey, key) }
      if name.utf8.contains(0) { report(.nul, key) }
      if !keys.insert(Array(name.utf8)).inserted { report(.repeatedKey(name), key) }
      let entry: Message = memory.message(field.messageDescriptor)
      scalarOrMessage(valueField, at: valueField.place(in: entry), from: node)
      pairs.append((name, entry))
    }
    guard findings.isEmpty else { return }
    let entries = memory.map(pairs, keyField: keyField, valueField: valueField)
    field.setList(entries, count: pairs.count, of: message)
  }

  private mutating func scalarOrMessage(_ field: Field, at place: UnsafeMutableRawPointer, from tree: Tree) {
    do {
      switch field.pointee.type {
      case PROTOBUF_C_TYPE_MESSAGE:
        place.storeBytes(of: message(MessageType(field.messageDescriptor), from: tree), as: Message.self)
      case PROTOBUF_C_TYPE_STRING: place.storeBytes(of: try string(tree), as: UnsafeMutablePointer<CChar>.self)
      case PROTOBUF_C_TYPE_BYTES: place.storeBytes(of: try bytes(tree), as: ProtobufCBinaryData.self)
      case PROTOBUF_C_TYPE_BOOL: place.storeBytes(of: try tree.boolean ? 1 : 0, as: protobuf_c_boolean.self)
      case PROTOBUF_C_TYPE_ENUM: place.storeBytes(of: try tree.enumeration(field), as: Int32.self)
      // Adding zero turns -0.0 into 0.0: protobuf-c leaves out a -0.0, and other encoders write it.
      case PROTOBUF_C_TYPE_DOUBLE: place.storeBytes(of: try tree.number + 0, as: Double.self)
      case PROTOBUF_C_TYPE_FLOAT: place.storeBytes(of: Float(try tree.number + 0), as: Float.self)
      case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32: place.storeBytes(of: try tree.integer(), as: UInt32.self)
      case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64: place.storeBytes(of: try tree.integer(), as: UInt64.self)
      case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64:
        place.storeBytes(of: try tree.integer(), as: Int64.self)
      default: place.storeBytes(of: try tree.integer(), as: Int32.self)
      }
    } catch {
      report(error, tree)
    }
  }

  /// A string, in the arena.
  func string(_ tree: Tree) throws(TextProblem) -> UnsafeMutablePointer<CChar> {
    guard tree.textKind == .string else { throw .wanted("a string") }
    let text = tree.text
    guard !text.utf8.contains(0) else { throw .nul }
    return memory.string(text)
  }

  private func bytes(_ tree: Tree) throws(TextProblem) -> ProtobufCBinaryData {
    guard tree.textKind == .string, let bytes = Base64.decode(tree.text.utf8) else { throw .wanted("base 64") }
    return memory.bytes(bytes)
  }
}
