import Glibc

/// A new folder under `$TMPDIR`, or `/tmp`, that is removed with this value.
final class TemporaryFolder {
  let path: String

  init() throws(FileError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let parent = base.isEmpty ? "/tmp" : base
    var template = "\(parent)/xdsc-XXXXXX".utf8CString.map { $0 }
    guard mkdtemp(&template) != nil else { throw .writing(parent, errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    _ = FolderRemover.remove(path, in: AT_FDCWD)
  }
}
