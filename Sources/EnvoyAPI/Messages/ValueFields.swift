import CEnvoy

/// Fields whose message is a value of Swift's own: absent is nil.
extension ArenaMemory {
  func boolValue(_ pointer: UnsafeMutablePointer<Google__Protobuf__BoolValue>?) -> Bool? {
    pointer.map { $0.pointee.value != 0 }
  }

  func boolValue(_ value: Bool?) -> UnsafeMutablePointer<Google__Protobuf__BoolValue>? {
    guard let value else { return nil }
    let wrapper: UnsafeMutablePointer<Google__Protobuf__BoolValue> = message(google__protobuf__bool_value__type())
    wrapper.pointee.value = value ? 1 : 0
    return wrapper
  }

  func uint32Value(_ pointer: UnsafeMutablePointer<Google__Protobuf__UInt32Value>?) -> UInt32? {
    pointer.map(\.pointee.value)
  }

  func uint32Value(_ value: UInt32?) -> UnsafeMutablePointer<Google__Protobuf__UInt32Value>? {
    guard let value else { return nil }
    let wrapper: UnsafeMutablePointer<Google__Protobuf__UInt32Value> = message(google__protobuf__uint32_value__type())
    wrapper.pointee.value = value
    return wrapper
  }

  func uint64Value(_ pointer: UnsafeMutablePointer<Google__Protobuf__UInt64Value>?) -> UInt64? {
    pointer.map(\.pointee.value)
  }

  func uint64Value(_ value: UInt64?) -> UnsafeMutablePointer<Google__Protobuf__UInt64Value>? {
    guard let value else { return nil }
    let wrapper: UnsafeMutablePointer<Google__Protobuf__UInt64Value> = message(google__protobuf__uint64_value__type())
    wrapper.pointee.value = value
    return wrapper
  }

  func doubleValue(_ pointer: UnsafeMutablePointer<Google__Protobuf__DoubleValue>?) -> Double? {
    pointer.map(\.pointee.value)
  }

  func doubleValue(_ value: Double?) -> UnsafeMutablePointer<Google__Protobuf__DoubleValue>? {
    guard let value else { return nil }
    let wrapper: UnsafeMutablePointer<Google__Protobuf__DoubleValue> = message(google__protobuf__double_value__type())
    wrapper.pointee.value = value + 0
    return wrapper
  }

  func duration(_ pointer: UnsafeMutablePointer<Google__Protobuf__Duration>?) -> Duration? {
    pointer.map { .seconds($0.pointee.seconds) + .nanoseconds(Int64($0.pointee.nanos)) }
  }

  /// A duration to the nanosecond, rounded towards zero.
  func duration(_ value: Duration?) -> UnsafeMutablePointer<Google__Protobuf__Duration>? {
    guard let value else { return nil }
    let made: UnsafeMutablePointer<Google__Protobuf__Duration> = message(google__protobuf__duration__type())
    let (seconds, attoseconds) = value.components
    made.pointee.seconds = seconds
    made.pointee.nanos = Int32(attoseconds / 1_000_000_000)
    return made
  }
}
