import Testing

@testable import XDSCompiler

/// What the table says comes from an option does, and nothing else.
@Suite struct OptionOriginTests {
  private static let set: CompileOptions = {
    var options = CompileOptions()
    options.systemCAPath = "/a.crt"
    options.vipRange = CIDR("243.0.0.0/8")!
    options.dnsPort = 1053
    options.dnsUpstreams = [DNSUpstream("192.0.2.53")!]
    options.bootstrap = .dynamic(treePath: "/etc/xds")
    options.secrets = .sds(treePath: "/etc/xds")
    return options
  }()

  /// The same with another value for one of them.
  private func changed(_ flag: String) -> CompileOptions {
    var options = OptionOriginTests.set
    switch flag {
    case "--system-ca-path": options.systemCAPath = "/b.crt"
    case "--mes-cidr": options.vipRange = CIDR("244.0.0.0/8")!
    case "--dns-port": options.dnsPort = 1054
    case "--dns-upstream": options.dnsUpstreams = [DNSUpstream("192.0.2.54:5353")!]
    case "--secrets": options.secrets = .inline
    default:
      options.bootstrap = .dynamic(treePath: "/var/xds")
      options.secrets = .sds(treePath: "/var/xds")
    }
    return options
  }

  @Test(arguments: ["--system-ca-path", "--mes-cidr", "--dns-port", "--dns-upstream", "--tree-path", "--secrets"])
  func valuesOfOptionsDecide(flag: String) throws {
    let golden = try GoldenCompile.named(
      ["--tree-path", "--secrets"].contains(flag) ? "verification/secrets-sds" : "documentation/universal-transparent")
    let before = try OutputFields(Explainer(Pipeline(OptionOriginTests.set).compile(golden.sources)))
    let after = try OutputFields(Explainer(Pipeline(changed(flag)).compile(golden.sources)))
    let comparison = Comparison(before, after)
    for change in comparison.changes where !change.isExplained(where: { $0.names(flag) }) {
      Issue.record("\(flag) decides \(change.resource) \(change.field.path), which does not name it")
    }
    let namedIt = before.resources.flatMap { resource, fields in
      fields.byPath.values.filter { $0.origin?.names(flag) ?? false }.map {
        OutputFields.Field(resource: resource, field: $0)
      }
    }
    #expect(!namedIt.isEmpty)
    // With an upstream comes all that makes one, which stays with another.
    for field in namedIt where !comparison.isDecided(field, by: nil) && flag != "--dns-upstream" {
      Issue.record("\(flag) does not decide \(field.resource) \(field.field.path), which names it")
    }
  }

  /// A default is no option's doing, whatever the option is called.
  @Test func defaultsNameNoOption() throws {
    let golden = try GoldenCompile.named("documentation/universal-transparent")
    let fields = try OutputFields(Explainer(Pipeline(CompileOptions()).compile(golden.sources)))
    let options = fields.resources.values.flatMap(\.byPath.values).flatMap { $0.origin?.sources ?? [] }.filter {
      if case .option = $0 { true } else { false }
    }
    #expect(options.isEmpty)
  }
}

extension Origin {
  fileprivate func names(_ flag: String) -> Bool { sources.contains(.option(flag)) }
}
