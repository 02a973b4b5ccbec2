/// The name among `candidates` that a misspelt `name` most likely meant, or nil when none is close.
///
/// Close means an edit distance (insertions, deletions, substitutions, swaps of neighbours; the case of ASCII letters is free)
/// of at most a third of the name, and at most `limit`. Nobody means anything certain by a very long name, and of very many
/// candidates only the first are looked at: a run may have very many names that are misspelt.
public func nearestName(
  to name: String, among candidates: some Sequence<String>, within limit: Int = .max
) -> String? {
  guard name.utf8.count <= EditDistance.longestName else { return nil }
  var distances = EditDistance(
    from: name, limit: min(limit, max(1, name.utf8.count / 3), EditDistance.mostEdits))
  var best: (distance: Int, name: String)?
  for candidate in candidates.prefix(EditDistance.mostCandidates) {
    guard let distance = distances.distance(to: candidate) else { continue }
    if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// Distances from one name to others, as far as they are small.
private struct EditDistance {
  static let longestName = 256
  static let mostEdits = 10
  static let mostCandidates = 10_000

  private let name: [UInt8]
  private let limit: Int
  private var other: [UInt8] = []
  /// The row of the table that is being filled, by how much of the other name there is, and the two before it.
  private var rows: (current: [Int], previous: [Int], beforePrevious: [Int])

  init(from name: String, limit: Int) {
    self.name = name.utf8.map(\.lowercased)
    self.limit = limit
    let row = [Int](repeating: 0, count: self.name.count + limit + 1)
    rows = (row, row, row)
  }

  /// Nil where it is more than the limit.
  mutating func distance(to candidate: String) -> Int? {
    guard abs(candidate.utf8.count - name.count) <= limit else { return nil }
    other.removeAll(keepingCapacity: true)
    other.append(contentsOf: candidate.utf8.lazy.map(\.lowercased))
    for j in 0...other.count { rows.previous[j] = j }
    for i in name.indices {
      var least = i + 1
      rows.current[0] = least
      for j in other.indices {
        var edits = min(rows.previous[j + 1] + 1, rows.current[j] + 1, rows.previous[j] + (name[i] == other[j] ? 0 : 1))
        if i > 0, j > 0, name[i] == other[j - 1], name[i - 1] == other[j] {
          edits = min(edits, rows.beforePrevious[j - 1] + 1)
        }
        rows.current[j + 1] = edits
        least = min(least, edits)
      }
      // No row is less than the one before it, but for a swap that skips one.
      guard least <= limit + 1 else { return nil }
      rows = (rows.beforePrevious, rows.current, rows.previous)
    }
    let distance = rows.previous[other.count]
    return distance <= limit ? distance : nil
  }
}

extension UInt8 {
  fileprivate var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}
