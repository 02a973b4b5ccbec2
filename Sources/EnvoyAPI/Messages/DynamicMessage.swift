import CEnvoy

/// A message whose type is known only at run time, in an arena of its own.
public struct DynamicMessage {
  /// Its type.
  public let type: MessageType
  let message: UnsafeMutablePointer<ProtobufCMessage>
  let arena: Arena

  /// The encoded message, with the fields that `proto/` does not know after the others. The same bytes again, if they
  /// were written by a deterministic encoder and no map has an empty key or an empty text, which protobuf-c leaves out.
  public func packed() -> [UInt8] {
    withExtendedLifetime(arena) { message.packed() }
  }
}
