import CEnvoy

/// A JSON value.
public enum StructValue: Sendable {
  /// JSON's null.
  case null
  /// A Boolean.
  case bool(Bool)
  /// A number; not a NaN and not infinite.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case list([StructValue])
  /// An object: names, each once, in any order, and their values.
  case object([(String, StructValue)])
}

/// A JSON object: `google.protobuf.Struct`.
public struct StructMessage: EnvoyMessage {
  public static var messageType: MessageType { MessageType(google__protobuf__struct__type()) }

  public let storage: MessageStorage

  /// Makes an object from names, each once, and their values. They are sorted by the bytes of the names.
  public init(_ arena: Arena, _ fields: [(String, StructValue)] = []) {
    self.init(arena.memory, fields)
  }

  public init(_ storage: MessageStorage) {
    self.storage = storage
  }

  var pointer: UnsafeMutablePointer<Google__Protobuf__Struct> { storage.pointer() }

  private init(_ memory: ArenaMemory, _ fields: [(String, StructValue)]) {
    storage = MessageStorage(google__protobuf__struct__type(), in: memory)
    let values = fields.map { (key: $0.0, value: ValueMessage(memory, $0.1)) }
    pointer.pointee.fields = memory.map(values) { key, value in
      let entry: UnsafeMutablePointer<Google__Protobuf__Struct__FieldsEntry> =
        memory.message(google__protobuf__struct__fields_entry__type())
      entry.pointee.key = key
      entry.pointee.value = value.pointer
      return entry
    }
    pointer.pointee.n_fields = fields.count
  }

  /// `google.protobuf.Value`.
  private struct ValueMessage: EnvoyMessage {
    static var messageType: MessageType { MessageType(google__protobuf__value__type()) }

    let storage: MessageStorage

    init(_ storage: MessageStorage) {
      self.storage = storage
    }

    var pointer: UnsafeMutablePointer<Google__Protobuf__Value> { storage.pointer() }

    init(_ memory: ArenaMemory, _ value: StructValue) {
      storage = MessageStorage(google__protobuf__value__type(), in: memory)
      switch value {
      case .null:
        pointer.pointee.null_value = GOOGLE__PROTOBUF__NULL_VALUE__NULL_VALUE
        pointer.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE
      case .bool(let bool):
        pointer.pointee.bool_value = bool ? 1 : 0
        pointer.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE
      case .number(let number):
        pointer.pointee.number_value = number + 0
        pointer.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE
      case .string(let text):
        pointer.pointee.string_value = memory.string(text)
        pointer.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE
      case .list(let elements):
        let list: UnsafeMutablePointer<Google__Protobuf__ListValue> = memory.message(
          google__protobuf__list_value__type())
        list.pointee.values = memory.messages(elements.map { ValueMessage(memory, $0) })
        list.pointee.n_values = elements.count
        pointer.pointee.list_value = list
        pointer.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE
      case .object(let fields):
        pointer.pointee.struct_value = StructMessage(memory, fields).pointer
        pointer.pointee.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRUCT_VALUE
      }
    }
  }
}
