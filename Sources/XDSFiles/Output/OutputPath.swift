/// The path of an output below its tree: plain components only, so that no name in an input can lead elsewhere.
struct OutputPath {
  let text: String
  /// The folders it lies in, outermost first, each with its whole path: `a`, `a/b` for `a/b/c.pb`.
  let folders: [String]

  init(_ text: String) throws(FileError) {
    for component in text.split(separator: "/", omittingEmptySubsequences: false) where !Self.isPlain(component) {
      throw FileError(.unsafePath, text, "“\(component)” cannot be part of an output path")
    }
    self.text = text
    folders = text.indices.filter { text[$0] == "/" }.map { String(text[..<$0]) }
  }

  /// Not empty, no leading dot (so neither `.` nor `..` nor hidden), no NUL. A slash cannot occur after the split.
  static func isPlain(_ component: Substring) -> Bool {
    !component.isEmpty && !component.hasPrefix(".") && !component.utf8.contains(0)
  }
}
