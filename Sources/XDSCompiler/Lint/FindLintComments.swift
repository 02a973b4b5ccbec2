/// A comment that may say something about lints, before it is known whether it stands inside a text.
struct LintCommentCandidate {
  /// From the `#` to the end of the line.
  let text: String
  /// The line and column of its `#`; the range has no width.
  let place: SourceRange
  /// The line of the last `---` at or above it; 0 where there is none.
  let marker: UInt32
  /// Whether nothing but the comment stands on its line.
  let hasOwnLine: Bool
}

extension SourceFile {
  /// What looks like `# xdsc:`, in order.
  ///
  /// - Parameter file: the index of this file.
  func lintCommentCandidates(file: UInt32) -> [LintCommentCandidate] {
    bytes.withUnsafeBufferPointer { bytes in
      // Nearly all files end here: only those with such comments are read line by line.
      guard bytes.hasMatch(for: UInt8(ascii: "#"), where: isLintMark) else { return [] }
      let hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      var candidates: [LintCommentCandidate] = []
      var (line, marker): (UInt32, UInt32) = (1, 0)
      var start = hasByteOrderMark ? 3 : 0
      while start < bytes.count {
        let next = bytes.lineStart(after: start) ?? bytes.count
        if YAMLMarker.isMarker(bytes, at: start) { marker = line }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<next])
        if let offset = lintMark(in: text) {
          let before = text[..<offset]
          let column = UInt32(before.count { !$0.isContinuation }) + 1
          candidates.append(
            LintCommentCandidate(
              text: String(
                decoding: text[offset...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self
              ),
              place: SourceRange(file: file, line: line, column: column, endLine: line, endColumn: column),
              marker: marker, hasOwnLine: before.allSatisfy(isBlank)))
        }
        start = next
        line += 1
      }
      return candidates
    }
  }
}

/// The offset of the first `# xdsc:` that begins a line or follows white space, as comments do.
private func lintMark(in line: UnsafeBufferPointer<UInt8>) -> Int? {
  line.indices.first { offset in
    line[offset] == UInt8(ascii: "#") && (offset == 0 || isBlank(line[offset - 1]))
      && isLintMark(UnsafeBufferPointer(rebasing: line[offset...]))
  }
}

/// `#`, white space, `xdsc:`.
private func isLintMark(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  text.dropFirst().drop(while: isBlank).starts(with: "xdsc:".utf8)
}

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
