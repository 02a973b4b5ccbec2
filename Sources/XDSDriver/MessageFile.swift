import EnvoyAPI
import XDSCompiler

/// What a file holds: a message, encoded or as text.
enum MessageFile {
  typealias Document = (type: MessageType, value: MessageValue)

  case encoded(DynamicMessage)
  /// The documents of a text, in the form that decoding gives.
  case text([Document])

  /// What xdsc writes. The two share no field with the same meaning: of what is encoded, only one of them knows all fields.
  private static let writtenTypes = [DiscoveryResponse.messageType, Bootstrap.messageType]
  /// Fields by which a text tells which of them it is: one that xdsc always writes is among them.
  private static let telltales = [
    DiscoveryResponse.messageType: ["typeUrl", "versionInfo"],
    Bootstrap.messageType: ["node", "staticResources", "dynamicResources"],
  ]

  /// Nil when the file is neither the encoding nor a text of such a message.
  ///
  /// - Parameter type: what it must be; nil recognises what xdsc writes.
  init?(_ source: SourceFile, as type: MessageType? = nil) throws(UnpackError) {
    let types = type.map { [$0] } ?? MessageFile.writtenTypes
    if let message = try MessageFile.message(source, among: types) {
      self = .encoded(message)
      return
    }
    let text = ValueDocuments(reading: source)
    if text.diagnostics.isEmpty, let documents = MessageFile.documents(text.values, as: type) {
      self = .text(documents)
    } else if let message = try? type?.unpack(source.bytes) {
      // The user says so, who may have a newer message than xdsc knows.
      self = .encoded(message)
    } else {
      return nil
    }
  }

  /// The encoded message that a file holds, of the first of the types that knows all of its fields; nil without any.
  /// Throws only where there is too much of what may be one of them.
  static func message(
    _ source: SourceFile, among types: [MessageType] = writtenTypes
  ) throws(UnpackError) -> DynamicMessage? {
    guard !source.bytes.isEmpty else { return nil }
    var limit: UnpackError?
    for type in types {
      do throws(UnpackError) {
        let message = try type.unpack(source.bytes)
        if message.unknownFields(atMost: 1).isEmpty { return message }
      } catch {
        if error.isLimit { limit = error }
      }
    }
    if let limit { throw limit }
    return nil
  }

  /// The messages that values are; nil where one is none of those that xdsc writes, or there is no value.
  ///
  /// - Parameter type: what they must be, with no other fields; nil lets each tell.
  static func documents(_ values: [MessageValue], as type: MessageType? = nil) -> [Document]? {
    var documents: [Document] = []
    for value in values {
      guard case .object(let members) = value, let type = recognise(members, as: type) else { return nil }
      documents.append((type, type.normalize(value, redacting: SecretBytes.fingerprint(of:))))
    }
    return documents.isEmpty ? nil : documents
  }

  private static func recognise(_ members: [MessageValue.Member], as type: MessageType?) -> MessageType? {
    if let type { return members.allSatisfy { type.jsonName(of: $0.name) != nil } ? type : nil }
    return writtenTypes.first { type in
      members.contains { member in
        type.jsonName(of: member.name).map { telltales[type]?.contains($0) == true } ?? false
      }
    }
  }
}
