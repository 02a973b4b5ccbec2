import CYAML

/// Reads a stretch of YAML into a tree: libyaml finds the events, this gives them meaning.
struct YAMLReader {
  var builder: TreeBuilder
  private var anchors = YAMLAnchors()
  /// Lines of the source before the text that the parser was given.
  private var lineOffset: UInt32 = 0
  /// The lines of that text where libyaml counts others.
  private var lines: YAMLLines?

  init(builder: TreeBuilder) {
    self.builder = builder
  }

  /// Reads all documents of a text that begins a number of lines into its source.
  ///
  /// An error of syntax ends its document; reading goes on at the next `---`. As libyaml looks ahead, and begins anew
  /// after each error, it is then given no more than twice what it has read since: however many documents are bad, the
  /// time is linear in the text.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, linesBefore: UInt32) {
    var start = 0
    var share = text.count
    lineOffset = linesBefore
    while start < text.count {
      let end = text.count - start > share ? YAMLMarker.next(in: text, from: start + share) ?? text.count : text.count
      let rest = UnsafeBufferPointer(rebasing: text[start..<end])
      builder.setCheckpoint()
      guard let failure = readUntilFailure(rest) else {
        lineOffset += UInt32(truncatingIfNeeded: rest[...].lineCount)
        share *= 2
        start = end
        continue
      }
      share = 1
      let offset = failure.offset(in: rest)
      if failure.isEncoding {
        // libyaml looks ahead, so it may have given up on documents before the one with the bad byte.
        let sound = YAMLMarker.last(in: rest, upTo: offset) ?? 0
        builder.rollBack()
        let line = lineOffset
        read(UnsafeBufferPointer(rebasing: rest[..<sound]), linesBefore: line)
        lineOffset = line
      }
      builder.dropDocument()
      builder.report(failure.diagnostic(in: rest, file: builder.file, linesBefore: lineOffset))
      let next = YAMLMarker.next(in: rest, from: max(offset, 1)) ?? rest.count
      lineOffset += UInt32(truncatingIfNeeded: rest[..<next].lineCount)
      start += next
    }
  }

  private mutating func readUntilFailure(_ text: UnsafeBufferPointer<UInt8>) -> YAMLFailure? {
    lines = YAMLLines(text)
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return YAMLFailure(parser) }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(&parser, &event) == 1 else { return YAMLFailure(parser) }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return nil }
      do throws(YAMLFailure) { try take(&event) } catch { return error }
    }
  }

  private mutating func take(_ event: inout yaml_event_t) throws(YAMLFailure) {
    switch event.type {
    case YAML_SCALAR_EVENT:
      takeScalar(&event)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      try takeCollection(.mapping, event.start_mark, anchor: start.anchor, tag: start.tag)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      try takeCollection(.sequence, event.start_mark, anchor: start.anchor, tag: start.tag)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      // A block ends with a token of no width.
      let isFlow = event.start_mark.index != event.end_mark.index
      let end = range(event.start_mark, event.end_mark)
      builder.closeCollection(bracketEnd: isFlow ? (end.endLine, end.endColumn) : nil)
    case YAML_ALIAS_EVENT:
      let name = String(cString: event.data.alias.anchor)
      anchors.expand(name, at: range(event.start_mark, event.end_mark), in: &builder)
    case YAML_DOCUMENT_START_EVENT:
      builder.beginDocument()
      anchors.beginDocument()
    case YAML_DOCUMENT_END_EVENT:
      builder.endDocument()
    default:
      break
    }
  }

  private mutating func takeScalar(_ event: inout yaml_event_t) {
    let scalar = event.data.scalar
    let text = UnsafeBufferPointer<UInt8>(start: scalar.value, count: scalar.length)
    let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    let range = range(event.start_mark, event.end_mark)
    let isKey = builder.awaitsKey
    var kind = isPlain && !isKey ? CoreSchema.kind(text) : .string
    if let tag = scalar.tag {
      kind = YAMLTag.kind(of: text, tag: tag, untagged: kind, at: range, builder: &builder)
    }
    if scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE, text.contains(0) {
      builder.report(.nulByte(at: range))
    }
    let index = builder.nextRecord
    let isMergeKey = isPlain && isKey && text.count == 2 && text[0] == 0x3C && text[1] == 0x3C
    if let anchor = scalar.anchor { anchors.define(anchor, at: index) }
    builder.addScalar(kind, text, isPlain: isPlain && scalar.tag == nil, at: range)
    if isMergeKey { rejectMergeKey(at: index, range) }
  }

  private mutating func rejectMergeKey(at index: Int, _ range: SourceRange) {
    builder.report(
      Diagnostic(
        .mergeKey, "\"<<\" merges nothing in YAML 1.2", at: range, path: builder.node(at: index).path,
        help: "write the merged fields out, or use an alias for a whole value"))
    builder.forgetEntry(ofKeyAt: index)
  }

  private mutating func takeCollection(
    _ kind: NodeKind, _ start: yaml_mark_t, anchor: UnsafePointer<UInt8>?, tag: UnsafePointer<UInt8>?
  ) throws(YAMLFailure) {
    // Going on would be slow, too: libyaml takes quadratic time over nested brackets.
    guard builder.depth < TreeBuilder.depthLimit else { throw YAMLFailure(tooDeepAt: start) }
    var range = range(start, start)
    range.endColumn += 1
    if let tag { YAMLTag.check(tag, on: kind, at: range, builder: &builder) }
    if let anchor { anchors.define(anchor, at: builder.nextRecord) }
    builder.openCollection(kind, at: range)
  }

  private func range(_ start: yaml_mark_t, _ end: yaml_mark_t) -> SourceRange {
    if let lines { return range(lines.place(start), lines.place(end)) }
    return range((start.line, start.column), (end.line, end.column))
  }

  private func range(_ start: (line: Int, column: Int), _ end: (line: Int, column: Int)) -> SourceRange {
    SourceRange(
      file: builder.file,
      line: lineOffset &+ UInt32(truncatingIfNeeded: start.line) &+ 1,
      column: UInt32(truncatingIfNeeded: start.column) &+ 1,
      endLine: lineOffset &+ UInt32(truncatingIfNeeded: end.line) &+ 1,
      endColumn: UInt32(truncatingIfNeeded: end.column) &+ 1)
  }
}
