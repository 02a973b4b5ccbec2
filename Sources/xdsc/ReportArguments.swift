import ArgumentParser
import Glibc
import XDSDriver

/// How a verb speaks.
struct ReportArguments: ParsableArguments {
  static let title = "Messages"

  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(help: .init("Form of diagnostics on standard error.", valueName: "format"))
  var diagnostics = Reporter.Format.text

  @Option(help: .init("Color. auto: on terminals, unless NO_COLOR is set.", valueName: "when"))
  var color = Color.auto

  @Flag(name: .shortAndLong, help: "Leave out notes.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say what was done, too.")
  var verbose = false

  func reporter(for console: Console) -> Reporter {
    var reporter = Reporter()
    reporter.format = diagnostics
    reporter.isQuiet = quiet
    reporter.isVerbose = verbose
    reporter.usesColor = usesColor(onTerminal: console.errorIsTerminal)
    reporter.showsProgress = console.errorIsTerminal && takesEscapes && diagnostics == .text && !quiet
    return reporter
  }

  /// Whether to colour what goes to a terminal, or somewhere else.
  func usesColor(onTerminal isTerminal: Bool) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isTerminal && takesEscapes && !isSet("NO_COLOR")
    }
  }

  private var takesEscapes: Bool { getenv("TERM").map { strcmp($0, "dumb") } != 0 }

  /// The format that a command line asks for, which may be wrong in other places.
  static func format(in arguments: [String]) -> Reporter.Format {
    let option = "--diagnostics"
    let values = zip(arguments, arguments.dropFirst() + [""]).compactMap { argument, next in
      argument == option ? next : argument.hasPrefix("\(option)=") ? String(argument.dropFirst(option.count + 1)) : nil
    }
    return values.compactMap(Reporter.Format.init).last ?? .text
  }

  /// Set to anything but the empty string, as no-color.org has it.
  private func isSet(_ name: String) -> Bool { getenv(name).map { $0.pointee != 0 } ?? false }
}

extension Reporter.Format: ExpressibleByArgument {}
