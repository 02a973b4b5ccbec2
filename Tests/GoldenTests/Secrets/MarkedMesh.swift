import Foundation

/// A mesh whose keys have a marker in their secret part, by each kind of data source.
enum MarkedMesh {
  /// A key, and what must not be seen of it.
  struct Key {
    let pem: String
    let needles: SecretNeedles

    init(_ secret: String, _ lines: String) {
      pem = "-----BEGIN PRIVATE KEY-----\n\(lines)\n-----END PRIVATE KEY-----\n"
      needles = SecretNeedles(secret, in: pem)
    }

    var base64: String { Data(pem.utf8).base64EncodedString() }

    var quoted: String { "\"\(pem.replacing("\n", with: "\\n"))\"" }

    /// As the data source of a patch.
    var inPatch: String { "inlineString: |\n\(indented(by: 26))" }

    func indented(by width: Int) -> String {
      pem.split(separator: "\n").map { String(repeating: " ", count: width) + $0 + "\n" }.joined()
    }
  }

  /// Keys of P-256 whose secret numbers are texts.
  static let keys = [
    Key(
      "MARKER/of.xdsc~one?Zq7+Kd!secret",
      """
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTUFSS0VSL29mLnhk
      c2N+b25lP1pxNytLZCFzZWNyZXShRANCAAR+xDSA/SfFuFer3df3p0VohMwCLsmY
      acw1XZaTNGC9v9Wiyqd7y6wEOfoTMU0b57ZcGoYpzfukrOit4kkRx/Z6
      """),
    Key(
      "MARKER/of.xdsc~two?Wm4-Bv!secret",
      """
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTUFSS0VSL29mLnhk
      c2N+dHdvP1dtNC1CdiFzZWNyZXShRANCAASI+VSin0mWQheHeyRlRCL4hNSw6Xtn
      9mCKCrVAYjypBXh6eCuEsdFI1E3AAWI5ZK1QPJY/3uhFlIQqoH3dNI0j
      """),
  ]

  static func occurs(in data: Data) -> Bool { keys.contains { $0.needles.occur(in: data) } }

  static let services = ["inline", "inline-string", "secret", "kubernetes", "combined"]

  /// All is well in it but for inline keys, and for the certificate.
  ///
  /// - Parameter isPatched: whether policies add clusters with the key.
  static func text(_ key: Key, isPatched: Bool = true) -> String {
    let sources = [
      "inline": "{inline: \(key.base64)}", "inline-string": "\n        inlineString: |\n\(key.indented(by: 10))",
      "secret": "{secret: key}", "kubernetes": "{secret: kubernetes-key}", "combined": "{secret: combined}",
    ]
    let documents =
      services.map { name in
        """
        type: MeshExternalService
        name: \(name)
        mesh: default
        spec:
          match: {port: 443, protocol: http}
          endpoints: [{address: \(name).example, port: 443}]
          tls:
            enabled: true
            version: {max: TLS13}
            verification:
              clientCert: {secret: \(name == "combined" ? name : "certificate")}
              clientKey: \(sources[name] ?? "")

        """
      } + [
        secret("certificate", certificate), secret("key", key.pem), secret("combined", certificate + key.pem),
        """
        apiVersion: v1
        kind: Secret
        type: system.kuma.io/secret
        metadata: {name: kubernetes-key, namespace: kuma-system, labels: {kuma.io/mesh: default}}
        data: {value: \(key.base64)}

        """,
        dataplane("web"), dataplane("cart"),
      ] + (isPatched ? [patch(with: key.inPatch), misplacement(of: key)] : [])
    return documents.joined(separator: "---\n")
  }

  /// A policy that adds a cluster with such a key.
  static func patch(with key: String) -> String {
    """
    type: MeshProxyPatch
    name: patch
    mesh: default
    spec:
      targetRef: {kind: Mesh}
      default:
        appendModifications:
        - cluster:
            operation: Add
            value: |
              name: patched
              transportSocket:
                name: envoy.transport_sockets.tls
                typedConfig:
                  "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
                  commonTlsContext:
                    tlsCertificates:
                    - certificateChain: {filename: /etc/certificate.pem}
                      privateKey:
                        \(key)

    """
  }

  /// A policy that adds a cluster with keys where names belong.
  private static func misplacement(of key: Key) -> String {
    """
    type: MeshProxyPatch
    name: misplacement
    mesh: default
    spec:
      targetRef: {kind: Mesh}
      default:
        appendModifications:
        - cluster:
            operation: Add
            value: |
              name: misplaced
              metadata:
                filterMetadata:
                  \(key.quoted): {\(key.quoted): {\(key.base64): 1}}

    """
  }

  private static func secret(_ name: String, _ pem: String) -> String {
    "type: Secret\nname: \(name)\nmesh: default\ndata: \(Data(pem.utf8).base64EncodedString())\n"
  }

  static func dataplane(_ name: String, reaching services: [String] = services) -> String {
    let outbounds = services.enumerated().map { index, service in
      "  - {port: \(9000 + index), backendRef: {kind: MeshExternalService, name: \(service)}}\n"
    }
    return """
      type: Dataplane
      name: \(name)
      mesh: default
      networking:
        address: 192.168.0.1
        inbound: [{port: 8080, tags: {kuma.io/service: \(name)}}]
        outbound:\(services.isEmpty ? " []" : "")
      \(outbounds.joined())
      """
  }

