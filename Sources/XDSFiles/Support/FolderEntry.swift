import Glibc

/// One name in a folder. Names are bytes: a user's may be no UTF-8.
struct FolderEntry {
  /// So many folders in one another are gone through: that bounds the stack.
  static let deepest = 1000

  /// NUL-terminated.
  let name: [CChar]
  /// `DT_REG` and so on, already looked up where the file system does not tell.
  let type: Int

  /// For people: bytes that are no UTF-8 show as U+FFFD.
  var display: String { String(decoding: name.dropLast().lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self) }

  var isHidden: Bool { name.first == CChar(bitPattern: UInt8(ascii: ".")) }

  /// All entries but `.` and `..`, sorted by bytes; nil when reading failed, with `errno` set.
  static func list(_ folder: borrowing FileDescriptor) -> [FolderEntry]? {
    // A fresh open: fdopendir takes the descriptor over and would share its offset.
    let copy = openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return nil }
    guard let stream = fdopendir(copy) else {
      _ = close(copy)
      return nil
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 1) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1))
        }
      }
      if isSelfOrParent(name) { continue }
      var type = Int(entry.pointee.d_type)
      if type == Int(DT_UNKNOWN), let status = lookUp(name, in: copy) {
        type = Int(status.st_mode & S_IFMT) >> 12
      }
      entries.append(FolderEntry(name: name, type: type))
      errno = 0
    }
    guard errno == 0 else { return nil }
    entries.sort { strcmp($0.name, $1.name) < 0 }
    return entries
  }

  private static func isSelfOrParent(_ name: [CChar]) -> Bool {
    let dot = CChar(bitPattern: UInt8(ascii: "."))
    return name == [dot, 0] || name == [dot, dot, 0]
  }
}
