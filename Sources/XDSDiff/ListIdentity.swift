import EnvoyAPI
import XDSCompiler

/// What makes two elements of a list the same one, though they may stand at different places and differ in the rest.
enum ListIdentity {
  /// What members say, or members of members.
  case members([[String]])
  /// The address and port, or the path, of an address in a member; with no member, of the element itself.
  case address([String])
  /// All that it says.
  case whole
  /// The place in the list, after everything that is equal has found its like.
  case place

  /// Lists by the name of their field. Other lists go by `name` where all elements have one; scalars are wholly themselves.
  private static let table: [String: (identity: ListIdentity, pairsRest: Bool)] = [
    "lbEndpoints": (.address(["endpoint", "address"]), false),
    "additionalAddresses": (.address(["address"]), false),
    "resolvers": (.address([]), false),
    "endpoints": (.members([["locality"]]), true),
    // A cluster has one, which takes the name of the first endpoint.
    "transportSocketMatches": (.members([["name"]]), true),
    "filterChains": (.members([["name"]]), true),
    "virtualHosts": (.members([["name"]]), true),
    // Names of routes come from all matches of their rule, and several may have the same.
    "routes": (.members([["match"]]), false),
    "matchTypedSubjectAltNames": (.members([["sanType"], ["matcher"]]), false),
    "matchSubjectAltNames": (.whole, false),
    "prefixRanges": (.whole, false),
    "requestHeadersToAdd": (.members([["header", "key"]]), false),
    "responseHeadersToAdd": (.members([["header", "key"]]), false),
    "statsTags": (.members([["tagName"]]), false),
  ]

  /// How the elements of two lists are matched.
  ///
  /// - Returns: also whether elements without their like are the same ones all the same, in their order: of those there
  ///   is one, or they follow what they are named after.
  static func of(
    _ field: String, _ old: [MessageValue], _ new: [MessageValue]
  ) -> (identity: ListIdentity, pairsRest: Bool) {
    if let row = table[field] { return row }
    let elements = old + new
    if elements.allSatisfy(\.isScalar) { return old.count == 1 && new.count == 1 ? (.place, true) : (.whole, false) }
    if elements.allSatisfy({ $0["name"]?.string?.isEmpty == false }) { return (.members([["name"]]), false) }
    return (.place, true)
  }

  /// The identity of an element as paths show it; empty where it has none.
  func text(_ element: MessageValue) -> String {
    switch self {
    case .members(let paths): paths.compactMap { element[$0]?.compact }.joined(separator: " ")
    case .address(let path): element[path]?.addressText ?? ""
    case .whole: element.compact
    case .place: ""
    }
  }
}

extension MessageValue {
  /// What stands at the end of a path of members.
  subscript(path: [String]) -> MessageValue? { path.reduce(self) { $0?[$1] } }

  /// The address that an `envoy.config.core.v3.Address`, or a socket address, says.
  var addressText: String? {
    if let path = self["pipe"]?["path"]?.string { return path }
    guard let socket = self["socketAddress"] ?? (self["address"]?.string == nil ? nil : self),
      let address = socket["address"]?.string
    else { return nil }
    guard let port = socket["portValue"]?.compact ?? socket["namedPort"]?.string else { return address }
    return "\(address.asHost):\(port)"
  }

  fileprivate var isScalar: Bool {
    switch self {
    case .string, .word: true
    case .object, .list: false
    }
  }

  /// Few words for a small value: names and values of members in their order.
  var compact: String {
    switch self {
    case .string(let text), .word(let text): text
    case .list(let elements): elements.map(\.compact).joined(separator: ",")
    case .object(let members):
      members.map { member in
        let value = member.value.compact
        return value.isEmpty || value == "true" ? member.name : "\(member.name) \(value)"
      }.joined(separator: " ")
    }
  }
}
