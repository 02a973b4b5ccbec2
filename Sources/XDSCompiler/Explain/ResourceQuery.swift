/// Which resources of the output to explain.
public struct ResourceQuery: Sendable {
  /// Files by the names that queries have for them.
  private static let files = ["bootstrap", "clusters", "listeners", "secrets", "transport_sockets"]

  /// As the user wrote it.
  public let text: String
  /// Names of files, in this order.
  let fileNames: [String]
  /// Name of an Envoy resource, or core name of a service; nil: everything in the files.
  let name: String?

  /// Reads `NAME`, `FILE/NAME` or `FILE`, where a file is `clusters`, `listeners`, `transport_sockets`, `secrets` or
  /// `bootstrap`.
  ///
  /// A name alone is looked for among clusters and listeners: these hold transport sockets, and the bootstrap holds these.
  public init(_ text: String) {
    self.text = text
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if ResourceQuery.files.contains(parts[0]) {
      fileNames = ["\(parts[0]).pb"]
      name = parts.count > 1 ? parts[1] : nil
    } else {
      fileNames = ["clusters.pb", "listeners.pb"]
      name = text
    }
  }
}

extension ExplainedField {
  /// Whether a path, a part of one that ends with a whole step, or the end of one leads to this field or to what holds it.
  public func isBelow(_ steps: String) -> Bool {
    var start = path.startIndex
    while let range = path[start...].firstRange(of: steps) {
      let startsStep =
        range.lowerBound == path.startIndex || steps.hasPrefix("[") || path[path.index(before: range.lowerBound)] == "."
      let endsStep = range.upperBound == path.endIndex || path[range.upperBound] == "." || path[range.upperBound] == "["
      if startsStep, endsStep { return true }
      start = path.index(after: range.lowerBound)
    }
    return false
  }
}
