import EnvoyAPI
import XDSCompiler
import XDSDiff
import XDSReport

extension FuzzTarget {
  /// Comparing two sides, which are the first two documents of the input, and showing the difference.
  static let diff = FuzzTarget("diff") { bytes in
    let documents = ValueDocuments(reading: SourceFile(path: "sides.yaml", bytes: bytes))
    guard documents.diagnostics.isEmpty else { return }
    let sides = documents.values.prefix(2).compactMap { Snapshot(anyOf: $0) }
    guard let old = sides.first, let new = sides.last else { return }
    try old.checkEqualsItself()
    guard let there = try? DataplaneDifference(name: nil, from: old, to: new) else { return }
    let back = try DataplaneDifference(name: nil, from: new, to: old)
    try require(
      there.resources.isEmpty == back.resources.isEmpty, "a difference in one direction: \(there)\n\(back)")
    let report = DifferenceReport(
      old: "old", new: "new",
      difference: Difference(compared: 2, added: [], removed: [], dataplanes: [there, back]))
    for format in [DifferenceText(usesColor: true), DifferenceMarkdown()] as [any DifferenceFormat] {
      try require(!format.format(report).isEmpty, "nothing is shown")
    }
    try Array(DifferenceJSON().format(report).utf8).checkIsJSON()
  }
}

extension Snapshot {
  /// What a text says that `diff` takes: an Envoy's dump, a bootstrap or a response.
  fileprivate init?(anyOf value: MessageValue) {
    if let dump = ConfigDump(value) {
      self = dump.snapshot
    } else {
      let type = value["resources"] == nil ? Bootstrap.messageType : DiscoveryResponse.messageType
      let normal = type.normalize(value, redacting: SecretBytes.fingerprint(of:))
      guard let snapshot = try? Snapshot(type, normal) else { return nil }
      self = snapshot
    }
  }

  func checkEqualsItself() throws {
    guard let difference = try? DataplaneDifference(name: nil, from: self, to: self) else { return }
    try require(difference.resources.isEmpty, "differs from itself: \(difference)")
  }
}
