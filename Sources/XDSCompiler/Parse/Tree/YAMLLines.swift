import CYAML

/// The lines of a text as editors count them, where libyaml counts more.
///
/// libyaml follows YAML 1.1, in which NEL, LS and PS break lines; and a carriage return may do so alone. YAML 1.2 and
/// editors number lines by line feeds.
struct YAMLLines {
  /// Index of the first character of each line.
  private var starts = [0]

  /// Nil where libyaml's own count is right, which is nearly always.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard YAMLLines.hasOtherBreaks(text) else { return nil }
    var characters = 0
    for byte in text where !byte.isContinuation {
      characters += 1
      if byte == UInt8(ascii: "\n") { starts.append(characters) }
    }
  }

  /// Line and column of a mark, both from 0.
  func place(_ mark: yaml_mark_t) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= mark.index { low = middle } else { high = middle }
    }
    return (low, mark.index - starts[low])
  }

  private static func hasOtherBreaks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.hasMatch(for: 0x0D) { $0.count == 1 || $0[1] != UInt8(ascii: "\n") }
      || text.hasMatch(for: 0xC2) { $0.count > 1 && $0[1] == 0x85 }
      || text.hasMatch(for: 0xE2) { $0.count > 2 && $0[1] == 0x80 && ($0[2] == 0xA8 || $0[2] == 0xA9) }
  }
}
