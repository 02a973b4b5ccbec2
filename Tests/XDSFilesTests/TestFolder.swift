import Foundation
import Glibc

/// A folder of its own for each test, removed afterwards.
final class TestFolder {
  let path: String

  init() throws {
    let pattern = FileManager.default.temporaryDirectory.appendingPathComponent("xdsc-test-XXXXXX").path
    var template = pattern.utf8CString.map { $0 }
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  subscript(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String = "") throws {
    try makeFolder(String(name.split(separator: "/").dropLast().joined(separator: "/")))
    try Data(text.utf8).write(to: URL(fileURLWithPath: self[name]))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: self[name], withDestinationPath: target)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: self[name]).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file and link below a folder, sorted.
  func files(below name: String = "") -> [String] {
    let all = FileManager.default.enumerator(atPath: name.isEmpty ? path : self[name])?.allObjects ?? []
    return all.compactMap { $0 as? String }.filter { entry in
      let type = status((name.isEmpty ? "" : name + "/") + entry).map { $0.st_mode & S_IFMT }
      return type != nil && type != S_IFDIR
    }.sorted()
  }

  func status(_ name: String) -> stat? {
    var status = stat()
    return lstat(self[name], &status) == 0 ? status : nil
  }
}
