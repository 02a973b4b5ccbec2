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
}
