import Foundation
import Glibc

/// The compiler as users run it: the executable beside the tests, or the one that `XDSC` names.
enum RunXdsc {
  struct Outcome {
    /// As a shell tells it: 137 for one that was killed.
    var status: Int32
    var output: String
    var error: String

    static let killed: Int32 = 128 + SIGKILL
  }

  static let binary =
    ProcessInfo.processInfo.environment["XDSC"]
    ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/xdsc"

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - prefix: a command line that runs the one that follows it.
  ///   - nanoseconds: when to kill it.
  static func run(
    _ arguments: [String], by prefix: [String] = [], killAfter nanoseconds: Int? = nil
  ) throws -> Outcome {
    let process = try start(arguments, by: prefix)
    if let nanoseconds {
      usleep(UInt32(nanoseconds / 1000))
      kill(process.id, SIGKILL)
    }
    return process.end()
  }

  static func start(_ arguments: [String], by prefix: [String] = []) throws -> Running {
    let streams = try TestFolder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for (number, name) in [(STDOUT_FILENO, "out"), (STDERR_FILENO, "error")] {
      posix_spawn_file_actions_addopen(&actions, number, streams[name], O_WRONLY | O_CREAT, 0o600)
    }
    let words = (prefix + [binary] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    var id = pid_t()
    let failure = posix_spawnp(&id, (prefix + [binary])[0], &actions, nil, words + [nil], environ)
    guard failure == 0 else { throw POSIXError(.init(rawValue: failure) ?? .EIO) }
    return Running(id: id, streams: streams)
  }

  struct Running {
    let id: pid_t
    fileprivate let streams: TestFolder

    /// What it has said so far.
    var error: String { streams.text("error") ?? "" }

    func end() -> Outcome {
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7F
      return Outcome(
        status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: streams.text("out") ?? "", error: error)
    }
  }
}
