import Testing

@testable import XDSDiff

@Suite struct PathPatternTests {
  private let path = FieldPath([.field("Cluster"), .element("a.b:1"), .field("x"), .element("0"), .field("y")])

  @Test(
    arguments: [
      "Cluster[a*1].x[0].y", "**", "**.y", "Cluster[*].**", "Cluster[a*1].**", "Cluster[*b*].x|z[*].y", "**.x[0|1].*",
      "*[*].x[*].y", "Cluster[*].**.x[*].y", "**.y.**", "Clus*r[*].**",
    ] as [PathPattern])
  func matches(_ pattern: PathPattern) {
    #expect(pattern.matches(path))
  }

  @Test(
    arguments: [
      "y", "Cluster", "Cluster[*]", "**.x", "**.x[1].y", "**.y[*]", "Listener[*].**", "Cluster[a*2].**", "**.z|x.y",
      "Cluster[*].x.y", "Cluster[a*:1*:1].**",
    ] as [PathPattern])
  func matchesNot(_ pattern: PathPattern) {
    #expect(!pattern.matches(path))
  }

  @Test func pathsReadAsTheyAreWritten() {
    #expect("\(path)" == "Cluster[a.b:1].x[0].y")
    #expect("\(FieldPath([.field("a.b"), .field("c"), .field("@type")]))" == #"["a.b"].c.@type"#)
    #expect("\(FieldPath())" == "")
  }
}
