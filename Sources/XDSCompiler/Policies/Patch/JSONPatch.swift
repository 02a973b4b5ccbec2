import EnvoyAPI

/// One operation of JSON Patch (RFC 6902), as Kuma applies it: negative indices count from the end, removing what is not
/// there is fine, and adding makes the objects on the way.
struct JSONPatch: Sendable {
  enum Operation: String, CaseIterable, Sendable {
    case add, remove, replace, move, copy
  }

  /// Why an operation does not apply.
  struct Failure: Error {
    let message: String
  }

  let operation: Operation
  /// JSON Pointers (RFC 6901), less their first slash and with their escapes undone.
  let path: [String]
  let from: [String]
  /// For `add` and `replace`.
  let value: MessageValue
  /// Where it is written.
  let node: Node

  /// Nil when it is no pointer.
  static func pointer(_ text: String) -> [String]? {
    guard !text.isEmpty else { return [] }
    guard text.hasPrefix("/") else { return nil }
    return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      String(
        decoding: Array($0.utf8).replacing("~1".utf8, with: "/".utf8).replacing("~0".utf8, with: "~".utf8),
        as: UTF8.self)
    }
  }

  func apply(to document: inout MessageValue) throws(Failure) {
    switch operation {
    case .add: try document.change(path[...], .add(value))
    case .replace: try document.change(path[...], .replace(value))
    case .remove: try document.change(path[...], .remove)
    case .copy: try document.change(path[...], .add(try document.value(at: from)))
    case .move:
      let moved = try document.value(at: from)
      try document.change(from[...], .remove)
      try document.change(path[...], .add(moved))
    }
  }
}

private enum Change {
  case add(MessageValue)
  case replace(MessageValue)
  case remove
}

extension MessageValue {
  fileprivate func value(at path: [String]) throws(JSONPatch.Failure) -> MessageValue {
    var value = self
    for step in path {
      let next =
        switch value {
        case .object: value[step]
        case .list(let elements): MessageValue.index(step, in: elements.count).map { elements[$0] }
        default: nil as MessageValue?
        }
      guard let next else { throw .init(message: "nothing is at \(MessageValue.text(of: path))") }
      value = next
    }
    return value
  }

  fileprivate mutating func change(_ path: ArraySlice<String>, _ change: Change) throws(JSONPatch.Failure) {
    guard let step = path.first else {
      switch change {
      case .add(let value), .replace(let value): self = value
      case .remove: throw .init(message: "the whole cannot be removed")
      }
      return
    }
    let rest = path.dropFirst()
    switch self {
    case .object(var members):
      let index = members.firstIndex { $0.name == step }
      if rest.isEmpty {
        switch change {
        case .add(let value):
          if let index { members[index].value = value } else { members.append(.init(name: step, value: value)) }
        case .replace(let value):
          guard let index else { throw .init(message: "nothing is at \"\(step)\" to be replaced") }
          members[index].value = value
        case .remove: if let index { members.remove(at: index) }
        }
      } else if let index {
        try members[index].value.change(rest, change)
      } else {
        switch change {
        case .add:
          var made = MessageValue.object([])
          try made.change(rest, change)
          members.append(.init(name: step, value: made))
        case .replace: throw .init(message: "nothing is at \"\(step)\"")
        case .remove: break
        }
      }
      self = .object(members)
    case .list(var elements):
      if rest.isEmpty, case .add(let value) = change {
        guard let index = step == "-" ? elements.count : MessageValue.index(step, in: elements.count + 1) else {
          throw .init(message: "\"\(step)\" is no index of a list of \(elements.count)")
        }
        elements.insert(value, at: index)
      } else if let index = MessageValue.index(step, in: elements.count) {
        if rest.isEmpty {
          switch change {
          case .replace(let value): elements[index] = value
          default: elements.remove(at: index)
          }
        } else {
          try elements[index].change(rest, change)
        }
      } else if case .remove = change {
        break
      } else {
        throw .init(message: "\"\(step)\" is no index of a list of \(elements.count)")
      }
      self = .list(elements)
    default: throw .init(message: "\"\(step)\" is below what has no members")
    }
  }

  private static func index(_ step: String, in count: Int) -> Int? {
    guard let number = Int(step) else { return nil }
    let index = number < 0 ? count + number : number
    return (0..<count).contains(index) ? index : nil
  }

  private static func text(of path: [String]) -> String { "\"/\(path.joined(separator: "/"))\"" }
}
