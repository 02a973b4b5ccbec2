import Testing

@testable import XDSCompiler

@Suite struct NearestNameTests {
  private let names = ["SkipSAN", "SkipCA", "SkipAll", "Secured"]

  @Test(arguments: [
    ("SkipSans", "SkipSAN"), ("skipca", "SkipCA"), ("SkpiCA", "SkipCA"), ("Secure", "Secured"), ("ecured", "Secured"),
    ("Sxcuxed", "Secured"),
  ])
  func finds(misspelt: String, meant: String) {
    #expect(nearestName(to: misspelt, among: names) == meant)
  }

  @Test(arguments: ["", "None", "x", "Sxcuxxd"])
  func findsNothingNear(_ name: String) {
    #expect(nearestName(to: name, among: names) == nil)
  }

  @Test func aTieGoesToTheLesserName() {
    #expect(nearestName(to: "bat", among: ["cat", "bad", "hat"]) == "bad")
    #expect(nearestName(to: "bat", among: ["hat", "cat"]) == "cat")
  }

  @Test func theNearerWins() {
    #expect(nearestName(to: "prots", among: ["sport", "ports", "port"]) == "ports")
  }

  @Test func aVeryLongNameIsNearNone() {
    let name = String(repeating: "k", count: 1_000_000)
    #expect(nearestName(to: name, among: (0..<10_000).lazy.map { "k\($0)" } + [name]) == nil)
    #expect(nearestName(to: String(repeating: "k", count: 256), among: [String(repeating: "k", count: 250)]) != nil)
    #expect(nearestName(to: String(repeating: "k", count: 256), among: [String(repeating: "k", count: 240)]) == nil)
  }

  @Test func ofVeryManyCandidatesTheFirstAreLookedAt() {
    var count = 0
    let candidates = (0..<1_000_000).lazy.map { place in
      count += 1
      return "name-\(place)"
    }
    #expect(nearestName(to: "name_9999", among: candidates) == "name-9999")
    #expect(count <= 10_001)
  }
}
