import EnvoyAPI

/// Which elements of two lists are the same ones.
struct MatchedElements {
  /// Places of the same element in both lists, by the new place.
  private(set) var pairs: [(old: Int, new: Int)] = []
  private(set) var removed: [Int]
  private(set) var added: [Int]
  /// Whether elements that both lists have stand in another order.
  private(set) var isReordered = false
  /// What paths show for each element.
  let oldNames: [String]
  let newNames: [String]

  init(_ old: [MessageValue], _ new: [MessageValue], field: String) {
    let (identity, pairsRest) = ListIdentity.of(field, old, new)
    oldNames = MatchedElements.names(old, identity)
    newNames = MatchedElements.names(new, identity)
    removed = Array(old.indices)
    added = Array(new.indices)
    if case .place = identity {
      pairEqual(old, new)
    } else {
      pairEqual(old.map(identity.text), new.map(identity.text))
    }
    isReordered = zip(pairs, pairs.dropFirst()).contains { $0.old > $1.old }
    if pairsRest { pairRest() }
  }

  /// Pairs what is equal: the first with the first, the second with the second.
  private mutating func pairEqual<Key: Hashable>(_ old: [Key], _ new: [Key]) {
    var places: [Key: ArraySlice<Int>] = [:]
    for (place, key) in old.enumerated() { places[key, default: []].append(place) }
    for (place, key) in new.enumerated() {
      if let first = places[key]?.popFirst() { pairs.append((first, place)) }
    }
    drop(pairs)
  }

  private mutating func pairRest() {
    let rest = Array(zip(removed, added)).map { (old: $0, new: $1) }
    pairs += rest
    pairs.sort { $0.new < $1.new }
    drop(rest)
  }

  private mutating func drop(_ paired: [(old: Int, new: Int)]) {
    let old = Set(paired.map(\.old))
    let new = Set(paired.map(\.new))
    removed.removeAll(where: old.contains)
    added.removeAll(where: new.contains)
  }

  /// Identities, or places where there are none; of those that are there twice, the second has a number.
  private static func names(_ elements: [MessageValue], _ identity: ListIdentity) -> [String] {
    var counts: [String: Int] = [:]
    return elements.enumerated().map { place, element in
      let text = identity.text(element)
      guard !text.isEmpty else { return String(place) }
      counts[text, default: 0] += 1
      return counts[text] == 1 ? text : "\(text) #\(counts[text] ?? 0)"
    }
  }
}
