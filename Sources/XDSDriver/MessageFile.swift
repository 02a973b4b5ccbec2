import EnvoyAPI
import XDSCompiler

/// What a file holds: a message, encoded or as text.
enum MessageFile {
  case encoded(DynamicMessage)
  /// Documents of a text with the types of their messages, in the form that decoding gives.
  case text([(type: MessageType, value: MessageValue)])

  /// What xdsc writes. The two share no field with the same meaning, so that only one of them knows all fields.
  private static let writtenTypes = [DiscoveryResponse.messageType, Bootstrap.messageType]

  /// Nil when the file is neither the encoding nor a text of such a message.
  ///
  /// - Parameter type: what it must be; nil recognises what xdsc writes.
  init?(_ source: SourceFile, as type: MessageType? = nil) {
    let candidates = type.map { [$0] } ?? MessageFile.writtenTypes
    let decoded = source.bytes.isEmpty ? [] : candidates.compactMap { try? $0.unpack(source.bytes) }
    if let whole = decoded.first(where: { $0.unknownFields().isEmpty }) {
      self = .encoded(whole)
    } else if let documents = MessageFile.documents(source, candidates) {
      self = .text(documents)
    } else if type != nil, let decoded = decoded.first {
      // Named by the user, who may have a newer message than xdsc knows.
      self = .encoded(decoded)
    } else {
      return nil
    }
  }

  private static func documents(
    _ source: SourceFile, _ candidates: [MessageType]
  ) -> [(type: MessageType, value: MessageValue)]? {
    let documents = ValueDocuments(reading: source)
    guard documents.diagnostics.isEmpty, !documents.values.isEmpty else { return nil }
    var result: [(type: MessageType, value: MessageValue)] = []
    for value in documents.values {
      guard let type = recognise(value, among: candidates) else { return nil }
      result.append((type, type.normalize(value, redacting: SecretBytes.fingerprint(of:))))
    }
    return result
  }

  /// The first of the types that knows all members of a value, which must have some.
  static func recognise(_ value: MessageValue, among candidates: [MessageType] = writtenTypes) -> MessageType? {
    guard case .object(let members) = value, !members.isEmpty else { return nil }
    return candidates.first { type in members.allSatisfy { type.hasField(named: $0.name) } }
  }
}
