import CStart

/// The command line of this process.
public enum ProcessArguments {
  /// Without the name of the program. Those of `CommandLine` need /proc, which not every root folder has.
  public static var all: [String] {
    (0..<xdsc_argument_count()).dropFirst().map { String(cString: xdsc_argument($0)) }
  }
}
