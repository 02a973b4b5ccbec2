import CYAML

/// Where and why reading a YAML text ended early.
struct YAMLFailure: Error {
  /// What libyaml could not do, in its words.
  let problem: String
  /// What it was doing, in its words; empty when it does not say.
  let context: String
  let problemMark: yaml_mark_t
  let contextMark: yaml_mark_t
  let error: yaml_error_type_t
  /// The offending character, for errors of encoding.
  let problemValue: Int32
  private let problemOffset: Int

  init(_ parser: yaml_parser_t) {
    problem = parser.problem.map { String(cString: $0) } ?? ""
    context = parser.context.map { String(cString: $0) } ?? ""
    problemMark = parser.problem_mark
    contextMark = parser.context_mark
    error = parser.error
    problemValue = parser.problem_value
    problemOffset = Int(parser.problem_offset)
  }

  /// A collection that is nested too deep, where libyaml sees nothing wrong.
  init(tooDeepAt mark: yaml_mark_t) {
    problem = TreeBuilder.tooDeep
    context = ""
    problemMark = mark
    contextMark = mark
    error = YAML_NO_ERROR
    problemValue = 0
    problemOffset = 0
  }

  /// Whether the text is not readable characters, as opposed to not YAML.
  var isEncoding: Bool { error == YAML_READER_ERROR }

  /// Byte offset of the problem in the text that the parser was given.
  func offset(in text: UnsafeBufferPointer<UInt8>) -> Int {
    isEncoding ? min(problemOffset, text.count) : text.offset(of: problemMark)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The byte offset of a mark: libyaml counts characters.
  func offset(of mark: yaml_mark_t) -> Int {
    var characters = 0
    for (offset, byte) in enumerated() where !byte.isContinuation {
      if characters == mark.index { return offset }
      characters += 1
    }
    return count
  }
}
