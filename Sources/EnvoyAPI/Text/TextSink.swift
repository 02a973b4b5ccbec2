/// Takes a tree of JSON values and writes it in some syntax.
///
/// Each value is one scalar call, or a `begin…` with members or elements and an `end…`. A member is a `key` and a value,
/// an element an `element` and a value.
protocol TextSink {
  var output: TextBuffer { get set }

  mutating func beginObject()
  mutating func key(_ name: UnsafeBufferPointer<UInt8>)
  mutating func endObject()
  mutating func beginList()
  mutating func element()
  mutating func endList()
  mutating func string(_ text: UnsafeBufferPointer<UInt8>)
  mutating func number(_ value: Double)
  /// A word or an integer that is written as it is.
  mutating func word(_ word: String)
}

extension TextSink {
  mutating func key(_ name: StaticString) {
    key(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string($0) }
  }

  mutating func newLine(indent: Int) {
    output.append(UInt8(ascii: "\n"))
    output.appendSpaces(indent)
  }
}
