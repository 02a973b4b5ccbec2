import XDSCompiler

/// A way to write diagnostics, and what the tool says about its own work, one after the other.
public protocol DiagnosticFormat {
  /// One diagnostic, with the line break that ends it.
  mutating func format(_ diagnostic: Diagnostic) -> String
  /// One notice, with the line break that ends it.
  func format(_ notice: ToolNotice) -> String
}

extension Diagnostic {
  /// The field and the resource that it is about, for people; nil where it is about neither.
  var subject: String? {
    let field = path.flatMap { $0.isEmpty ? nil : $0 }
    guard let resource else { return field }
    let owner = "\(resource.kind) \(resource.name)\(resource.mesh.map { ", mesh \($0)" } ?? "")"
    return field.map { "\($0) of \(owner)" } ?? owner
  }
}

/// Text that a terminal shows as it is: control characters, which could hide or forge output, become `\u{…}`.
package func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.isControl) else { return text }
  return text.unicodeScalars.reduce(into: "") { result, scalar in
    if scalar.isControl {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
}

extension Unicode.Scalar {
  var isControl: Bool { properties.generalCategory == .control || properties.generalCategory == .format }
}

extension [SourceFile] {
  /// How users know the file of an index.
  func path(_ file: UInt32) -> String {
    indices.contains(Int(file)) ? self[Int(file)].path : "<unknown>"
  }
}
