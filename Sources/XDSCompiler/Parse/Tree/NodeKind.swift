/// What YAML 1.2's core schema makes of a scalar, or the shape of a collection.
enum NodeKind: UInt8, Sendable {
  case null, boolean, integer, float, string, sequence, mapping

  var isCollection: Bool { self == .sequence || self == .mapping }
}
