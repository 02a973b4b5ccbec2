import Foundation

/// A line of the table of generated meshes.
struct Mesh {
  let services: Int
  let dataplanes: Int
  let hasTLS: Bool
  let hasPolicies: Bool
  let isGolden: Bool

  var name: String { "\(services)x\(dataplanes)\(hasTLS ? "-tls" : "")\(hasPolicies ? "-policies" : "")" }

  /// Nil for a comment or an empty line.
  init?(line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 2, let services = Int(words[0]), let dataplanes = Int(words[1]) else { return nil }
    self.services = services
    self.dataplanes = dataplanes
    hasTLS = words.contains("tls")
    hasPolicies = words.contains("policies")
    isGolden = words.contains("golden")
  }

  /// Writes the resources into a new folder.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var documents = [generator] + (0..<dataplanes).map(dataplane)
    if hasPolicies { documents += policies }
    try write(documents, to: "\(folder)/mesh.yaml")
    try write((0..<services).map(service), to: "\(folder)/services.yaml")
  }

  private func write(_ documents: [String], to path: String) throws {
    try documents.joined(separator: "---\n").write(toFile: path, atomically: false, encoding: .utf8)
  }

  private var generator: String {
    """
    type: HostnameGenerator
    name: external
    spec:
      selector: {meshExternalService: {matchLabels: {kuma.io/origin: zone}}}
      template: "{{ .DisplayName }}.svc.meshext.local"

    """
  }

  /// Ten replicas of each service inside the mesh.
  private func dataplane(_ index: Int) -> String {
    """
    type: Dataplane
    mesh: default
    name: dp-\(padded(index, 4))
    networking:
      address: 192.168.\(index / 250).\(index % 250 + 1)
      inbound:
      - port: 8080
        tags: {kuma.io/service: app-\(index / 10), kuma.io/protocol: http}
      transparentProxying: {redirectPortInbound: 15006, redirectPortOutbound: 15001}

    """
  }

  /// Services of every protocol; with TLS, half of them have it.
  private func service(_ index: Int) -> String {
    let usesTLS = hasTLS && index % 8 >= 4
    let text = """
      type: MeshExternalService
      name: service-\(padded(index, 5))
      mesh: default
      spec:
        match:
          type: HostnameGenerator
          port: \(1024 + index % 60000)
          protocol: \(["tcp", "http", "http2", "grpc"][index % 4])
        endpoints:
        - address: host-\(index).example.com
          port: \(usesTLS ? 443 : 8080)
        - address: 192.0.2.\(index % 256)
          port: 8443

      """
    guard usesTLS else { return text }
    return text + """
        tls:
          enabled: true
          version:
            min: TLS12
            max: TLS13
          verification:
            serverName: host-\(index).example.com
            subjectAltNames:
            - type: Exact
              value: alias-\(index).example.com

      """
  }

  private var policies: [String] {
    let confs = [
      ("MeshTimeout", "connectionTimeout: 3s\n      http: {requestTimeout: 20s}"),
      ("MeshCircuitBreaker", "connectionLimits: {maxConnections: 100, maxRequests: 200}"),
      ("MeshRetry", "http: {numRetries: 3, retryOn: [5xx, ConnectFailure]}\n      tcp: {maxConnectAttempt: 2}"),
    ]
    return confs.map { kind, conf in
      """
      type: \(kind)
      name: all
      mesh: default
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default:
            \(conf)

      """
    }
  }

  private func padded(_ index: Int, _ width: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
