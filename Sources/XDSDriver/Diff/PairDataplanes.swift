import XDSCompiler
import XDSDiff
import XDSFiles

/// The dataplanes of two sides, each with its like.
struct DataplanePairs: Sendable {
  struct Pair: Sendable {
    var name: DataplaneName?
    /// For messages.
    var place: String
    var old: Operand.Content
    var new: Operand.Content
  }

  private(set) var pairs: [Pair] = []
  private(set) var removed: [DataplaneName] = []
  private(set) var added: [DataplaneName] = []

  /// Pairs by name. A side that is only about one dataplane decides which one of the other it is about; two such sides
  /// are about the same.
  init(_ old: Operand, _ new: Operand) throws(FileError) {
    let place = "\(old.name), \(new.name)"
    switch (old.isWhole, new.isWhole) {
    case (true, true):
      let olds = Dictionary(old.dataplanes.map { ($0.name, $0.content) }) { first, _ in first }
      let news = Set(new.dataplanes.map(\.name))
      removed = old.dataplanes.compactMap(\.name).filter { !news.contains($0) }
      for dataplane in new.dataplanes {
        if let content = olds[dataplane.name] {
          pairs.append(Pair(name: dataplane.name, place: place, old: content, new: dataplane.content))
        } else if let name = dataplane.name {
          added.append(name)
        }
      }
    case (false, true):
      let one = try DataplanePairs.only(old)
      let other = try DataplanePairs.find(one.name, in: new, for: old)
      pairs = [Pair(name: other.name, place: place, old: one.content, new: other.content)]
    case (true, false):
      let one = try DataplanePairs.only(new)
      let other = try DataplanePairs.find(one.name, in: old, for: new)
      pairs = [Pair(name: other.name, place: place, old: other.content, new: one.content)]
    case (false, false):
      let (a, b) = (try DataplanePairs.only(old), try DataplanePairs.only(new))
      pairs = [Pair(name: b.name ?? a.name, place: place, old: a.content, new: b.content)]
    }
  }

  private static func only(_ operand: Operand) throws(FileError) -> Operand.Dataplane {
    guard let dataplane = operand.dataplanes.first else { throw FileError(.noInput, operand.name, "has no dataplane") }
    return dataplane
  }

  private static func find(
    _ name: DataplaneName?, in whole: Operand, for single: Operand
  ) throws(FileError) -> Operand.Dataplane {
    if let name {
      if let found = whole.dataplanes.first(where: { $0.name == name }) { return found }
      let known = whole.dataplanes.compactMap { $0.name?.description }
      throw FileError(
        .missing, whole.name, "has no dataplane \(name), which \(single.name) is about",
        help: nearestName(to: name.description, among: known).map { "compare with \($0)" })
    }
    guard whole.dataplanes.count == 1, let found = whole.dataplanes.first else {
      throw FileError(
        .missing, single.name,
        "does not say which of the \(whole.dataplanes.count) dataplanes of \(whole.name) it is about",
        help: "choose one with --mesh and --dataplane")
    }
    return found
  }
}

extension DataplanePairs.Pair {
  /// How the dataplane differs. Reads what may differ, and nothing else.
  func difference() throws(FileError) -> DataplaneDifference {
    let (old, new) = try snapshots()
    do throws(SnapshotError) {
      return try DataplaneDifference(name: name, from: old, to: new)
    } catch {
      throw FileError(.notCompiled, place, "\(name.map { "dataplane \($0) " } ?? "")\(error)")
    }
  }

  private func snapshots() throws(FileError) -> (Snapshot, Snapshot) {
    switch (old, new) {
    case (.files(let a), .files(let b)):
      let files = TreeFile.compared.filter { !a.has($0, sameAs: b) }
      return (try a.snapshot(files), try b.snapshot(files))
    case (.files(let a), .snapshot(let b)): return (try a.snapshot(b.files), b)
    case (.snapshot(let a), .files(let b)): return (a, try b.snapshot(a.files))
    case (.snapshot(let a), .snapshot(let b)):
      guard !a.types.isDisjoint(with: b.types) else { throw .nothingInCommon(a, b, place) }
      return (a, b)
    }
  }
}

extension Snapshot {
  /// The files of a dataplane that say the same things.
  fileprivate var files: [TreeFile] { TreeFile.allCases.filter { types.contains($0.type) } }
}

extension FileError {
  fileprivate static func nothingInCommon(_ old: Snapshot, _ new: Snapshot, _ place: String) -> FileError {
    func words(_ types: Set<String>) -> String {
      types.map { $0.split(separator: ".").last.map(String.init) ?? $0 }.sorted().joined(separator: ", ")
    }
    return FileError(
      .notCompiled, place,
      "have nothing in common: \(words(old.types)) on one side, \(words(new.types)) on the other")
  }
}
