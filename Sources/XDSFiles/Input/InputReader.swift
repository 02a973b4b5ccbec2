import Glibc
import XDSCompiler

/// Reads what INPUT arguments name: files, folders and `-`.
///
/// A folder means every `*.yaml`, `*.yml` and `*.json` below it. Names that begin with a dot are skipped; symbolic links
/// are followed, loops are not. A file that is reached twice counts once. The order of arguments does not matter.
public struct InputReader {
  /// The most bytes that all inputs have together where nothing else is said: 256 MiB.
  public static let sizeLimit = 256 << 20

  /// The most bytes that all inputs may have together; the one that goes beyond is an error before it fills the memory.
  /// Default `sizeLimit`.
  public var maximumSize: Int
  /// Files and folders that the search of a folder passes over: what the run itself writes, which would otherwise be
  /// input to the next one. They need not exist. Default none.
  public var excluded: [String]

  public init(maximumSize: Int = Self.sizeLimit, excluded: [String] = []) {
    self.maximumSize = maximumSize
    self.excluded = excluded
  }

  /// What could be read, sorted by the bytes of the paths, and every error, in the order of the arguments.
  public struct Result: Sendable {
    public var files: [InputFile]
    public var errors: [FileError]
    /// Paths, as bytes, of every file that was found and every folder that was searched: when nothing of them changes,
    /// the files stay the same. Standard input and pipes are not among them.
    public var dependencies: [[UInt8]] = []
  }

  /// Whether there is anything at a path that an argument names.
  public static func exists(_ argument: String) -> Bool { lookUp(argument, followingLinks: true) != nil }

  /// Reads every argument; with errors, `files` holds the rest.
  public func read(_ arguments: [String]) -> Result {
    var result = Result(files: [], errors: [])
    var found: [FoundInput] = []
    var readsStandardInput = false
    for argument in arguments {
      if argument == "-" {
        readsStandardInput = true
      } else {
        resolve(argument, into: &found, &result)
      }
    }
    var room = maximumSize
    if readsStandardInput {
      collect(&result) { () throws(FileError) in
        let bytes = try FileContents.readStream(STDIN_FILENO, path: "<stdin>", limit: room)
        room -= bytes.count
        return InputFile(source: SourceFile(path: "<stdin>", bytes: bytes), portableName: "-")
      }
    }
    // One file that does not fit is enough: it is all of them together that do not.
    for input in Self.distinct(found) where result.errors.last?.kind != .tooLarge {
      collect(&result) { () throws(FileError) in
        guard let file = FileDescriptor.open(input.location, O_RDONLY) else { throw .reading(input.path, errno) }
        let bytes = try FileContents.read(file, path: input.path, limit: room, orPipe: true)
        room -= bytes.count
        return InputFile(source: SourceFile(path: input.path, bytes: bytes), portableName: input.portableName)
      }
    }
    result.files.sort { $0.source.path.isBefore($1.source.path) }
    return result
  }

  /// Reads one file that is not an INPUT: whatever is no file is an error here, and `-` a name like any other.
  public func readFile(_ path: String) throws(FileError) -> SourceFile {
    guard let bytes = try FileContents.read(path, limit: maximumSize) else { throw .reading(path, ENOENT) }
    return SourceFile(path: path, bytes: bytes)
  }

  private func resolve(_ argument: String, into found: inout [FoundInput], _ result: inout Result) {
    guard let status = lookUp(argument, followingLinks: true) else {
      result.errors.append(.reading(argument, errno))
      return
    }
    if status.isFolder {
      let excluded = Set(excluded.compactMap { lookUp($0, followingLinks: true)?.identity })
      guard !excluded.contains(status.identity) else {
        result.errors.append(
          FileError(.noInput, argument, "is where this run writes", help: "write to another folder"))
        return
      }
      var finder = InputFinder(excluding: excluded)
      finder.search(folder: argument)
      found += finder.found
      result.errors += finder.errors
      result.dependencies += finder.folders + finder.found.map(\.pathBytes)
    } else if status.isFile || status.isPipe {
      // A pipe, such as a shell's <(…), has a name that differs from run to run.
      let base = argument.split(separator: "/").last.map(String.init) ?? argument
      found.append(
        FoundInput(
          location: argument.utf8CString.map { $0 }, path: argument, portableName: status.isPipe ? "-" : base,
          identity: status.identity))
      if !status.isPipe { result.dependencies.append(Array(argument.utf8)) }
    } else {
      result.errors.append(.notFileOrFolder(argument))
    }
  }

  private static func distinct(_ found: [FoundInput]) -> [FoundInput] {
    var seen: Set<FileIdentity> = []
    return found.sorted { $0.precedes($1) }.filter { seen.insert($0.identity).inserted }
  }

  private func collect(_ result: inout Result, _ read: () throws(FileError) -> InputFile) {
    do {
      result.files.append(try read())
    } catch {
      var error = error
      if error.kind == .tooLarge { error = .tooLargeTogether(error.path, maximumSize) }
      result.errors.append(error)
    }
  }
}

extension FileError {
  static func tooLargeTogether(_ path: String, _ limit: Int) -> FileError {
    FileError(
      .tooLarge, path, "is more than fits into \(limit >> 20) MiB, the limit for all inputs together",
      help: "compile fewer files at a time, or leave out what is no input")
  }
}
