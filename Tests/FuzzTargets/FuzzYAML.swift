import EnvoyAPI
import XDSCompiler

extension FuzzTarget {
  /// The reader of YAML, and that of JSON: what they read, written and read again, is the same.
  static let yaml = FuzzTarget("yaml") { bytes in
    for path in ["input.yaml", "input.json"] {
      let source = SourceFile(path: path, bytes: bytes)
      let documents = ValueDocuments(reading: source)
      try FilePlaces([source]).check(documents.diagnostics)
      if documents.diagnostics.isEmpty {
        for value in documents.values {
          try value.checkReadsBack(.yaml, path: "written.yaml")
          try value.checkReadsBack(.json, path: "written.json")
        }
      }
    }
  }
}

extension MessageValue {
  func checkReadsBack(_ format: TextFormat, path: String) throws {
    var text: [UInt8] = []
    write(format, to: &text)
    let documents = ValueDocuments(reading: SourceFile(path: path, bytes: text))
    try require(
      documents.diagnostics.isEmpty && documents.values == [self],
      """
      \(self)
      is written as
      \(String(decoding: text, as: UTF8.self))
      which is read as
      \(documents.values) \(documents.diagnostics)
      """)
  }
}
