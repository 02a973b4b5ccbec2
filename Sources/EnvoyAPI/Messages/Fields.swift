import CEnvoy

/// What the properties of the generated messages are made of.
extension ArenaMemory {
  /// An array of any content.
  func array<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
    allocate(count * MemoryLayout<Element>.stride).bindMemory(to: Element.self, capacity: count)
  }

  func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
    let place = allocate(bytes.count)
    if let start = bytes.baseAddress { place.copyMemory(from: start, byteCount: bytes.count) }
    return place
  }

  /// A message with nothing set: protobuf-c takes zeroed memory with the address of the descriptor.
  func message<CMessage>(
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> UnsafeMutablePointer<CMessage> {
    let size = descriptor.pointee.sizeof_message
    let place = allocate(size)
    place.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    place.assumingMemoryBound(to: UnsafePointer<ProtobufCMessageDescriptor>.self).pointee = descriptor
    return place.assumingMemoryBound(to: CMessage.self)
  }

  func message<Message: EnvoyMessage, CMessage>(_ pointer: UnsafeMutablePointer<CMessage>?) -> Message? {
    pointer.map { Message(MessageStorage($0, self)) }
  }

  // MARK: Texts and bytes

  func string(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  /// A copy of `text` that ends at a NUL.
  ///
  /// A NUL within it would cut it short without notice: whoever reads input refuses them.
  func string(_ text: String) -> UnsafeMutablePointer<CChar> {
    var text = text
    return text.withUTF8 { utf8 in
      precondition(!utf8.contains(0), "a text with a NUL cannot be a field of a message")
      let place = allocate(utf8.count + 1)
      if let start = utf8.baseAddress { place.copyMemory(from: start, byteCount: utf8.count) }
      place.storeBytes(of: 0, toByteOffset: utf8.count, as: UInt8.self)
      return place.assumingMemoryBound(to: CChar.self)
    }
  }

  func bytes(_ data: ProtobufCBinaryData) -> [UInt8] {
    Array(UnsafeBufferPointer(start: data.data, count: data.len))
  }

  func bytes(_ bytes: [UInt8]) -> ProtobufCBinaryData {
    bytes.withUnsafeBytes { self.bytes(at: UnsafeRawBufferPointer(start: copy($0), count: $0.count)) }
  }

  /// Bytes that stay where they are.
  func bytes(at place: UnsafeRawBufferPointer) -> ProtobufCBinaryData {
    ProtobufCBinaryData(
      len: place.count, data: UnsafeMutablePointer(mutating: place.baseAddress?.assumingMemoryBound(to: UInt8.self)))
  }

  // MARK: Lists

  func strings(_ pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int) -> [String] {
    UnsafeBufferPointer(start: pointer, count: count).map(string)
  }

  func strings(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = array(texts.count)
    for (index, text) in texts.enumerated() { list[index] = string(text) }
    return list
  }

  func values<Value>(_ pointer: UnsafeMutablePointer<Value>?, _ count: Int) -> [Value] {
    Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  func values<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
    let list: UnsafeMutablePointer<Value> = array(values.count)
    list.initialize(from: values, count: values.count)
    return list
  }

  func messages<Message: EnvoyMessage, CMessage>(
    _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<CMessage>?>?, _ count: Int
  ) -> [Message] {
    UnsafeBufferPointer(start: pointer, count: count).compactMap(message)
  }

  func messages<Message: EnvoyMessage, CMessage>(
    _ messages: [Message]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CMessage>?> {
    let list: UnsafeMutablePointer<UnsafeMutablePointer<CMessage>?> = array(messages.count)
    for (index, message) in messages.enumerated() {
      list[index] = message.storage.pointer()
    }
    return list
  }
}
