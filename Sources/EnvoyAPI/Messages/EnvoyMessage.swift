import CEnvoy

/// A message of Envoy's API in an arena.
///
/// The types that conform are handles: a copy is the same message. They are valid as long as their arena's content.
public protocol EnvoyMessage {
  /// The type of the message.
  static var messageType: MessageType { get }

  /// The message at a place whose content is of `messageType`.
  init(_ storage: MessageStorage)

  /// Where the message is.
  var storage: MessageStorage { get }
}

/// Where a message is: in which arena, and where in it.
public struct MessageStorage {
  private let place: Place<ProtobufCMessage>
  let memory: ArenaMemory

  init(_ pointer: UnsafeMutableRawPointer, _ memory: ArenaMemory) {
    place = Place(pointer.assumingMemoryBound(to: ProtobufCMessage.self))
    self.memory = memory
  }

  /// A new message with nothing set.
  init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, in memory: ArenaMemory) {
    place = Place(memory.message(descriptor))
    self.memory = memory
  }

  var message: UnsafeMutablePointer<ProtobufCMessage> { place.pointer }

  /// The message, as C has it.
  func pointer<CMessage>(_ type: CMessage.Type = CMessage.self) -> UnsafeMutablePointer<CMessage> {
    UnsafeMutableRawPointer(message).assumingMemoryBound(to: type)
  }
}

extension EnvoyMessage {
  /// The encoded message: fields by number, map entries by key, as protobuf's deterministic serialization has them.
  public func packed() -> [UInt8] {
    storage.message.packed()
  }

  /// The encoded message in its own arena.
  public func packedInArena() -> UnsafeRawBufferPointer {
    storage.memory.pack(storage.message)
  }

  /// The encoded message in another arena, after its length as a varint: as it stands in a field of another message.
  public func packedWithLength(in arena: Arena) -> EncodedField {
    EncodedField(arena.memory.packWithLength(storage.message))
  }

  /// A message all of whose fields are encoded already.
  ///
  /// It is written as it is; its properties read as if nothing were set, and nothing more may be set. What is encoded
  /// must stay where it is as long as the arena's content.
  ///
  /// - Parameter fields: names of fields of messages, in the order of their numbers, and what each holds. Names that the
  ///   message has not are left out.
  public init(_ arena: Arena, packedFields fields: [(name: String, elements: [EncodedField])]) {
    let descriptor = Self.messageType.descriptor
    let storage = MessageStorage(descriptor, in: arena.memory)
    var encoded: [(number: UInt32, type: UInt8, data: UnsafeRawBufferPointer)] = []
    for field in fields {
      guard let number = descriptor.field(named: field.name)?.pointee.id else { continue }
      for element in field.elements { encoded.append((number, WireReader.WireType.lengthDelimited, element.bytes)) }
    }
    arena.memory.setUnknownFields(encoded, of: storage.message)
    self.init(storage)
  }

  /// A message that is encoded already.
  ///
  /// It can stand wherever a message of this type can and is written as it is; its properties read as if nothing
  /// were set, and nothing more may be set. `bytes` must stay where they are as long as the arena's content.
  public init(_ arena: Arena, packed bytes: UnsafeRawBufferPointer) {
    let storage = MessageStorage(Self.messageType.descriptor, in: arena.memory)
    arena.memory.setEncoded(bytes, of: storage.message)
    self.init(storage)
  }

  /// A message that is encoded already, as `init(_:packed:)` above; the arena keeps a copy of `bytes`.
  public init(_ arena: Arena, packed bytes: [UInt8]) {
    self.init(arena, packed: arena.copy(bytes))
  }

  /// Decodes a message into `arena`. Throws an `UnpackError`.
  public init(_ arena: Arena, unpacking bytes: [UInt8]) throws {
    let message = try bytes.withUnsafeBytes { try Self.messageType.unpack($0, into: arena.memory) }
    self.init(MessageStorage(message, arena.memory))
  }
}
