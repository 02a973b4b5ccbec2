import Dispatch
import Synchronization

/// A line on a person's terminal that tells how far a run is. It comes when the run has taken a second, makes room for
/// whatever else is written, and goes at the end.
final class ProgressLine: Sendable {
  private struct State {
    var text = ""
    /// What is on the terminal.
    var shown = ""
    var isOver = false
  }

  /// To the first column, and away with what is there.
  private static let clearing = "\r\u{1B}[K"

  private let terminal: Console
  private let state = Mutex(State())

  private init(_ terminal: Console) {
    self.terminal = terminal
  }

  /// Runs `body` with such a line, or with nil when none is wanted, and with the console to write to.
  static func during<Result>(
    on console: Console, isWanted: Bool, _ body: (Console, ProgressLine?) -> Result
  ) -> Result {
    guard isWanted else { return body(console, nil) }
    let line = ProgressLine(console)
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + .seconds(1), repeating: .milliseconds(100))
    timer.setEventHandler { line.show() }
    timer.resume()
    defer {
      timer.cancel()
      line.end()
    }
    return body(line.console, line)
  }

  /// What the line says from now on.
  func tell(_ text: String) {
    state.withLock { $0.text = text }
  }

  private func show() {
    state.withLock { state in
      guard !state.isOver, state.text != state.shown else { return }
      terminal.error("\(Self.clearing)\(state.text)")
      state.shown = state.text
    }
  }

  private func end() {
    state.withLock { state in
      erase(&state)
      state.isOver = true
    }
  }

  private func erase(_ state: inout State) {
    guard !state.shown.isEmpty else { return }
    terminal.error(Self.clearing)
    state.shown = ""
  }

  private var console: Console {
    Console(
      out: { [self] (bytes) throws(ConsoleError) in
        try state.withLock { (state) throws(ConsoleError) in
          erase(&state)
          try terminal.out(bytes)
        }
      },
      error: { [self] bytes in
        state.withLock { state in
          erase(&state)
          terminal.error(bytes)
        }
      }, command: terminal.command, outIsTerminal: terminal.outIsTerminal, errorIsTerminal: terminal.errorIsTerminal)
  }
}
