import EnvoyAPI
import Testing

@testable import XDSCompiler

@Suite struct JSONPatchTests {
  /// What one patch, written in YAML, makes of a document; the reason where it does not apply.
  private func patched(_ document: String, _ patch: String) throws -> String {
    let stages = Stages(
      policy(
        "MeshProxyPatch", "p", "default:", "  appendModifications:",
        "  - cluster: {operation: Patch, jsonPatches: [\(patch)]}"))
    let conf = try #require(stages.parsed.policies.first?.conf?["appendModifications"]?.elements.first)
    let modification = try #require(Modification(conf))
    var value = try tree(document)
    do {
      for patch in modification.patches { try patch.apply(to: &value) }
    } catch {
      return "error: \(error.message)"
    }
    return text(value)
  }

  private func tree(_ text: String) throws -> MessageValue {
    let (tree, node) = try readDocument(text)
    func value(_ node: XDSCompiler.Node) -> MessageValue {
      switch node.kind {
      case .mapping: .object(node.entries.map { .init(name: $0.string, value: value($1)) })
      case .sequence: .list(node.elements.map(value))
      case .string: .string(node.string)
      default: .word(node.string)
      }
    }
    return withExtendedLifetime(tree) { value(node) }
  }

  private func text(_ value: MessageValue) -> String {
    switch value {
    case .object(let members): "{\(members.map { "\($0.name): \(text($0.value))" }.joined(separator: ", "))}"
    case .list(let elements): "[\(elements.map(text).joined(separator: ", "))]"
    case .string(let text), .word(let text): text
    }
  }

  @Test(arguments: [
    ("{a: 1}", "{op: add, path: /b, value: 2}", "{a: 1, b: 2}"),
    ("{a: 1}", "{op: add, path: /a, value: {b: [x]}}", "{a: {b: [x]}}"),
    ("{}", "{op: add, path: /a/b/c, value: 1}", "{a: {b: {c: 1}}}"),
    ("{a: [1, 2]}", "{op: add, path: /a/1, value: x}", "{a: [1, x, 2]}"),
    ("{a: [1, 2]}", "{op: add, path: /a/-, value: x}", "{a: [1, 2, x]}"),
    ("{a: [1, 2]}", "{op: add, path: /a/2, value: x}", "{a: [1, 2, x]}"),
    ("{a: [1, 2]}", "{op: replace, path: /a/-1, value: x}", "{a: [1, x]}"),
    ("{a: [1, 2]}", "{op: remove, path: /a/0}", "{a: [2]}"),
    ("{a: 1}", "{op: remove, path: /b}", "{a: 1}"),
    ("{a: 1}", "{op: remove, path: /b/c}", "{a: 1}"),
    ("{a: {b: 1}}", "{op: replace, path: /a/b, value: 2}", "{a: {b: 2}}"),
    ("{a: 1, b: {}}", "{op: move, from: /a, path: /b/c}", "{b: {c: 1}}"),
    ("{a: 1}", "{op: copy, from: /a, path: /b}", "{a: 1, b: 1}"),
    ("{a/b: 1, c~d: 2}", "{op: replace, path: /a~1b, value: 3}", "{a/b: 3, c~d: 2}"),
    ("{a/b: 1, c~d: 2}", "{op: replace, path: /c~0d, value: 3}", "{a/b: 1, c~d: 3}"),
    ("{a: 1}", "{op: replace, path: \"\", value: {b: 2}}", "{b: 2}"),
  ])
  func applies(_ document: String, _ patch: String, _ result: String) throws {
    #expect(try patched(document, patch) == result)
  }

  @Test(arguments: [
    ("{a: 1}", "{op: replace, path: /b, value: 2}", "nothing is at \"b\" to be replaced"),
    ("{a: 1}", "{op: replace, path: /b/c, value: 2}", "nothing is at \"b\""),
    ("{a: [1]}", "{op: add, path: /a/3, value: 2}", "\"3\" is no index of a list of 1"),
    ("{a: [1]}", "{op: replace, path: /a/1, value: 2}", "\"1\" is no index of a list of 1"),
    ("{a: 1}", "{op: add, path: /a/b, value: 2}", "\"b\" is below what has no members"),
    ("{a: 1}", "{op: move, from: /b, path: /c}", "nothing is at \"/b\""),
  ])
  func failsWithAReason(_ document: String, _ patch: String, _ reason: String) throws {
    #expect(try patched(document, patch) == "error: \(reason)")
  }
}
