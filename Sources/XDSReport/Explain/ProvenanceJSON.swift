import XDSCompiler

/// Where each field of an output file comes from, as a document beside it: the same bytes for the same compile on every
/// machine. It holds no values, so no secrets.
public struct ProvenanceJSON: Sendable {
  private let origins: OriginJSON

  /// - Parameter fileNames: names of the inputs as manifests have them, by the indices of places.
  public init(fileNames: [String]) {
    origins = OriginJSON(fileNames: fileNames)
  }

  public func format(_ file: ExplainedFile) -> [UInt8] {
    var json = JSONLines()
    json.open("{") {
      $0.member("file", .string(file.name))
      $0.open("[", named: "fields", isLast: false) { $0.elements(fields(file.fields)) }
      $0.open("[", named: "resources") { json in
        for (index, resource) in file.resources.enumerated() {
          json.open("{", isLast: index == file.resources.count - 1) {
            $0.member("type", .string(resource.type))
            $0.member("name", .string(resource.name))
            $0.open("[", named: "fields") { $0.elements(fields(resource.fields)) }
          }
        }
      }
    }
    return Array(json.text.utf8)
  }

  private func fields(_ fields: [ExplainedField]) -> [JSONValue] {
    fields.map { origins.field($0, showsValue: false) }
  }
}
