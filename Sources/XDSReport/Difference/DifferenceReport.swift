import XDSDiff

/// A difference to show, and what its sides are called.
public struct DifferenceReport: Sendable {
  public var old: String
  public var new: String
  public var difference: Difference

  public init(old: String, new: String, difference: Difference) {
    self.old = old
    self.new = new
    self.difference = difference
  }
}

/// A way to write a difference.
public protocol DifferenceFormat {
  func format(_ report: DifferenceReport) -> String
}

extension Weight {
  /// What the changes of this weight do, of one or of several: `1 change weakens security`, `2 move traffic`.
  func phrase(_ count: Int) -> String {
    switch self {
    case .security: count == 1 ? "weakens security" : "weaken security"
    case .traffic: count == 1 ? "moves traffic" : "move traffic"
    case .tuning: count == 1 ? "is tuning" : "are tuning"
    }
  }

  /// What one change does, before its reason.
  var label: String { self == .tuning ? "tuning" : phrase(1) }
}

extension ChangeKind {
  var sign: String {
    switch self {
    case .added: "+"
    case .removed: "-"
    case .changed, .reordered, .renamed: "~"
    }
  }
}

extension ResourceChange {
  /// `cluster`, `transport socket`: the type in words.
  var typeWords: String {
    shortType.reduce(into: "") { words, character in
      if character.isUppercase, !words.isEmpty { words += " " }
      words += character.lowercased()
    }
  }
}
