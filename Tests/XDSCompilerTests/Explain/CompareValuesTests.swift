import EnvoyAPI
import Testing

@testable import XDSCompiler

@Suite struct CompareValuesTests {
  private func list(_ texts: String...) -> MessageValue {
    .object([.init(name: "l", value: .list(texts.map { .string($0) }))])
  }

  private func changes(_ old: MessageValue, _ new: MessageValue?) -> [Int?] {
    old.leavesThatDiffer(from: new).map { leaf in
      if case .element(let index)? = leaf.path.last { index } else { nil }
    }
  }

  @Test func elementsThatMovedAreTheSame() {
    #expect(changes(list("a", "b", "c"), list("a", "b", "c")) == [])
    #expect(changes(list("a", "b", "c"), list("a", "x", "c")) == [1])
    #expect(changes(list("a", "b", "c"), list("b", "c")) == [0])
    #expect(changes(list("a", "b", "c"), list("a", "c")) == [1])
    #expect(changes(list("a", "b", "c"), list("a", "b")) == [2])
    #expect(changes(list("a", "b"), list("x", "a", "b")) == [])
    #expect(changes(list("a", "a"), list("a")) == [1])
    #expect(changes(list("a", "b", "c"), list("c", "x", "a")) == [1])
    #expect(changes(list("a", "b"), nil) == [0, 1])
  }

  @Test func elementsOfOneNameAreTheSame() {
    func element(_ name: String, _ value: String) -> MessageValue {
      .object([.init(name: "name", value: .string(name)), .init(name: "value", value: .string(value))])
    }
    let old = MessageValue.list([element("a", "1"), element("b", "2"), element("c", "3")])
    let new = MessageValue.list([element("d", "1"), element("c", "4"), element("b", "2")])
    #expect(
      old.leavesThatDiffer(from: new).map(\.path)
        == [[.element(0), .member("name")], [.element(2), .member("value")]])
  }

  @Test func leavesOfElementsThatTheOtherLacksAreTold() {
    #expect(list("a", "b").leavesThatDiffer(from: list("a", "x")).map(\.isOfNewElement) == [false])
    #expect(list("a", "b").leavesThatDiffer(from: list("a")).map(\.isOfNewElement) == [true])
    #expect(list("a").leavesThatDiffer(from: nil).map(\.isOfNewElement) == [true])
    #expect(list("a").leavesThatDiffer(from: .object([])).map(\.isOfNewElement) == [true])
    let inner = MessageValue.list([.object([.init(name: "a", value: .object([.init(name: "b", value: .word("1"))]))])])
    #expect(inner.leavesThatDiffer(from: .list([])).map(\.isOfNewElement) == [true])
    #expect(inner.leavesThatDiffer(from: .list([.object([])])).map(\.isOfNewElement) == [false])
  }

  @Test func leavesAreNamedByTheirPaths() {
    let value = MessageValue.object([
      .init(name: "empty", value: .object([])),
      .init(name: "inner", value: .object([.init(name: "a", value: .word("1")), .init(name: "b", value: .word("2"))])),
    ])
    let other = MessageValue.object([
      .init(name: "inner", value: .object([.init(name: "a", value: .word("1")), .init(name: "b", value: .word("3"))]))
    ])
    #expect(value.leavesThatDiffer(from: other).map(\.path) == [[.member("empty")], [.member("inner"), .member("b")]])
  }
}
