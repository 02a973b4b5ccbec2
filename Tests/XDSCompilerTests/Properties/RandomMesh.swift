@testable import XDSCompiler

/// SplitMix64: small, seeded, the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &self) < part }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }
}

/// A value that can be written with its keys in any order. The order of lists means something, so it stays.
indirect enum Value {
  /// As it stands in YAML's flow style.
  case scalar(String)
  case list([Value])
  case mapping([(key: String, value: Value)])

  static func text(_ text: String) -> Value { .scalar("\"\(text)\"") }

  /// In block or flow style; the keys shuffled when asked for.
  func rendered(_ random: inout SeededGenerator, shufflesKeys: Bool) -> String {
    let value = shufflesKeys ? shuffled(&random) : self
    return random.chance(0.3) ? value.flow + "\n" : value.block(indent: 0)
  }

  private func shuffled(_ random: inout SeededGenerator) -> Value {
    switch self {
    case .scalar: self
    case .list(let elements): .list(elements.map { $0.shuffled(&random) })
    case .mapping(let entries): .mapping(entries.map { ($0.key, $0.value.shuffled(&random)) }.shuffled(using: &random))
    }
  }

  /// Also JSON, as every scalar here is.
  var flow: String {
    switch self {
    case .scalar(let text): text
    case .list(let elements): "[\(elements.map(\.flow).joined(separator: ", "))]"
    case .mapping(let entries): "{\(entries.map { "\"\($0.key)\": \($0.value.flow)" }.joined(separator: ", "))}"
    }
  }

  private func block(indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .list(let elements) where !elements.isEmpty:
      return elements.map { "\(margin)-\n\($0.block(indent: indent + 2))" }.joined()
    case .mapping(let entries) where !entries.isEmpty:
      return entries.map { "\(margin)\"\($0.key)\":\n\($0.value.block(indent: indent + 2))" }.joined()
    default: return "\(margin)\(flow)\n"
    }
  }
}

/// Services of all kinds, dataplanes of all kinds and what belongs to them, without a mistake.
struct RandomMesh {
  private static let certificate = #"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"#
  private static let key = #"-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n"#

  private var random: SeededGenerator
  private(set) var resources: [Value] = []

