import CEnvoy
import Glibc

/// A type of message that is in `proto/`.
public struct MessageType: Hashable, @unchecked Sendable {
  /// What the name in an `Any` begins with.
  static let typeURLPrefix: StaticString = "type.googleapis.com/"

  let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

  init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
    self.descriptor = descriptor
  }

  /// The type of that full name, such as `envoy.config.cluster.v3.Cluster`, or nil when there is none.
  public init?(named name: String) {
    var name = name
    guard let found = name.withUTF8({ MessageType(name: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = found
  }

  /// The type that an `Any` names: what follows the last slash of its type URL.
  init?(typeURL: UnsafeRawBufferPointer) {
    let start = (typeURL.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    self.init(name: UnsafeRawBufferPointer(rebasing: typeURL[start...]))
  }

  /// The type that an `Any` names.
  public init?(typeURL: String) {
    var typeURL = typeURL
    guard let found = typeURL.withUTF8({ MessageType(typeURL: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = found
  }

  private init?(name: UnsafeRawBufferPointer) {
    guard let start = name.baseAddress, !name.isEmpty, !name.contains(0) else { return nil }
    guard let found = cenvoy_descriptor_named(start.assumingMemoryBound(to: CChar.self), name.count) else { return nil }
    descriptor = found
  }

  /// Every type, by the bytes of its name.
  public static var all: [MessageType] {
    (0..<cenvoy_descriptor_count()).map { MessageType(cenvoy_descriptor_at($0)) }
  }

  /// The full name, such as `envoy.config.cluster.v3.Cluster`.
  public var fullName: String { String(cString: descriptor.pointee.name) }

  /// How an `Any` names the type: `type.googleapis.com/` and the full name.
  public var typeURL: String { "\(MessageType.typeURLPrefix)\(fullName)" }

  /// What JSON calls the field of that name, which is in the spelling of `proto/` or of JSON; nil without such a field.
  public func jsonName(of name: String) -> String? {
    descriptor.field(named: name)?.withCamelCaseName { String(decoding: $0, as: UTF8.self) }
  }

  /// The full name as bytes, with the NUL at its end.
  var nameWithNUL: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: descriptor.pointee.name, count: strlen(descriptor.pointee.name) + 1)
  }
}
