/// Where in a resource something is: `loadAssignment.endpoints[0].lbEndpoints[httpbin.org:443].loadBalancingWeight`.
public struct FieldPath: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    /// A field, or an entry of a map.
    case field(String)
    /// An element of a list, by what identifies it.
    case element(String)
  }

  public var steps: [Step]

  public init(_ steps: [Step] = []) {
    self.steps = steps
  }

  func appending(_ step: Step) -> FieldPath { FieldPath(steps + [step]) }
}

extension FieldPath: CustomStringConvertible {
  /// Fields after dots, elements in brackets, and in brackets and quotes the keys of maps that are no plain names.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .element(let identity): text += "[\(identity)]"
      case .field(let name) where !FieldPath.isPlain(name): text += "[\"\(name)\"]"
      case .field(let name): text += text.isEmpty ? name : ".\(name)"
      }
    }
    return text
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"):
          true
        default: false
        }
      }
  }
}