  /// It fits none of the keys.
  static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBtzCCAVygAwIBAgIJAO6NMXKpO0HBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMM
    BHJvb3QwHhcNMjQwMTAxMDAwMDAwWhcNMzMxMjMxMjM1OTU5WjAPMQ0wCwYDVQQD
    DARsZWFmMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEHvq3qkqIG37r7lwYMonX
    IohNNuoXuycXNi/51YF15PFkp/80hu5OaEUPv6S3l9Y3iMhEV56LYHTEIaC+f/m9
    YaOBoDCBnTAJBgNVHRMEAjAAMFAGA1UdEQRJMEeCC2V4YW1wbGUuY29tgg0qLmV4
    YW1wbGUub3JnhwTAAAIBhxAgAQ24AAAAAAAAAAAAAAABhhFzcGlmZmU6Ly9tZXNo
    L3dlYjAdBgNVHQ4EFgQUhdzVYdMfrXmRC8zJBJZiByaKoO0wHwYDVR0jBBgwFoAU
    yJrpWualFDmWf9avWoOnP1vmwHgwCgYIKoZIzj0EAwIDSQAwRgIhALAR77Mbe5VQ
    O6ANS+4OVtLG00BeZoJIpU2zmnIBiuBjAiEAjDfrQYfyPNJO4HzNk8SPU9mXdQJL
    +W8wzgH7IUJcTgQ=
    -----END CERTIFICATE-----


    """

  /// Wrong at, in or around a key, by what is wrong.
  static func faults(_ key: Key) -> [(name: String, text: String)] {
    func service(_ clientKey: String) -> String {
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: a.example, port: 443}]
        tls:
          enabled: true
          verification:
            clientCert: {inlineString: "-----BEGIN CERTIFICATE-----"}
      \(clientKey.split(separator: "\n", omittingEmptySubsequences: false).map { "      \($0)\n" }.joined())
      """
    }
    let line = key.pem.split(separator: "\n")[1]
    let other = key.pem.split(separator: "\n")[2]
    return [
      ("base64 that is none", service("clientKey: {inline: \(key.base64)!}")),
      ("PEM without an end", service("clientKey:\n  inlineString: |\n    -----BEGIN PRIVATE KEY-----\n    \(line)")),
      ("PEM without a label", service("clientKey:\n  inlineString: |\n    \(line)\n    \(other)")),
      (
        "PEM that leaves its block",
        service("clientKey:\n  inlineString: |\n    -----BEGIN PRIVATE KEY-----\n  \(line): {")
      ),
      ("PEM at the margin", service("clientKey:\n  inlineString:\n") + key.pem),
      ("a tab before a line", service("clientKey:\n  inlineString:\n    -----BEGIN PRIVATE KEY-----\n\t\(line)")),
      ("an unclosed quote", service("clientKey:\n  inlineString: \"\(line)\n    \(other)")),
      ("a bad escape", service("clientKey: {inlineString: \"\(line)\\q\(other)\"}")),
      ("a misspelt field", service("clientKey: {inlin: \(key.base64)}")),
      ("a field that is misspelt, folded", service("clientKey:\n  inlineStr: |\n    \(line)\n    \(other)")),
      ("a key for a name", service("clientKey: {secret: \(line)}")),
      ("a key for a data source", service("clientKey: \(line)")),
      ("a list", service("clientKey:\n- \(line)\n- \(other)")),
      ("two sources", service("clientKey: {inline: \(key.base64), secret: key}")),
      ("twice", service("clientKey: {inline: \(key.base64), inline: \(key.base64)}")),
      ("an unknown tag", service("clientKey: {inline: !key \(key.base64)}")),
      ("a key among the certificates", service("caCert: {inline: \(key.base64)}")),
      ("a Secret without a name", "type: Secret\nmesh: default\ndata: \(key.base64)\n"),
      ("a Secret that is no base64", "type: Secret\nname: a\ndata: \(key.base64)!\n"),
      ("a Secret in the clear", "type: Secret\nname: a\ndata: |\n\(key.indented(by: 2))"),
      ("a Secret in a field of another name", "type: Secret\nname: a\ndata: eA==\nvalue: \(key.base64)\n"),
      ("a key for a field's name", service("clientKey: {\(key.quoted): x}")),
      ("base64 for a field's name", service("clientKey: {\(key.base64): x}")),
      (
        "a key for a label's name",
        service("clientKey: x").replacing("spec:", with: "labels: {\(key.quoted): []}\nspec:")
      ),
      ("a key for a tag's name", dataplane("a", reaching: []).replacing("kuma.io/service:", with: "\(key.quoted):")),
      ("a key for a resource's name", "type: Secret\nmesh: default\nname: \(key.quoted)\ndata: x\n"),
      ("base64 for a resource's name", "type: Secret\nmesh: default\nname: \(key.base64)\ndata: x\n"),
      ("a key for a type", "type: \(key.quoted)\nname: a\n---\ntype: Secret\nname: a\ndata: x\n"),
      ("a key for a mesh", "type: Secret\nmesh: \(key.quoted)\nname: a\ndata: x\n"),
      (
        "a key for a field's name in a patch",
        misplacement(of: key).replacing("metadata:", with: "\(key.quoted): 1\n          metadata:")
      ),
      ("JSON", "{\"type\": \"Secret\", \"name\": \"a\", \"data\": \"\(key.base64)\" \"x\"}"),
    ]
  }
}
