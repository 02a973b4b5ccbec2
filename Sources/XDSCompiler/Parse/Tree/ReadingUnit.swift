/// A share of the sources that one thread reads at a time: many small files, or a part of a large one.
///
/// The shares depend on nothing but the sources, so that neither does the tree.
struct ReadingUnit: Sendable {
  enum Format: Sendable {
    case yaml, json
    /// JSON if it is that, else YAML.
    case either
  }

  struct Segment: Sendable {
    var file: Int
    var bytes: Range<Int>
    /// Lines of the file before the segment.
    var linesBefore: UInt32
    var format: Format
  }

  private(set) var segments: [Segment] = []
  private(set) var size = 0

  /// Bytes worth a hand-over to another thread.
  static let targetSize = 1 << 18

  /// Shares out the sources, and reports the ones that cannot be read at all.
  static func plan(
    _ sources: [SourceFile], firstFile: Int = 0, sizeLimit: Int, diagnostics: inout DiagnosticList
  ) -> [ReadingUnit] {
    var units: [ReadingUnit] = []
    var unit = ReadingUnit()
    for (file, source) in zip(firstFile..., sources) {
      guard source.bytes.count <= sizeLimit else {
        diagnostics.add(.tooLarge(file: UInt32(truncatingIfNeeded: file), limit: sizeLimit))
        continue
      }
      if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
        diagnostics.add(.wideEncoding(file: UInt32(truncatingIfNeeded: file)))
        continue
      }
      source.bytes.withUnsafeBufferPointer { bytes in
        for segment in segments(of: bytes, file: file, format: source.format) {
          unit.segments.append(segment)
          unit.size += segment.bytes.count
          if unit.size >= targetSize {
            units.append(unit)
            unit = ReadingUnit()
          }
        }
      }
    }
    if !unit.segments.isEmpty { units.append(unit) }
    return units
  }

  /// The parts of a file that can be read each alone.
  private static func segments(of bytes: UnsafeBufferPointer<UInt8>, file: Int, format: Format) -> [Segment] {
    var segments: [Segment] = []
    // A byte order mark says nothing in UTF-8, and takes no column.
    var rest = Segment(
      file: file, bytes: (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<bytes.count, linesBefore: 0, format: format)
    while format == .yaml, rest.bytes.count >= 2 * targetSize,
      let end = YAMLMarker.next(in: bytes, from: rest.bytes.lowerBound + targetSize)
    {
      var first = rest
      first.bytes = rest.bytes.lowerBound..<end
      segments.append(first)
      rest.bytes = end..<bytes.count
      rest.linesBefore += UInt32(truncatingIfNeeded: bytes[first.bytes].lineCount)
    }
    segments.append(rest)
    return segments
  }

  /// Reads the segments into one arena.
  func read(_ sources: [SourceFile], firstFile: Int) -> TreeBuilder {
    // Services come to about one node in twelve bytes.
    var reader = YAMLReader(builder: TreeBuilder(capacity: size / 12))
    for segment in segments {
      reader.builder.file = UInt32(truncatingIfNeeded: segment.file)
      sources[segment.file - firstFile].bytes.withUnsafeBufferPointer { bytes in
        let text = UnsafeBufferPointer(rebasing: bytes[segment.bytes])
        let isJSON =
          segment.format != .yaml
          && JSONReader.read(text, into: &reader.builder, isCertain: segment.format == .json)
        if !isJSON { reader.read(text, linesBefore: segment.linesBefore) }
      }
    }
    return reader.builder
  }
}

extension SourceFile {
  /// By the name where it tells, else by what the text begins with: standard input and a shell's `<(…)` have no such name.
  fileprivate var format: ReadingUnit.Format {
    if path.hasSuffix(".json") { return .json }
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return .yaml }
    let first = bytes.first { !JSONReader.isBlank($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .either : .yaml
  }
}
