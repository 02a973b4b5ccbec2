import Glibc

/// A file that an argument leads to, not yet read.
struct FoundInput {
  /// NUL-terminated, to open it by: names are bytes.
  var location: [CChar]
  /// How users see it.
  var path: String
  var portableName: String
  var identity: FileIdentity

  /// The location as bytes.
  var pathBytes: [UInt8] { location.dropLast().map { UInt8(bitPattern: $0) } }

  /// Which of two ways to the same file counts: a total order, so that the order of arguments does not matter.
  func precedes(_ other: FoundInput) -> Bool {
    path == other.path ? portableName.isBefore(other.portableName) : path.isBefore(other.path)
  }
}

/// Finds the inputs below one folder argument.
struct InputFinder {
  private(set) var found: [FoundInput] = []
  /// Folders that were searched, as bytes.
  private(set) var folders: [[UInt8]] = []
  private(set) var errors: [FileError] = []
  /// Folders already seen: a symbolic link to one of them would be a loop, or show the same files twice.
  private var visited: Set<FileIdentity>
  private let excluded: Set<FileIdentity>

  /// - Parameter excluded: files and folders to pass over.
  init(excluding excluded: Set<FileIdentity>) {
    self.excluded = excluded
    visited = excluded
  }

  mutating func search(folder argument: String) {
    var path = Substring(argument)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let location = path.utf8.map { CChar(bitPattern: $0) }
    search(location: location, path: String(path), prefix: "", depth: 0)
    if found.isEmpty, errors.isEmpty {
      errors.append(.noInput(argument))
    }
  }

  private mutating func search(location: [CChar], path: String, prefix: String, depth: Int) {
    guard depth <= FolderEntry.deepest else {
      errors.append(.tooDeep(path))
      return
    }
    guard let folder = FileDescriptor.openFolder(location + [0], followingLinks: true),
      let status = folder.status()
    else {
      errors.append(.reading(path, errno))
      return
    }
    guard visited.insert(status.identity).inserted else { return }
    folders.append(location.map { UInt8(bitPattern: $0) })
    guard let entries = FolderEntry.list(folder) else {
      errors.append(.reading(path, errno))
      return
    }
    let slash = location.last == CChar(bitPattern: UInt8(ascii: "/")) ? "" : "/"
    for entry in entries where !entry.isHidden {
      let name = entry.display
      let isInput = Self.isInput(name)
      // What a name leads to matters for folders, links and inputs; most other files need no look.
      if !isInput, entry.type == Int(DT_REG) { continue }
      let entryPath = path + slash + name
      guard let status = lookUp(entry.name, in: folder.number, followingLinks: true) else {
        if isInput { errors.append(.reading(entryPath, errno)) }
        continue
      }
      let entryLocation = location + slash.utf8.map { CChar(bitPattern: $0) } + entry.name.dropLast()
      if status.isFolder {
        search(location: entryLocation, path: entryPath, prefix: prefix + name + "/", depth: depth + 1)
      } else if isInput, excluded.contains(status.identity) {
        continue
      } else if isInput, status.isFile {
        found.append(
          FoundInput(
            location: entryLocation + [0], path: entryPath, portableName: prefix + name, identity: status.identity))
      } else if isInput {
        errors.append(.notFileOrFolder(entryPath))
      }
    }
  }

  static func isInput(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
  }
}

extension FileError {
  static func noInput(_ path: String) -> FileError {
    FileError(.noInput, path, "no *.yaml, *.yml or *.json in this folder")
  }

  static func notFileOrFolder(_ path: String) -> FileError {
    FileError(.notFileOrFolder, path, "neither a file nor a folder")
  }
}
