import CEnvoy
import Glibc

/// Keeps private keys out of a text.
struct Redaction {
  /// What stands for the data that it is given; nil prints everything.
  let placeholder: ((UnsafeRawBufferPointer) -> String)?
  private var isInKey = false

  init(_ placeholder: ((UnsafeRawBufferPointer) -> String)?) {
    self.placeholder = placeholder
  }

  /// Notes that what follows is the value of `field` of a message of that type.
  mutating func enter(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, of type: UnsafePointer<ProtobufCMessageDescriptor>
  ) {
    guard type == envoy__extensions__transport_sockets__tls__v3__tls_certificate__type() else { return }
    if strcmp(field.pointee.name, "private_key") == 0 { isInKey = true }
  }

  /// What to print instead of the value of `field`, or nil when it is no secret: inline data of a private key, and, as
  /// a file of certificates may have the key too, whatever a key can be seen in.
  func placeholder(
    for data: UnsafeRawBufferPointer, _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) -> String? {
    guard isInKey, strncmp(field.pointee.name, "inline_", 7) == 0 else { return placeholder(forUnknown: data) }
    return placeholder?(data)
  }

  /// What to print instead of what no field tells about, such as the key of a map or a message of an unknown type, or nil
  /// when no private key can be seen in it, nor in what it is the base 64 of.
  func placeholder(forUnknown data: UnsafeRawBufferPointer) -> String? {
    guard let placeholder else { return nil }
    if data.holdsPrivateKey { return placeholder(data) }
    return Base64.decode(data)?.withUnsafeBytes { $0.holdsPrivateKey ? placeholder($0) : nil }
  }

  /// The text, or what to print instead.
  func shown(_ text: String) -> String {
    var text = text
    return text.withUTF8 { placeholder(forUnknown: UnsafeRawBufferPointer($0)) } ?? text
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a private key in PEM is among the bytes.
  public var holdsPrivateKey: Bool {
    let mark: StaticString = "PRIVATE KEY-----"
    let rare = 3
    var from = rare
    // Looks for the V of the mark, which few other texts have.
    while count - from >= mark.utf8CodeUnitCount - rare, let start = baseAddress,
      let hit = memchr(start + from, Int32(UInt8(ascii: "V")), count - from - (mark.utf8CodeUnitCount - rare) + 1)
    {
      if memcmp(hit - rare, mark.utf8Start, mark.utf8CodeUnitCount) == 0 { return true }
      from = UnsafeRawPointer(hit) - start + 1
    }
    return false
  }
}
