import Testing

@testable import XDSCompiler

@Suite struct MeshTraceTests {
  private func findings(_ conf: String) -> [String] {
    Stages(policy("MeshTrace", "t", "default: \(conf)")).findings
  }

  @Test func samplingIsANumber() {
    #expect(
      findings("{backends: [], sampling: {random: many, client: 101, overall: \"0.5\"}}") == [
        "policy-field spec.default.sampling.random: string is not a number",
        "policy-field spec.default.sampling.client: must be between 0 and 100",
      ])
  }

  @Test(arguments: [
    ("http://agent:8126", nil), ("http://[::1]:8126", nil), ("http://agent", "port must be defined"),
    ("http://agent:", "port must be defined"), ("http://agent:0", "port must be a valid (1-65535)"),
    ("http://agent:99999", "port must be a valid (1-65535)"), ("http://agent:x", "must be a valid url"),
    ("https://agent:1", "scheme must be http"), ("http://::1", "must be a valid url"),
  ]) func agents(url: String, problem: String?) {
    #expect(
      findings("{backends: [{type: Datadog, datadog: {url: '\(url)'}}]}")
        == (problem.map { ["policy-field spec.default.backends[0].datadog.url: \($0)"] } ?? []))
  }

  @Test(arguments: [
    ("http://zipkin", nil), ("https://zipkin:9411/api", nil), ("http://zipkin:0/api", "must be a valid url"),
    ("", "must not be empty"),
  ]) func collectors(url: String, problem: String?) {
    #expect(
      findings("{backends: [{type: Zipkin, zipkin: {url: '\(url)'}}]}")
        == (problem.map { ["policy-field spec.default.backends[0].zipkin.url: \($0)"] } ?? []))
  }

  @Test func aLiteralHasText() {
    #expect(
      findings("{backends: [], tags: [{name: a, literal: ''}]}")
        == ["policy-field spec.default.tags[0].literal: must not be empty"])
  }
}
