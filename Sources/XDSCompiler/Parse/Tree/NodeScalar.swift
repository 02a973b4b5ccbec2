extension Node {
  /// A scalar's content after folding and unescaping; empty for collections.
  var utf8: UnsafeBufferPointer<UInt8> {
    guard !kind.isCollection else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: UnsafePointer(bitPattern: record.pointee.payload), count: Int(record.pointee.extent))
  }

  /// A scalar's content.
  var string: String { String(decoding: utf8, as: UTF8.self) }

  /// The value of a boolean, nil for anything else.
  var boolean: Bool? {
    kind == .boolean ? CoreSchema.boolean(utf8) : nil
  }

  /// The value of an integer, nil for anything else and for what 64 bits cannot hold.
  var integer: Int64? {
    kind == .integer ? CoreSchema.integer(utf8) : nil
  }

  /// The value of an integer or a float, nil for anything else.
  var number: Double? {
    kind == .integer || kind == .float ? CoreSchema.number(utf8) : nil
  }
}
