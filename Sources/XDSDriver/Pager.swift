import Glibc

/// Shows a text, by way of a pager where it is longer than the terminal.
struct Pager {
  /// Whether there may be a pager at all.
  let isUsed: Bool

  /// `less`, unless `$PAGER` says otherwise, and for it, unless `$LESS` does: to end at once where the text fits, to show
  /// colours, to leave the text on the screen.
  private static let usual = (pager: "less", options: "FRX")

  func show(_ text: String, on console: Console) throws(ConsoleError) {
    let bytes = Array(text.utf8)
    if isUsed, console.outIsTerminal, Pager.isLonger(bytes), Pager.page(bytes) { return }
    try console.out(bytes)
  }

  private static func isLonger(_ text: [UInt8]) -> Bool {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return false }
    return text.count { $0 == UInt8(ascii: "\n") } >= Int(size.ws_row)
  }

  /// False when there is no pager to show it.
  private static func page(_ text: [UInt8]) -> Bool {
    let wanted = getenv("PAGER").map { String(cString: $0) } ?? usual.pager
    guard !wanted.isEmpty, wanted != "cat" else { return false }
    setenv("LESS", usual.options, 0)
    // `$PAGER` is a command line of the shell's.
    guard let pipe = popen(wanted, "w") else { return false }
    let written = text.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, pipe) }
    let status = pclose(pipe)
    // 127 is what a shell says about a command that it does not find.
    return written > 0 && status != 127 << 8
  }
}
