/// What a compiled tree was made from, as a rule that make and ninja read: the tree's manifest depends on every input.
///
/// Each input is a target of its own, too, without a recipe, so that make goes on when one has been removed.
public struct DependencyFile: Sendable {
  private let target: [UInt8]
  /// Sorted by bytes, each once.
  private let prerequisites: [[UInt8]]

  /// - Parameters:
  ///   - tree: the output folder.
  ///   - inputs: paths of files and folders, as bytes, in any order.
  public init(tree: String, inputs: [[UInt8]]) {
    var folder = Substring(tree)
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    target = Array("\(folder)/\(Manifest.fileName)".utf8)
    prerequisites = Set(inputs).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The file's bytes, or an error that names a path which make and ninja would not both understand.
  public func contents() throws(FileError) -> [UInt8] {
    let target = try Self.word(target)
    var rule = target + Array(":".utf8)
    var ends: [UInt8] = []
    for path in prerequisites {
      let word = try Self.word(path)
      rule += Array(" \\\n  ".utf8) + word
      ends += Array("\n".utf8) + word + Array(":\n".utf8)
    }
    return rule + Array("\n".utf8) + ends
  }

  /// Quoted as both read it. What one of them takes for something else, or not at all, has no quoting: a dependency
  /// would be missed in silence.
  private static func word(_ path: [UInt8]) throws(FileError) -> [UInt8] {
    var word: [UInt8] = []
    for (index, byte) in path.enumerated() {
      let isLast = index == path.count - 1
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        word.append(byte)
      case UInt8(ascii: "#"):
        word += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: " ") where !isLast, UInt8(ascii: ":") where !isLast:
        word += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "$"):
        word += [byte, byte]
      case UInt8(ascii: "\\") where !isLast && !" #:".utf8.contains(path[index + 1]):
        word.append(byte)
      case _ where "!+,-./@_{}".utf8.contains(byte):
        word.append(byte)
      default:
        throw FileError(
          .unnameable, String(decoding: path, as: UTF8.self),
          "make and ninja do not both understand this name, so a dependency file cannot have it",
          help: "name it with letters, digits and any of !+,-./@_{}")
      }
    }
    return word
  }
}
