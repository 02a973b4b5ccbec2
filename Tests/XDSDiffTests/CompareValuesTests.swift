import EnvoyAPI
import Testing

@testable import XDSDiff

@Suite struct CompareValuesTests {
  @Test func fieldsComeInTheirOrderWithOldAndNewValues() throws {
    #expect(
      try fieldChanges(
        "type: EDS, altStatName: x, connectTimeout: 1s", "type: STATIC, connectTimeout: 1s, lbPolicy: MAGLEV")
        == ["~ type: EDS → STATIC", "- altStatName: x", "+ lbPolicy: MAGLEV"])
  }

  @Test func fieldsThatWentStandWhereTheyStood() throws {
    #expect(try fieldChanges("a: 1, b: 1, c: 1", "c: 2") == ["- a: 1", "- b: 1", "~ c: 1 → 2"])
    #expect(try fieldChanges("a: 1, b: 1, c: 1", "a: 2, c: 2") == ["~ a: 1 → 2", "- b: 1", "~ c: 1 → 2"])
  }

  /// Each is looked up, not looked for.
  @Test func anObjectMayHaveManyMembers() {
    let count = 50_000
    func object(_ names: Range<Int>) -> MessageValue {
      .object(names.map { .init(name: "k\($0)", value: .word("1")) })
    }
    var comparison = ValueComparison(type: "a.B", name: "c", Surroundings())
    comparison.compare(object(0..<count), object(count / 2..<count * 3 / 2))
    #expect(comparison.changes.prefix(count / 2).allSatisfy { $0.kind == .removed })
    #expect(comparison.changes.dropFirst(count / 2).allSatisfy { $0.kind == .added })
    #expect(comparison.changes.count == count)
  }

  @Test func whatIsOfAnotherTypeChangesAsAWhole() throws {
    let changes = try fieldChanges(
      "o: {'@type': a/b.C, x: 1}", "o: {'@type': a/b.D, x: 1}")
    #expect(changes == ["~ o: @type a/b.C x 1 → @type a/b.D x 1"])
    #expect(try fieldChanges("o: {x: 1}", "o: [1]") == ["~ o: x 1 → 1"])
  }

  @Test func keysOfMapsAreQuotedWhereTheyAreNoNames() throws {
    #expect(
      try fieldChanges("m: {a.b: 1, c_d: 1}", "m: {a.b: 2, c_d: 2}") == [#"~ m["a.b"]: 1 → 2"#, "~ m.c_d: 1 → 2"])
  }

  @Test func elementsAreMatchedByIdentity() throws {
    let endpoint = { (host: String, weight: Int) in
      "{endpoint: {address: {socketAddress: {address: '\(host)', portValue: 1}}}, loadBalancingWeight: \(weight)}"
    }
    let load = { (endpoints: [String]) in
      "loadAssignment: {endpoints: [{lbEndpoints: [\(endpoints.joined(separator: ", "))]}]}"
    }
    let path = "loadAssignment.endpoints[0].lbEndpoints"
    #expect(
      try fieldChanges(load([endpoint("a", 1), endpoint("::1", 1)]), load([endpoint("::1", 2), endpoint("a", 1)]))
        == ["~ \(path)[[::1]:1].loadBalancingWeight: 1 → 2", "order \(path): a:1,[::1]:1 → [::1]:1,a:1"])
    #expect(
      try fieldChanges(load([endpoint("a", 1), endpoint("b", 1)]), load([endpoint("b", 1)])).first?
        .hasPrefix("- \(path)[a:1]: ") == true)
  }

  @Test func pipesAndNamedPortsAreAddresses() throws {
    let endpoint = { (address: String) in "{endpoint: {address: \(address)}, loadBalancingWeight: 1}" }
    let lists = (
      old: ["{pipe: {path: /a}}", "{socketAddress: {address: b, namedPort: http}}"].map(endpoint),
      new: ["{socketAddress: {address: b, namedPort: http}}"].map(endpoint)
    )
    let matched = MatchedElements(lists.old.map(value), lists.new.map(value), field: "lbEndpoints")
    #expect(matched.oldNames == ["/a", "b:http"])
    #expect(matched.removed == [0])
  }

  @Test func onlyAnotherOrderIsNamedAsSuch() throws {
    #expect(try fieldChanges("l: [a, b, c]", "l: [c, a, b]") == ["order l: a,b,c → c,a,b"])
    #expect(try fieldChanges("l: [a, b, c]", "l: [a, c]") == ["- l[b]: b"])
    #expect(try fieldChanges("l: [{name: a}, {name: b}]", "l: [{name: b}, {name: a}]") == ["order l: a,b → b,a"])
    #expect(try fieldChanges("l: [{x: 1}, {x: 2}]", "l: [{x: 2}, {x: 1}]") == ["order l: 0,1 → 0,1"])
  }

  @Test func oneScalarInThePlaceOfAnotherIsAChange() throws {
    #expect(try fieldChanges("l: [a]", "l: [b]") == ["~ l[0]: a → b"])
    #expect(try fieldChanges("l: [a]", "l: [b, c]") == ["- l[a]: a", "+ l[b]: b", "+ l[c]: c"])
  }

  @Test func equalIdentitiesFallBackToTheirOrder() throws {
    #expect(
      try fieldChanges("l: [{name: a, x: 1}, {name: a, x: 2}]", "l: [{name: a, x: 1}, {name: a, x: 3}]")
        == ["~ l[a #2].x: 2 → 3"])
  }

  @Test func withoutIdentityEqualElementsBelongTogether() throws {
    #expect(try fieldChanges("l: [{x: 1}, {x: 2}]", "l: [{x: 0}, {x: 1}, {x: 2}]") == ["+ l[0]: x 0"])
    #expect(try fieldChanges("l: [{x: 1}, {x: 2}]", "l: [{x: 1}, {x: 3}]") == ["~ l[1].x: 2 → 3"])
  }

  @Test func whatIsNamedAfterSomethingElseIsTheSameByAnotherName() throws {
    #expect(
      try fieldChanges("transportSocketMatches: [{name: a, x: 1}]", "transportSocketMatches: [{name: b, x: 1}]")
        == ["~ transportSocketMatches[a].name: a → b"])
  }

  @Test func routesAreKnownByTheirMatches() throws {
    let changes = try fieldChanges(
      "routes: [{match: {prefix: /}, name: x}, {match: {prefix: /a}, name: x}]",
      "routes: [{match: {prefix: /a}, name: y}, {match: {prefix: /}, name: x}]")
    #expect(
      changes == ["~ routes[prefix /a].name: x → y", "order routes: prefix /,prefix /a → prefix /a,prefix /"])
  }

  @Test func whatAnEnvoyHidesIsNotCompared() throws {
    let key = { (text: String) in "{name: a, key: \(text), other: '[redacted]'}" }
    var live = try snapshot(["Cluster": [key("'[redacted]'")]])
    let file = try snapshot(["Cluster": [key("W3JlZGFjdGVkXQ==")]])
    // A file that says so means it.
    #expect(try difference(live, file).resources.count == 1)
    live.hidesSecrets = true
    for (old, new) in [(live, file), (file, live)] {
      let difference = try difference(old, new)
      #expect(difference.resources.isEmpty)
      #expect(difference.hidden.map(\.path.description) == ["key"])
    }
    #expect(try difference(live, snapshot(["Cluster": ["{name: a}"]])).resources.first?.fields.count == 2)
  }
}
