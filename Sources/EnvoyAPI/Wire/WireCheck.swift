import CEnvoy
import Glibc

/// Checks encoded messages before protobuf-c reads them: their depth and the memory that they would take, which it does
/// not limit, their texts, which it takes as they are, and the content of each `Any`, which it does not look into.
struct WireCheck {
  private typealias WireType = WireReader.WireType
  private typealias Descriptor = UnsafePointer<ProtobufCMessageDescriptor>

  /// How many messages may be within one another.
  static let deepest = 100
  /// The most memory that decoding a message may take, in bytes; more than the largest file of an honest encoder takes.
  /// Two bytes can be a message of a hundred, and a field that is there again and again is merged each time.
  static let mostMemory = 2 << 30

  /// What protobuf-c notes about a field, and of how many fields of a message it does so on the stack.
  private static let note = (size: 32, onStack: 16)
  private static let pointer = MemoryLayout<UnsafeRawPointer>.size

  private typealias Content = (type: MessageType, bytes: UnsafeRawBufferPointer, depth: Int)

  private var room: Int
  /// What is in `Any`s: decoded later, one after the other, while all else stays.
  private var contents: [Content] = []

  /// - Parameter room: the most memory to take, in bytes. Default `mostMemory`.
  static func check(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafePointer<ProtobufCMessageDescriptor>, room: Int = mostMemory,
    depth: Int = 0
  ) throws(UnpackError) {
    var check = WireCheck(room: room)
    try check.message(bytes, descriptor, depth)
    for content in check.contents {
      try Self.check(content.bytes, as: content.type.descriptor, room: check.room, depth: content.depth)
    }
  }

  private init(room: Int) {
    self.room = room
  }

  private mutating func message(
    _ bytes: UnsafeRawBufferPointer, _ descriptor: Descriptor, _ depth: Int
  ) throws(UnpackError) {
    guard depth <= Self.deepest else { throw .tooDeep }
    try take(descriptor.pointee.sizeof_message)
    var reader = WireReader(bytes)
    var anyType = UnsafeRawBufferPointer(start: nil, count: 0)
    var anyValue = anyType
    var fieldCount = 0
    // What single messages within have taken, by their numbers.
    var taken: [(number: UInt32, memory: Int)] = []
    while !reader.isAtEnd {
      guard let tag = reader.tag() else { throw .malformed(type: Self.name(descriptor)) }
      fieldCount += 1
      if fieldCount > Self.note.onStack { try take(Self.note.size) }
      guard let field = protobuf_c_message_descriptor_get_field(descriptor, tag.number)?.pointee else {
        let before = reader.rest.count
        guard reader.skip(tag.type) else { throw .malformed(type: Self.name(descriptor)) }
        try take(MemoryLayout<ProtobufCMessageUnknownField>.size + before - reader.rest.count)
        continue
      }
      let expected = WireType.of(field.type)
      guard tag.type == WireType.lengthDelimited else {
        guard tag.type == expected, reader.skip(tag.type) else { throw .malformed(type: Self.name(descriptor)) }
        continue
      }
      guard let content = reader.content() else { throw .malformed(type: Self.name(descriptor)) }
      switch field.type {
      case PROTOBUF_C_TYPE_MESSAGE:
        let before = room
        try take(Self.pointer)
        try message(content, field.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self), depth + 1)
        guard field.label != PROTOBUF_C_LABEL_REPEATED else { break }
        let memory = before - room
        if let index = taken.firstIndex(where: { $0.number == field.id }) {
          // Merging may copy all that was there.
          try take(taken[index].memory)
          taken[index].memory += memory
        } else {
          taken.append((field.id, memory))
        }
      case PROTOBUF_C_TYPE_STRING:
        guard Self.isText(content) else {
          throw .invalidText(type: Self.name(descriptor), field: String(cString: field.name))
        }
        try take(content.count + 1)
        anyType = content
      case PROTOBUF_C_TYPE_BYTES:
        try take(content.count)
        anyValue = content
      default:
        guard field.label == PROTOBUF_C_LABEL_REPEATED, Self.isPacked(content, of: expected) else {
          throw .malformed(type: Self.name(descriptor))
        }
        // At most so many bytes for each of them.
        try take(Self.pointer * content.count)
      }
    }
    if descriptor == google__protobuf__any__type(), let type = MessageType(typeURL: anyType) {
      contents.append((type, anyValue, depth + 1))
    }
  }

  private mutating func take(_ count: Int) throws(UnpackError) {
    room -= ArenaMemory.size(of: count)
    guard room >= 0 else { throw .tooLarge }
  }

  private static func isPacked(_ bytes: UnsafeRawBufferPointer, of type: UInt8) -> Bool {
    var reader = WireReader(bytes)
    while !reader.isAtEnd {
      guard reader.skip(type) else { return false }
    }
    return true
  }

  private static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return memchr(start, 0, bytes.count) == nil && String(validating: bytes, as: UTF8.self) != nil
  }

  private static func name(_ descriptor: Descriptor) -> String {
    String(cString: descriptor.pointee.name)
  }
}
