/// How much a change matters to those who run the mesh.
public enum Weight: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Everything else: timeouts, statistics, the order of what has none.
  case tuning
  /// Moves traffic: endpoints, addresses, ports, hostnames, protocols, weights.
  case traffic
  /// Weakens security: afterwards something is accepted that was refused before, or sent in the clear that was encrypted.
  case security

  private var rank: Int {
    switch self {
    case .tuning: 0
    case .traffic: 1
    case .security: 2
    }
  }

  public static func < (a: Weight, b: Weight) -> Bool { a.rank < b.rank }
}
