import CEnvoy

extension MessageType {
  /// The names of the fields in JSON.
  var fieldNames: [String] {
    fields.map { $0.withCamelCaseName { String(decoding: $0, as: UTF8.self) } }
  }

  /// The fields, by number.
  var fields: [UnsafePointer<ProtobufCFieldDescriptor>] {
    descriptor.fields.indices.map { descriptor.pointee.fields + $0 }
  }
}
