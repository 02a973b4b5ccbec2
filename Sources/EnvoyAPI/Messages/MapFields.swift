import CEnvoy

extension ArenaMemory {
  func entries<CEntry>(
    _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<CEntry>?>?, _ count: Int
  ) -> [UnsafeMutablePointer<CEntry>] {
    UnsafeBufferPointer(start: pointer, count: count).compactMap { $0 }
  }

  /// The entries of a map to messages, sorted by the bytes of their keys. No key may be there twice.
  func map<Value: EnvoyMessage, CEntry>(
    _ pairs: [(key: String, value: Value)],
    entry: (UnsafeMutablePointer<CChar>, Value) -> UnsafeMutablePointer<CEntry>
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CEntry>?> {
    map(pairs, isDefault: { _ in false }, entry: entry)
  }

  /// The entries of a map to texts, sorted by the bytes of their keys. No key may be there twice.
  func map<CEntry>(
    _ pairs: [(key: String, value: String)],
    entry: (UnsafeMutablePointer<CChar>, String) -> UnsafeMutablePointer<CEntry>
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CEntry>?> {
    map(pairs, isDefault: \.isEmpty, entry: entry)
  }

  /// The entries of a map of any type, sorted by the bytes of their keys: entries that have their values, and keys for them,
  /// none of which is empty or there twice.
  func map(
    _ entries: [(key: String, value: UnsafeMutablePointer<ProtobufCMessage>)],
    keyField: UnsafePointer<ProtobufCFieldDescriptor>, valueField: UnsafePointer<ProtobufCFieldDescriptor>
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<ProtobufCMessage>?> {
    map(entries, isDefault: { valueField.count(in: $0) == 0 }) { key, entry in
      keyField.place(in: entry).storeBytes(of: key, as: UnsafeMutablePointer<CChar>.self)
      return entry
    }
  }

  private func map<Value, CEntry>(
    _ pairs: [(key: String, value: Value)],
    isDefault: (Value) -> Bool,
    entry: (UnsafeMutablePointer<CChar>, Value) -> UnsafeMutablePointer<CEntry>
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CEntry>?> {
    let sorted = pairs.count < 2 ? pairs : pairs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let list: UnsafeMutablePointer<UnsafeMutablePointer<CEntry>?> = array(pairs.count)
    for (index, (key, value)) in sorted.enumerated() {
      let made = entry(string(key), value)
      if key.isEmpty || isDefault(value) { writeWhole(made, keyIsEmpty: key.isEmpty, valueIsDefault: isDefault(value)) }
      list[index] = made
    }
    return list
  }

  /// Makes an entry be written with both its fields.
  ///
  /// protobuf-c leaves out an empty key or text of an entry; the deterministic form of other encoders has them.
  private func writeWhole<CEntry>(
    _ entry: UnsafeMutablePointer<CEntry>, keyIsEmpty: Bool, valueIsDefault: Bool
  ) {
    let message = UnsafeMutableRawPointer(entry).assumingMemoryBound(to: ProtobufCMessage.self)
    let empty = UnsafeRawBufferPointer(start: copy([0]), count: 1)
    var fields: [(number: UInt32, type: UInt8, data: UnsafeRawBufferPointer)] = []
    if keyIsEmpty { fields.append((1, WireReader.WireType.lengthDelimited, empty)) }
    if valueIsDefault {
      fields.append((2, WireReader.WireType.lengthDelimited, empty))
    } else {
      var value = WireReader(pack(message))
      if let tag = value.tag() { fields.append((tag.number, tag.type, value.rest)) }
      let base = MemoryLayout<ProtobufCMessage>.size
      (UnsafeMutableRawPointer(entry) + base).initializeMemory(
        as: UInt8.self, repeating: 0, count: message.pointee.descriptor.pointee.sizeof_message - base)
    }
    setUnknownFields(fields, of: message)
  }

  private func copy(_ bytes: [UInt8]) -> UnsafeMutableRawPointer {
    bytes.withUnsafeBytes(copy)
  }
}
