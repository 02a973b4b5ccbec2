extension Diagnostic {
  /// A NUL would end the text early wherever C code reads it.
  static func nulByte(at range: SourceRange) -> Diagnostic {
    Diagnostic(.nulByte, "text must not contain a NUL character", at: range)
  }

  static func invalidUTF8(at range: SourceRange) -> Diagnostic {
    Diagnostic(.invalidEncoding, "this is not UTF-8", at: range, help: "save the file as UTF-8")
  }

  /// A source that begins with the byte order mark of UTF-16 or UTF-32.
  static func wideEncoding(file: UInt32) -> Diagnostic {
    Diagnostic(
      .invalidEncoding, "the file is in UTF-16 or UTF-32", at: .start(ofFile: file), help: "save the file as UTF-8")
  }

  static func tooLarge(file: UInt32, limit: Int) -> Diagnostic {
    Diagnostic(.sourceTooLarge, "the file has more than \(limit) bytes", at: .start(ofFile: file))
  }
}
