import XDSCompiler

/// What the tool says about its own work, not about the input.
public struct ToolNotice: Sendable {
  /// An error where it could not do its work, else a warning or a note.
  public var severity: Severity
  public var message: String
  /// The file or folder that it is about.
  public var path: String?
  /// What to do about it, where that is certain.
  public var help: String?

  public init(_ severity: Severity, _ message: String, path: String? = nil, help: String? = nil) {
    self.severity = severity
    self.message = message
    self.path = path
    self.help = help
  }

  /// What formats with ids have in place of one.
  var id: String { severity == .error ? "failure" : "output" }
}
