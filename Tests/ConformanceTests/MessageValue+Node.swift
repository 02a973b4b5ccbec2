import enum EnvoyAPI.MessageValue
import Foundation

@testable import XDSCompiler

extension MessageValue {
  init(_ node: Node) {
    switch node.kind {
    case .mapping: self = .object(node.entries.map { .init(name: $0.string, value: MessageValue($1)) })
    case .sequence: self = .list(node.elements.map(MessageValue.init))
    case .string: self = .string(node.string)
    default: self = .word(node.string)
    }
  }

  /// The documents of a file.
  static func documents(_ file: URL) throws -> [MessageValue] {
    let documents = try Documents(file)
    return withExtendedLifetime(documents) { documents.all.map(MessageValue.init) }
  }

  /// Replaces a member of an object, adds it, or, with nil, removes it.
  func setting(_ name: String, _ value: MessageValue?) -> MessageValue {
    guard case .object(var members) = self else { return self }
    let index = members.firstIndex { $0.name == name }
    switch (index, value) {
    case (let index?, let value?): members[index].value = value
    case (let index?, nil): members.remove(at: index)
    case (nil, let value?): members.append(.init(name: name, value: value))
    case (nil, nil): break
    }
    return .object(members)
  }

  /// Replaces members of objects at any depth; what `replace` gives nil for is looked into.
  func mapped(_ replace: (_ name: String, _ value: MessageValue) -> MessageValue?) -> MessageValue {
    switch self {
    case .object(let members):
      .object(members.map { .init(name: $0.name, value: replace($0.name, $0.value) ?? $0.value.mapped(replace)) })
    case .list(let elements): .list(elements.map { $0.mapped(replace) })
    default: self
    }
  }

  /// On one line, for the compiler to read.
  var json: String {
    switch self {
    case .object(let members):
      "{\(members.map { "\(JSONValue.string($0.name).line): \($0.value.json)" }.joined(separator: ", "))}"
    case .list(let elements): "[\(elements.map(\.json).joined(separator: ", "))]"
    case .string(let text): JSONValue.string(text).line
    case .word(let text): text
    }
  }
}

/// What differs between two messages: members unordered, lists ordered.
func valueDifferences(_ expected: MessageValue, _ actual: MessageValue, _ path: String) -> [String] {
  switch (expected, actual) {
  case (.object(let wanted), .object(let found)):
    Set((wanted + found).map(\.name)).subtracting(path.contains(".") ? [] : ["@type"]).sorted().flatMap { name in
      switch (expected[name], actual[name]) {
      case (let wanted?, let found?): valueDifferences(wanted, found, "\(path).\(name)")
      case (_?, nil): ["\(path).\(name): missing"]
      default: ["\(path).\(name): unexpected"]
      }
    }
  case (.list(let wanted), .list(let found)) where wanted.count == found.count:
    zip(wanted, found).enumerated().flatMap { valueDifferences($1.0, $1.1, "\(path)[\($0)]") }
  default: expected == actual ? [] : ["\(path): \(actual), not \(expected)"]
  }
}
