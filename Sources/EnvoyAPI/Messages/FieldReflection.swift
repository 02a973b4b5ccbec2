import CEnvoy
import Glibc

/// Reads the fields of a message by what its descriptor says.
extension UnsafePointer<ProtobufCFieldDescriptor> {
  var isRepeated: Bool { pointee.label == PROTOBUF_C_LABEL_REPEATED }

  /// The descriptor of the messages in the field, which must hold messages.
  var messageDescriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    pointee.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }

  /// Whether the field is a map. Descriptors have no mark for it: its entries are a type named after the field.
  var isMap: Bool {
    guard isRepeated, pointee.type == PROTOBUF_C_TYPE_MESSAGE else { return false }
    let entry = messageDescriptor
    guard entry.pointee.n_fields == 2, strcmp(entry.pointee.fields[0].name, "key") == 0 else { return false }
    let name = UnsafeBufferPointer(bytes: entry.pointee.short_name)
    return withCamelCaseName(upperFirst: true) {
      name.starts(with: $0) && name.dropFirst($0.count).elementsEqual("Entry".utf8)
    }
  }

  /// Whether the field is in a oneof.
  var isInOneof: Bool { pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 }

  /// Whether a null is a value of the field, and not its absence.
  var takesNull: Bool { pointee.type == PROTOBUF_C_TYPE_MESSAGE && WellKnownType(messageDescriptor) == .value }

  /// How many values are set: for a repeated field any number, for others none or one.
  func count(in message: UnsafePointer<ProtobufCMessage>) -> Int {
    let base = UnsafeRawPointer(message)
    if isRepeated { return base.load(fromByteOffset: Int(pointee.quantifier_offset), as: Int.self) }
    if isInOneof {
      return base.load(fromByteOffset: Int(pointee.quantifier_offset), as: UInt32.self) == pointee.id ? 1 : 0
    }
    return isDefault(at: base + Int(pointee.offset)) ? 0 : 1
  }

  /// Where a value of the field is.
  func place(of index: Int, in message: UnsafePointer<ProtobufCMessage>) -> UnsafeRawPointer {
    let member = UnsafeRawPointer(message) + Int(pointee.offset)
    guard isRepeated else { return member }
    return member.load(as: UnsafeRawPointer.self) + index * size
  }

  /// Calls `body` with the name of the field in JSON.
  func withCamelCaseName<Result>(
    upperFirst: Bool = false, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let name = UnsafeBufferPointer(bytes: pointee.name)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count) { buffer in
      var count = 0
      var upper = upperFirst
      for byte in name {
        if byte == UInt8(ascii: "_") {
          upper = true
        } else {
          buffer[count] = upper && byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
          count += 1
          upper = false
        }
      }
      return body(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// How many bytes a value of the field takes in memory.
  var size: Int {
    switch pointee.type {
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_MESSAGE: MemoryLayout<UnsafeRawPointer>.stride
    case PROTOBUF_C_TYPE_DOUBLE, PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64,
      PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64:
      MemoryLayout<UInt64>.stride
    default: MemoryLayout<UInt32>.stride
    }
  }

  private func isDefault(at place: UnsafeRawPointer) -> Bool {
    switch pointee.type {
    case PROTOBUF_C_TYPE_MESSAGE: return place.load(as: UnsafeRawPointer?.self) == nil
    case PROTOBUF_C_TYPE_STRING: return place.load(as: UnsafePointer<CChar>?.self).map { $0.pointee == 0 } ?? true
    case PROTOBUF_C_TYPE_BYTES: return place.load(as: ProtobufCBinaryData.self).len == 0
    default: return size == 8 ? place.load(as: UInt64.self) == 0 : place.load(as: UInt32.self) == 0
    }
  }
}

extension UnsafePointer<ProtobufCMessage> {
  /// The fields of the type, by number.
  var fields: UnsafeBufferPointer<ProtobufCFieldDescriptor> { pointee.descriptor.fields }
}

extension UnsafePointer<ProtobufCMessageDescriptor> {
  /// The fields of the type, by number.
  var fields: UnsafeBufferPointer<ProtobufCFieldDescriptor> {
    UnsafeBufferPointer(start: pointee.fields, count: Int(pointee.n_fields))
  }

  /// The field of that name, as `proto/` or as JSON has it.
  func field(named name: String) -> UnsafePointer<ProtobufCFieldDescriptor>? {
    guard !name.utf8.contains(0) else { return nil }
    if let field = protobuf_c_message_descriptor_get_field_by_name(self, name) { return field }
    guard let first = fields.baseAddress else { return nil }
    return fields.indices.lazy.map { first + $0 }.first { field in
      field.withCamelCaseName { $0.elementsEqual(name.utf8) }
    }
  }
}

extension UnsafeRawPointer {
  /// The message that a message field holds.
  var message: UnsafePointer<ProtobufCMessage> { load(as: UnsafePointer<ProtobufCMessage>.self) }

  /// The bytes of the text that a string field holds.
  var text: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(bytes: load(as: UnsafePointer<CChar>?.self))
  }

  /// The bytes that a bytes field holds.
  var bytes: UnsafeRawBufferPointer {
    let data = load(as: ProtobufCBinaryData.self)
    return UnsafeRawBufferPointer(start: data.data, count: data.len)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes before the NUL of a text of C; none for NULL.
  init(bytes text: UnsafePointer<CChar>?) {
    self.init(
      start: text.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }, count: text.map { strlen($0) } ?? 0)
  }
}
