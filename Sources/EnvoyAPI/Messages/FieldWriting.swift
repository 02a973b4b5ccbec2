import CEnvoy

/// Sets the fields of a message by what its descriptor says.
extension UnsafePointer<ProtobufCFieldDescriptor> {
  /// Where the value of the field is, or the address of its list.
  func place(in message: UnsafeMutablePointer<ProtobufCMessage>) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(message) + Int(pointee.offset)
  }

  /// Makes the field the member of its oneof that is set, should it be in one.
  func setCase(of message: UnsafeMutablePointer<ProtobufCMessage>) {
    guard isInOneof else { return }
    UnsafeMutableRawPointer(message).storeBytes(
      of: pointee.id, toByteOffset: Int(pointee.quantifier_offset), as: UInt32.self)
  }

  /// Sets a repeated field to values that are in the arena, one after the other.
  func setList(_ values: UnsafeMutableRawPointer, count: Int, of message: UnsafeMutablePointer<ProtobufCMessage>) {
    place(in: message).storeBytes(of: values, as: UnsafeMutableRawPointer.self)
    UnsafeMutableRawPointer(message).storeBytes(of: count, toByteOffset: Int(pointee.quantifier_offset), as: Int.self)
  }

  /// Whether both fields are in one oneof.
  func excludes(_ other: Self) -> Bool {
    isInOneof && other.isInOneof && pointee.quantifier_offset == other.pointee.quantifier_offset
  }
}
