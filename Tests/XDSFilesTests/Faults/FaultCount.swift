import Foundation

/// How often each test disturbs a run: `XDSC_FAULTS`, by default few, since a thousand take minutes.
enum FaultCount {
  static let wanted = ProcessInfo.processInfo.environment["XDSC_FAULTS"].flatMap { Int($0) } ?? 10

  /// So many of all, evenly spread.
  static func sample<Element>(_ all: [Element]) -> [Element] {
    (0..<min(wanted, all.count)).map { all[$0 * all.count / min(wanted, all.count)] }
  }
}
