import EnvoyAPI
import XDSCompiler
import XDSFiles

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
      do {
        let bytes = try readFile(path)
        let message = try decode(bytes, as: type)
        if files.count > 1, format == .yaml { text += Array("\(index > 0 ? "---\n" : "")# \(path)\n".utf8) }
        message.write(format, to: &text, redacting: SecretBytes.fingerprint(of:))
      } catch let error as FileError {
        status = reporter.fail([error], to: console)
      } catch {
        reporter.fail(
          type.map { "holds no \($0.fullName)" } ?? "is not a file that xdsc writes", path: path,
          help: type == nil ? "name the message in it with --type" : nil, to: console)
        status = .failure
      }
    }
    do throws(ConsoleError) {
      try console.out(text)
    } catch {
      return reporter.fail([.standardOutput(error)], to: console)
    }
    return status
  }

  private func readFile(_ path: String) throws(FileError) -> [UInt8] {
    guard path == "-" else { return try InputReader().readFile(path).bytes }
    let read = InputReader().read([path])
    if let error = read.errors.first { throw error }
    return read.files.first?.source.bytes ?? []
  }

  private func decode(_ bytes: [UInt8], as type: MessageType?) throws -> DynamicMessage {
    if let type { return try type.unpack(bytes) }
    // The two shapes share no field numbers with the same meaning: one of them leaves fields unknown.
    for candidate in [DiscoveryResponse.messageType, Bootstrap.messageType] {
      if let message = try? candidate.unpack(bytes), !bytes.isEmpty, message.unknownFields().isEmpty { return message }
    }
    throw UnrecognisedFile()
  }

  private struct UnrecognisedFile: Error {}
}

extension FileError {
  static func standardOutput(_ error: ConsoleError) -> FileError {
    FileError(.unwritable, "<stdout>", "\(error)")
  }
}
