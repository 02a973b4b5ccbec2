import Synchronization

/// Files as they come, from whatever thread.
final class CollectedFiles: Sendable {
  private let files = Mutex<[OutputFile]>([])

  func add(_ file: OutputFile) { files.withLock { $0.append(file) } }

  /// In the order of their paths.
  var all: [OutputFile] { files.withLock { $0.sorted { $0.path.isBefore($1.path) } } }
}
