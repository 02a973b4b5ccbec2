import Glibc

/// Where a verb's output goes: data on one stream, everything said to people on the other.
public struct Console: Sendable {
  private let writeOut: @Sendable ([UInt8]) throws(ConsoleError) -> Void
  private let writeError: @Sendable ([UInt8]) -> Void
  /// The words of the command line whose output this is; nil where there is none, as within a process.
  let command: [String]?
  /// Whether data goes to a person's terminal.
  public let outIsTerminal: Bool
  /// Whether what is said goes to a person's terminal.
  public let errorIsTerminal: Bool

  /// - Parameters:
  ///   - out: takes data.
  ///   - error: takes diagnostics and the like.
  ///   - command: the words of the command line. Default nil, for none.
  public init(
    out: @escaping @Sendable ([UInt8]) throws(ConsoleError) -> Void, error: @escaping @Sendable ([UInt8]) -> Void,
    command: [String]? = nil, outIsTerminal: Bool = false, errorIsTerminal: Bool = false
  ) {
    writeOut = out
    writeError = error
    self.command = command
    self.outIsTerminal = outIsTerminal
    self.errorIsTerminal = errorIsTerminal
  }

  /// The process's own streams.
  public static let standard = Console(
    out: { (bytes) throws(ConsoleError) in
      let failure = write(bytes, to: STDOUT_FILENO)
      if failure != 0 { throw ConsoleError(code: failure) }
    },
    error: { _ = write($0, to: STDERR_FILENO) }, command: ProcessArguments.all,
    outIsTerminal: isatty(STDOUT_FILENO) == 1,
    errorIsTerminal: isatty(STDERR_FILENO) == 1)

  public func out(_ bytes: [UInt8]) throws(ConsoleError) { try writeOut(bytes) }

  public func error(_ text: String) {
    if !text.isEmpty { writeError(Array(text.utf8)) }
  }

  func error(_ bytes: [UInt8]) { writeError(bytes) }

  /// - Returns: 0 or an errno.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
      }
      return 0
    }
  }
}

/// Standard output could not be written.
public struct ConsoleError: Error, CustomStringConvertible {
  let code: Int32

  /// In the words of the system.
  public var description: String { String(cString: strerror(code)) }

  public init(code: Int32) {
    self.code = code
  }
}

/// How a run ended, the same for every verb.
public enum ExitStatus: Int32, Sendable {
  /// Nothing to complain about.
  case success = 0
  /// Errors in the input, a difference, a failed case.
  case findings = 1
  /// The tool could not do its work.
  case failure = 2
}
