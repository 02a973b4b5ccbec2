/// The `git` of the `PATH`.
struct Git: Sendable {
  /// A partial clone would fetch what it lacks, but nothing here touches the network; messages are for us to shorten.
  private static let environment = ["GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"]

  /// Where it runs: a folder of the repository.
  let folder: String
  /// What its errors are about.
  let name: String

  /// What git prints.
  func run(_ arguments: [String], input: [UInt8] = []) throws(FileError) -> [UInt8] {
    let command = ["git", "-C", folder] + arguments
    guard let outcome = try Program.run(command, input: input, environment: Git.environment) else {
      throw FileError(.unreadable, name, "needs git, which cannot be started", help: "install git")
    }
    guard outcome.exitCode == 0 else {
      let said = String(decoding: outcome.error, as: UTF8.self).split(separator: "\n").first ?? ""
      throw FileError(.unreadable, name, "git: \(said.hasPrefix("fatal: ") ? said.dropFirst(7) : said)")
    }
    return outcome.output
  }

  /// What a name stands for; nil for nothing.
  func object(_ name: String) throws(FileError) -> (id: String, type: String, size: Int)? {
    try objects([name]).first ?? nil
  }

  /// What names stand for, in their order.
  func objects(_ names: [String]) throws(FileError) -> [(id: String, type: String, size: Int)?] {
    // `<id> <type> <size>`; the name and a word or two where there is nothing.
    let lines = try ask("--batch-check", names).split(separator: UInt8(ascii: "\n"))
    return lines.map { line in
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard words.count == 3, let size = Int(words[2]) else { return nil }
      return (String(words[0]), String(words[1]), size)
    }
  }

  private func ask(_ question: String, _ names: [String]) throws(FileError) -> [UInt8] {
    try run(["cat-file", question], input: Array("\(names.joined(separator: "\n"))\n".utf8))
  }

  /// The contents of blobs by their ids, in their order.
  func contents(_ ids: [String]) throws(FileError) -> [[UInt8]] {
    guard !ids.isEmpty else { return [] }
    var rest = try ask("--batch", ids)[...]
    var contents: [[UInt8]] = []
    for _ in ids {
      // `<id> blob <size>`, a line break, the content, a line break.
      let header = rest.prefix { $0 != UInt8(ascii: "\n") }
      guard let size = String(decoding: header, as: UTF8.self).split(separator: " ").last.flatMap({ Int($0) }),
        rest.count > header.count + size
      else { throw FileError(.unreadable, name, "git gives no content") }
      rest = rest.dropFirst(header.count + 1)
      contents.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size + 1)
    }
    return contents
  }
}
