/// The tags of YAML's core schema. There are no others: a tag would promise a meaning that nothing here gives it.
enum YAMLTag {
  private static let prefix = "tag:yaml.org,2002:"

  /// The kind of a scalar with a tag.
  static func kind(
    of text: UnsafeBufferPointer<UInt8>, tag: UnsafePointer<UInt8>, untagged: NodeKind, at range: SourceRange,
    builder: inout TreeBuilder
  ) -> NodeKind {
    let written = name(tag)
    guard let wanted = kinds[written] else {
      builder.report(unknown(written, at: range))
      return untagged
    }
    let natural = CoreSchema.kind(text)
    switch wanted {
    case .string: return .string
    case natural: return natural
    case .float where natural == .integer: return .float
    default:
      builder.report(mismatch(written, at: range))
      return untagged
    }
  }

  /// Reports a tag that a collection of this kind cannot have.
  static func check(_ tag: UnsafePointer<UInt8>, on kind: NodeKind, at range: SourceRange, builder: inout TreeBuilder) {
    let written = name(tag)
    if written == "!" { return }
    guard let wanted = kinds[written] else { return builder.report(unknown(written, at: range)) }
    if wanted != kind { builder.report(mismatch(written, at: range)) }
  }

  /// `!` makes a scalar a string, and says nothing about a collection.
  private static let kinds: [String: NodeKind] = [
    "!!null": .null, "!!bool": .boolean, "!!int": .integer, "!!float": .float, "!!str": .string, "!": .string,
    "!!seq": .sequence,
    "!!map": .mapping,
  ]

  /// A tag as people write it.
  private static func name(_ tag: UnsafePointer<UInt8>) -> String {
    let tag = String(cString: tag)
    return tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
  }

  private static func unknown(_ tag: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.unknownTag, "the tag \"\(tag)\" means nothing here", at: range)
  }

  private static func mismatch(_ tag: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.tagMismatch, "the tag \"\(tag)\" does not fit this value", at: range)
  }
}
