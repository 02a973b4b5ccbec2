import Glibc

/// Finds keys that a mapping has twice.
///
/// Small mappings are compared pair by pair, larger ones sorted, so that no input takes quadratic time. It keeps its
/// scratch memory from one mapping to the next.
struct DuplicateKeys {
  private var keys: [Node] = []

  private static let pairwiseLimit = 12

  /// Reports every key of a complete mapping that an earlier entry has already.
  mutating func report(in mapping: Node, to findings: inout DiagnosticList) {
    guard mapping.count > 1 else { return }
    keys.removeAll(keepingCapacity: true)
    for entry in mapping.entries { keys.append(entry.key) }
    if keys.count <= DuplicateKeys.pairwiseLimit {
      reportPairwise(to: &findings)
    } else {
      reportSorted(to: &findings)
    }
  }

  private func reportPairwise(to findings: inout DiagnosticList) {
    for later in 1..<keys.count {
      let text = keys[later].utf8
      for earlier in 0..<later where keys[earlier].hasText(text) {
        findings.add(DuplicateKeys.diagnostic(keys[later], first: keys[earlier]))
        break
      }
    }
  }

  private mutating func reportSorted(to findings: inout DiagnosticList) {
    keys.sort(by: DuplicateKeys.precedes)
    var first = keys[0]
    for key in keys.dropFirst() {
      if key.hasText(first.utf8) {
        findings.add(DuplicateKeys.diagnostic(key, first: first))
      } else {
        first = key
      }
    }
  }

  /// Order by length, text and then position: equal keys end side by side, the first of them in front.
  private static func precedes(_ a: Node, _ b: Node) -> Bool {
    let (x, y) = (a.utf8, b.utf8)
    guard x.count == y.count else { return x.count < y.count }
    guard let p = x.baseAddress, let q = y.baseAddress else { return a.record < b.record }
    let order = memcmp(p, q, x.count)
    return order == 0 ? a.record < b.record : order < 0
  }

  private static func diagnostic(_ key: Node, first: Node) -> Diagnostic {
    Diagnostic(
      .duplicateKey, "the key \"\(key.string)\" is here twice", at: key.range, path: key.path,
      notes: [.init(message: "the first one is here", range: first.range)])
  }
}
