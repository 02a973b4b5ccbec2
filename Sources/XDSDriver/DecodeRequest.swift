import EnvoyAPI
import XDSCompiler
import XDSFiles
import XDSReport

/// Files to show as text.
public struct DecodeRequest: Sendable {
  public var files: [String]
  /// Full name of the message in the files; nil recognises what xdsc writes.
  public var typeName: String?
  public var format = TextFormat.yaml
  public var reporter = Reporter()

  public init(files: [String]) {
    self.files = files
  }

  /// Writes each file's message to standard output, private keys as fingerprints.
  public func run(_ console: Console) -> ExitStatus {
    var type: MessageType?
    if let typeName {
      type = MessageType(named: typeName)
      if type == nil {
        reporter.fail("unknown message type \"\(typeName)\"", to: console)
        return .failure
      }
    }
    var status = ExitStatus.success
    var text: [UInt8] = []
    for (index, path) in files.enumerated() {
      do throws(FileError) {
        let source = try readFile(path)
        if let file = try messageFile(source, type) {
          if files.count > 1, format == .yaml {
            text += Array("\(index > 0 ? "---\n" : "")# \(printable(path))\n".utf8)
          }
          write(file, to: &text)
          continue
        }
        reporter.fail(
          type.map { "holds no \($0.fullName)" } ?? "is not a file that xdsc writes", path: path,
          help: type == nil ? "name the message in it with --type" : nil, to: console)
        status = .failure
      } catch {
        status = reporter.fail([error], to: console)
      }
    }
    do throws(ConsoleError) {
      try console.out(text)
    } catch {
      return reporter.fail([.standardOutput(error)], to: console)
    }
    return status
  }

  private func write(_ file: MessageFile, to text: inout [UInt8]) {
    switch file {
    case .encoded(let message): message.write(format, to: &text, redacting: SecretBytes.fingerprint(of:))
    case .text(let documents):
      for (index, document) in documents.enumerated() {
        if index > 0, format == .yaml { text += Array("---\n".utf8) }
        document.value.write(format, to: &text)
      }
    }
  }

  private func messageFile(_ source: SourceFile, _ type: MessageType?) throws(FileError) -> MessageFile? {
    do throws(UnpackError) {
      return try MessageFile(source, as: type)
    } catch {
      throw FileError(.tooLarge, source.path, "\(error)")
    }
  }

  private func readFile(_ path: String) throws(FileError) -> SourceFile {
    let store = try CurrentFiles(path)
    guard !store.isFolder, let file = try store.inputs(lockPath: nil).first else {
      throw FileError(.unreadable, path, "is a folder")
    }
    return file
  }
}

extension FileError {
  static func standardOutput(_ error: ConsoleError) -> FileError {
    FileError(.unwritable, "<stdout>", "\(error)")
  }
}
