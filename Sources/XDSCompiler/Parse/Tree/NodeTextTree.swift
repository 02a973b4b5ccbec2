import enum EnvoyAPI.TextKind
import protocol EnvoyAPI.TextTree

/// Messages of Envoy's API can be read from nodes.
extension Node: TextTree {
  var textKind: TextKind {
    switch kind {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .sequence: .list
    case .mapping: .object
    }
  }

  var text: String { string }
}
