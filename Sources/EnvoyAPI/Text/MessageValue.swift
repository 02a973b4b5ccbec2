/// A message as a tree of JSON values, by proto3's JSON mapping: what comparing and explaining messages walk.
public indirect enum MessageValue: Hashable, Sendable {
  /// A member of an object: a field by its lowerCamelCase name, or the entry of a map by its key.
  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: MessageValue

    public init(name: String, value: MessageValue) {
      self.name = name
      self.value = value
    }
  }

  /// A message, with fields by number, or a map, with entries by the bytes of their keys. That of an `Any` begins with
  /// its `@type`.
  case object([Member])
  case list([MessageValue])
  case string(String)
  /// A boolean, a number or `null`, in the spelling of JSON.
  case word(String)
}

extension MessageValue {
  /// The value of an object's member, the first should there be two; nil for other values.
  public subscript(name: String) -> MessageValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text of a string; nil for other values.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements of a list; none for other values.
  public var elements: [MessageValue] {
    if case .list(let elements) = self { elements } else { [] }
  }
}

extension DynamicMessage {
  /// The message as a tree.
  ///
  /// - Parameter redacting: Makes what stands for a private key, from the key. Give one for anything that a person may
  ///   see: without it, keys are in the tree.
  public func value(redacting: ((UnsafeRawBufferPointer) -> String)? = nil) -> MessageValue {
    let scratch = Arena()
    var empty: [UInt8] = []
    var text = MessageText(
      sink: ValueSink(TextBuffer(after: &empty)), redaction: Redaction(redacting), scratch: scratch.memory)
    text.value(message)
    text.sink.output.finish(into: &empty)
    return withExtendedLifetime((arena, scratch)) { text.sink.result }
  }
}

/// Builds a tree of values.
private struct ValueSink: TextSink {
  private enum Collection {
    case object([MessageValue.Member], key: String)
    case list([MessageValue])
  }

  /// Not used: a tree is no text.
  var output: TextBuffer
  private(set) var result = MessageValue.word("null")
  private var open: [Collection] = []

  init(_ output: TextBuffer) {
    self.output = output
  }

  mutating func beginObject() { open.append(.object([], key: "")) }
  mutating func beginList() { open.append(.list([])) }
  mutating func element() {}
  mutating func endObject() { end() }
  mutating func endList() { end() }

  mutating func key(_ name: UnsafeBufferPointer<UInt8>) {
    guard case .object(let members, _)? = open.popLast() else { return }
    open.append(.object(members, key: String(decoding: name, as: UTF8.self)))
  }

  mutating func string(_ text: UnsafeBufferPointer<UInt8>) { add(.string(String(decoding: text, as: UTF8.self))) }
  mutating func number(_ value: Double) { add(.word(NumberText.text(value))) }
  mutating func word(_ word: String) { add(.word(word)) }

  private mutating func end() {
    switch open.popLast() {
    case .object(let members, _): add(.object(members))
    case .list(let elements): add(.list(elements))
    case nil: break
    }
  }

  private mutating func add(_ value: MessageValue) {
    switch open.popLast() {
    case .object(var members, let key):
      members.append(.init(name: key, value: value))
      open.append(.object(members, key: key))
    case .list(var elements):
      elements.append(value)
      open.append(.list(elements))
    case nil: result = value
    }
  }
}
