import XDSCompiler

/// A part of the tool that takes bytes from outside, with what holds for all bytes.
public struct FuzzTarget: Sendable {
  public let name: String
  /// Does the work, and throws a `Violation` where something does not hold.
  public let run: @Sendable (_ bytes: [UInt8]) throws -> Void

  init(_ name: String, _ run: @escaping @Sendable (_ bytes: [UInt8]) throws -> Void) {
    self.name = name
    self.run = run
  }

  public static let all = [yaml, compile, protobuf, diff, template]
}

/// Something that does not hold for an input.
public struct Violation: Error, CustomStringConvertible {
  public let description: String
}

func require(_ condition: Bool, _ violation: @autoclosure () -> String) throws {
  if !condition { throw Violation(description: violation()) }
}
