import XDSCompiler

/// A way to write what `explain` says.
public protocol ExplanationFormat {
  func format(_ explanations: [Explanation]) -> String
  func format(_ services: [ServiceSummary]) -> String
  func format(_ reach: [ServiceReach]) -> String
}
