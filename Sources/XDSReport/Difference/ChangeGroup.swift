import XDSCompiler
import XDSDiff

/// Changes that are the same in several dataplanes: a service that changes does so in all that reach it.
struct ChangeGroup {
  /// Sorted by mesh and name; nil is a dataplane that no side names.
  let dataplanes: [DataplaneName?]
  let changes: [ResourceChange]

  /// The groups, by their first dataplane; of those that begin with the same, the one of more dataplanes comes first.
  static func groups(_ difference: Difference) -> [ChangeGroup] {
    let dataplanes = difference.dataplanes
    var order: [ResourceChange] = []
    var places: [ResourceChange: [Int]] = [:]
    for (place, dataplane) in dataplanes.enumerated() {
      for change in dataplane.resources {
        if places[change] == nil { order.append(change) }
        places[change, default: []].append(place)
      }
    }
    var changes: [[Int]: [ResourceChange]] = [:]
    for change in order { changes[places[change] ?? [], default: []].append(change) }
    let sorted = changes.keys.sorted { a, b in
      if a.first != b.first { return (a.first ?? 0) < (b.first ?? 0) }
      return a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count > b.count
    }
    return sorted.map { places in
      ChangeGroup(dataplanes: places.map { dataplanes[$0].name }, changes: changes[places] ?? [])
    }
  }

  /// The dataplanes in words; empty for one without a name.
  ///
  /// - Parameter all: how many dataplanes there are.
  func title(of all: Int, limit: Int = 5) -> String {
    let names = dataplanes.compactMap(\.self)
    guard names.count > 1 else { return names.first.map { "dataplane \($0)" } ?? "" }
    let meshes = Set(names.map(\.mesh))
    let shown = names.prefix(limit).map { meshes.count == 1 ? $0.name : $0.description }
    let rest = names.count - shown.count
    let count = names.count < all ? "\(names.count)" : all == 2 ? "both" : "all \(all)"
    let mesh = meshes.count == 1 ? " of mesh \(names[0].mesh)" : ""
    let more = rest > 0 ? " and \(rest) more" : ""
    return "\(count) dataplanes\(mesh): \(shown.joined(separator: ", "))\(more)"
  }
}

/// How many changes there are of each weight; those that are the same in several dataplanes count once.
struct ChangeCounts {
  private(set) var resources = 0
  private var counts: [Weight: Int] = [:]

  init(_ groups: [ChangeGroup], _ difference: Difference) {
    for change in groups.flatMap(\.changes) {
      resources += 1
      if let verdict = change.verdict { counts[verdict.weight, default: 0] += 1 }
      for field in change.fields { counts[field.verdict.weight, default: 0] += 1 }
    }
    counts[.traffic, default: 0] += difference.added.count + difference.removed.count
  }

  subscript(weight: Weight) -> Int { counts[weight] ?? 0 }

  /// `1 change weakens security, 2 move traffic`, the heaviest first.
  var phrase: String {
    var parts: [String] = []
    for weight in Weight.allCases.reversed() where self[weight] > 0 {
      let count = self[weight]
      let noun = parts.isEmpty ? count == 1 ? " change" : " changes" : ""
      parts.append("\(count)\(noun) \(weight.phrase(count))")
    }
    return parts.joined(separator: ", ")
  }
}
