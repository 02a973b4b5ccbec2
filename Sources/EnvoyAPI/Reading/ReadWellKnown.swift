import CEnvoy

extension MessageReader {
  /// Reads a message whose type has a JSON form of its own.
  mutating func wellKnown(_ type: WellKnownType, _ message: Message, from tree: Tree) {
    let pointer = UnsafeMutableRawPointer(message)
    do {
      switch type {
      case .any: try any(pointer.assumingMemoryBound(to: Google__Protobuf__Any.self), from: tree)
      case .duration:
        let (seconds, nanos) = try tree.duration
        let duration = pointer.assumingMemoryBound(to: Google__Protobuf__Duration.self)
        duration.pointee.seconds = seconds
        duration.pointee.nanos = nanos
      case .value: try value(pointer.assumingMemoryBound(to: Google__Protobuf__Value.self), from: tree)
      case .wrapper, .structure, .list:
        guard let field = UnsafePointer(message).fields.baseAddress else { return }
        set(field, of: message, from: tree)
      }
    } catch {
      report(error, tree)
    }
  }

  /// An `Any`: the name of a type, then the fields of the message, or a `value` where it has no fields of its own in JSON.
  private mutating func any(
    _ any: UnsafeMutablePointer<Google__Protobuf__Any>, from tree: Tree
  ) throws(TextProblem) {
    guard tree.textKind == .object else { throw .wanted("an object") }
    guard let url = tree.member("@type") else {
      if tree.entries.contains(where: { _ in true }) { throw .missingType }
      return
    }
    do {
      any.pointee.type_url = try string(url)
    } catch {
      return report(error, url)
    }
    guard url.text.contains("/"), let type = MessageType(typeURL: url.text) else {
      return report(.unknownType(url.text, known: MessageType.all.map(\.typeURL)), url)
    }
    let content =
      WellKnownType(type.descriptor) == nil ? message(type, from: tree, asContent: true) : try only(type, in: tree)
    if findings.isEmpty { any.pointee.value = memory.bytes(at: memory.pack(content)) }
  }

  /// The message that is the `value` of an `Any`.
  private mutating func only(_ type: MessageType, in tree: Tree) throws(TextProblem) -> Message {
    for (key, _) in tree.entries where key.text != "@type" && key.text != "value" {
      report(.unknownField(key.text, type: type.fullName, known: ["value"]), key)
    }
    guard let value = tree.member("value") else { throw .wanted("an object with a \"value\"") }
    return message(type, from: value)
  }

  private mutating func value(
    _ value: UnsafeMutablePointer<Google__Protobuf__Value>, from tree: Tree
  ) throws(TextProblem) {
    switch tree.textKind {
    case .null:
      value.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE
    case .boolean:
      value.pointee.bool_value = try tree.boolean ? 1 : 0
      value.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE
    case .integer, .float:
      let number = try tree.number
      guard number.isFinite else { throw .wanted("a finite number") }
      value.pointee.number_value = number + 0
      value.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE
    case .string:
      value.pointee.string_value = try string(tree)
      value.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE
    case .list:
      let list = message(MessageType(google__protobuf__list_value__type()), from: tree)
      value.pointee.list_value = UnsafeMutableRawPointer(list).assumingMemoryBound(to: Google__Protobuf__ListValue.self)
      value.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE
    case .object:
      let object = message(StructMessage.messageType, from: tree)
      value.pointee.struct_value = UnsafeMutableRawPointer(object).assumingMemoryBound(
        to: Google__Protobuf__Struct.self)
      value.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRUCT_VALUE
    }
  }
}

extension TextTree {
  fileprivate func member(_ name: String) -> Self? {
    entries.first { $0.key.text == name }?.value
  }
}