  init(seed: UInt64, services count: Int = 12, policies policyCount: Int = 0) {
    random = SeededGenerator(seed: seed)
    for mesh in ["default", "other"] {
      if random.chance(0.7) { resources.append(self.mesh(mesh)) }
      resources.append(
        .mapping([
          ("type", .text("Secret")), ("mesh", .text(mesh)), ("name", .text("ca")),
          ("data", .text(Base64.encode(Array(RandomMesh.certificate.replacing(#"\n"#, with: "\n").utf8)))),
        ]))
      var names: [String] = []
      for index in 0..<count {
        let isKubernetes = random.chance(0.5)
        let name = "s\(index)"
        names.append(isKubernetes ? "\(name).ns" : name)
        resources.append(service(name, mesh: mesh, namespace: isKubernetes ? "ns" : nil))
      }
      for index in 0..<3 { resources.append(dataplane("dp\(index)", mesh: mesh, services: names)) }
      var policies = RandomPolicies(seed: seed, services: names, mesh: mesh)
      resources += (0..<policyCount).compactMap { policies.policy("p\($0)") }
    }
    for index in 0..<3 { resources.append(generator("g\(index)")) }
  }

  /// The same service in both spellings, under one core name.
  static func twins(seed: UInt64) -> (universal: Value, kubernetes: Value) {
    var a = RandomMesh(seed: seed, services: 0)
    var b = a
    return (a.service("svc.ns", mesh: "default", namespace: nil), b.service("svc", mesh: "default", namespace: "ns"))
  }

  private mutating func mesh(_ name: String) -> Value {
    .mapping([
      ("type", .text("Mesh")), ("name", .text(name)),
      (
        "routing",
        .mapping([
          ("localityAwareLoadBalancing", .scalar("\(random.chance(0.5))")),
          ("defaultForbidMeshExternalServiceAccess", .scalar("\(random.chance(0.1))")),
        ])
      ),
      ("networking", .mapping([("outbound", .mapping([("passthrough", .scalar("\(random.chance(0.5))"))]))])),
    ])
  }

  private mutating func generator(_ name: String) -> Value {
    .mapping([
      ("type", .text("HostnameGenerator")), ("name", .text(name)),
      (
        "spec",
        .mapping([
          (
            "template",
            .text(random.pick(["{{ .DisplayName }}.\(name)", "{{ .Name }}.{{ .Mesh }}.mesh", "shared.mesh"]))
          ),
          (
            "selector",
            .mapping([
              (
                "meshExternalService",
                .mapping([("matchLabels", .mapping(random.chance(0.5) ? [("team", .text("a"))] : []))])
              )
            ])
          ),
        ])
      ),
    ])
  }

  private mutating func service(_ name: String, mesh: String, namespace: String?) -> Value {
    var labels: [(key: String, value: Value)] = []
    if random.chance(0.5) { labels.append(("team", .text(random.pick(["a", "b"])))) }
    if random.chance(0.3) { labels.append(("kuma.io/zone", .text(random.pick(["east", "west"])))) }
    let time = Value.text("2024-06-14T09:19:\(Int.random(in: 10...12, using: &random))Z")
    let hasTime = random.chance(0.5)
    let spec = self.spec()
    guard let namespace else {
      return .mapping(
        [
          ("type", .text("MeshExternalService")), ("mesh", .text(mesh)), ("name", .text(name)),
          ("labels", .mapping(labels)), ("spec", spec),
        ]
          + (hasTime ? [("creationTime", time)] : []))
    }
    labels.append(("kuma.io/mesh", .text(mesh)))
    return .mapping([
      ("apiVersion", .text("kuma.io/v1alpha1")), ("kind", .text("MeshExternalService")),
      (
        "metadata",
        .mapping(
          [("name", .text(name)), ("namespace", .text(namespace)), ("labels", .mapping(labels))]
            + (hasTime ? [("creationTimestamp", time)] : []))
      ),
      ("spec", spec),
    ])
  }

  private mutating func spec() -> Value {
    var match: [(key: String, value: Value)] = [("protocol", .text(random.pick(["tcp", "http", "http2", "grpc"])))]
    if random.chance(0.8) { match.append(("port", .scalar("\(Int.random(in: 1...65535, using: &random))"))) }
    var endpoints: [Value] = []
    for index in 0..<Int.random(in: 1...4, using: &random) {
      let address = random.pick(["10.0.0.\(index)", "fd00::\(index)", "host\(index).example", "unix:///run/\(index)"])
      let port: [(key: String, value: Value)] = address.hasPrefix("unix") ? [] : [("port", .scalar("\(index + 1)"))]
      endpoints.append(.mapping([("address", .text(address))] + port))
    }
    var spec: [(key: String, value: Value)] = [("match", .mapping(match)), ("endpoints", .list(endpoints))]
    if random.chance(0.6) { spec.append(("tls", tls())) }
    return .mapping(spec)
  }

  private mutating func tls() -> Value {
    var verification: [(key: String, value: Value)] = [
      ("mode", .text(random.pick(["Secured", "SkipSAN", "SkipCA", "SkipAll"]))), ("serverName", .text("name.example")),
    ]
    if random.chance(0.5) {
      verification.append(
        (
          "caCert",
          .mapping([random.chance(0.5) ? ("secret", .text("ca")) : ("inlineString", .text(RandomMesh.certificate))])
        ))
    }
    if random.chance(0.3) {
      verification.append(("clientCert", .mapping([("inlineString", .text(RandomMesh.certificate))])))
      verification.append(("clientKey", .mapping([("inlineString", .text(RandomMesh.key))])))
    }
    if random.chance(0.4) {
      verification.append(
        (
          "subjectAltNames",
          .list([
            .mapping([("type", .text("Prefix")), ("value", .text("p"))]), .mapping([("value", .text("spiffe://d/x"))]),
          ])
        ))
    }
    let range: [(key: String, value: Value)] = random.pick([
      [], [("min", .text("TLS10"))], [("max", .text("TLS13"))], [("min", .text("TLS13"))],
    ])
    return .mapping([
      ("enabled", .scalar("\(random.chance(0.9))")), ("allowRenegotiation", .scalar("\(random.chance(0.2))")),
      ("version", .mapping(range)), ("verification", .mapping(verification)),
    ])
  }

  private mutating func dataplane(_ name: String, mesh: String, services: [String]) -> Value {
    var networking: [(key: String, value: Value)] = [
      ("address", .text(random.pick(["192.168.0.1", "fd00::9"]))),
      (
        "inbound",
        .list([
          .mapping([
            ("port", .scalar("80")),
            ("tags", .mapping([("kuma.io/service", .text("web")), ("version", .text("v\(name)"))])),
          ])
        ])
      ),
    ]
    if random.chance(0.6) {
      networking.append(
        (
          "transparentProxying",
          .mapping([
            ("redirectPortInbound", .scalar("15006")), ("redirectPortOutbound", .scalar("15001")),
            ("ipFamilyMode", .text(random.pick(["UnSpecified", "DualStack", "IPv4"]))),
          ])
        ))
    }
    let outbounds = services.indices.filter { _ in random.chance(0.5) }.map { index -> Value in
      let target: [(key: String, value: Value)] = [
        ("kind", .text("MeshExternalService")), ("name", .text(services[index])),
      ]
      return .mapping([("port", .scalar("\(1000 + index)")), ("backendRef", .mapping(target))])
    }
    networking.append(("outbound", .list(outbounds)))
    return .mapping([
      ("type", .text("Dataplane")), ("mesh", .text(mesh)), ("name", .text(name)), ("networking", .mapping(networking)),
    ])
  }

  /// The resources as files, in an order of their own.
  func files(seed: UInt64, shuffles: Bool = true) -> [SourceFile] {
    var random = SeededGenerator(seed: seed)
    let ordered = shuffles ? resources.shuffled(using: &random) : resources
    let count = shuffles ? Int.random(in: 1...5, using: &random) : 1
    var texts = [String](repeating: "", count: count)
    for resource in ordered {
      texts[Int.random(in: 0..<count, using: &random)] += "---\n" + resource.rendered(&random, shufflesKeys: shuffles)
    }
    return texts.enumerated().map { SourceFile(path: "\($0).yaml", bytes: Array($1.utf8)) }
  }
}
