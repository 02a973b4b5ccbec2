extension YAMLFailure {
  /// libyaml's problem in the words of people who write configuration, and what to do about it.
  func wording(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> (message: String, help: String?) {
    if isTab(text, at: offset) || problem == "found a tab character that violates indentation"
      || problem == "found a tab character where an indentation space is expected"
    {
      return ("a tab cannot indent", "indent with spaces")
    }
    if context == "while scanning a directive" || context == "while scanning a %YAML directive" {
      return ("this is no directive of YAML", "quote text that begins with \"%\"; \"%YAML 1.2\" is a directive")
    }
    switch problem {
    case "mapping values are not allowed in this context":
      return (
        "\":\" is not allowed here",
        "quote text that contains \": \"; or the line above lacks its \":\", or this one is indented too far"
      )
    case "did not find expected key":
      return ("expected a key of the mapping here", "the keys of one mapping begin in the same column")
    case "did not find expected '-' indicator":
      return ("expected \"-\" here", "the items of one list begin in the same column")
    case "block sequence entries are not allowed in this context":
      return (
        "a list item is not allowed here",
        "a list begins on the line after its key; quote text that begins with \"- \""
      )
    case "mapping keys are not allowed in this context":
      return ("a key is not allowed here", nil)
    case "did not find expected ',' or ']'":
      return ("expected \",\" or \"]\" here", nil)
    case "did not find expected ',' or '}'":
      return ("expected \",\" or \"}\" here", nil)
    case "did not find expected node content":
      return ("expected a value here", nil)
    case "did not find expected <document start>":
      return ("expected \"---\" before another document", "or this line is indented less than the ones above")
    case "found character that cannot start any token":
      return ("\(character(text, at: offset)) cannot begin a value", "quote the value")
    case "found unknown escape character":
      return ("unknown escape in double quotes", "write a backslash as \"\\\\\", or use single quotes")
    case "did not find expected hexdecimal number":
      return ("expected hexadecimal digits in this escape", nil)
    case "found invalid Unicode character escape code":
      return ("this escape stands for no character", "write the character itself")
    case "found undefined tag handle":
      return ("unknown tag", "quote text that begins with \"!\"")
    case "did not find expected alphabetic or numeric character":
      return context == "while scanning an alias"
        ? ("expected the name of an anchor after \"*\"", "quote text that begins with \"*\"")
        : ("expected a name after \"&\"", "quote text that begins with \"&\"")
    case "found an indentation indicator equal to 0", "did not find expected comment or line break":
      return ("this cannot follow the \"|\" or \">\" of a block of text", nil)
    default:
      return ("cannot read this as YAML: \(problem)", nil)
    }
  }

  private func isTab(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    problem == "found character that cannot start any token" && offset < text.count
      && text[offset] == UInt8(ascii: "\t")
  }

  private func character(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> String {
    guard offset < text.count else { return "this" }
    return "\"" + String(UnicodeScalar(text[offset])) + "\""
  }
}
