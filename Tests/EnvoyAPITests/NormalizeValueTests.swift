import Testing

import EnvoyAPI

@Suite struct NormalizeValueTests {
  private func normalized(_ type: String, _ members: KeyValuePairs<String, MessageValue>) throws -> MessageValue {
    try #require(MessageType(named: type)).normalize(object(members)) { "key of \($0.count) bytes" }
  }

  private func object(_ members: KeyValuePairs<String, MessageValue>) -> MessageValue {
    .object(members.map { .init(name: $0, value: $1) })
  }

  private let cluster = "envoy.config.cluster.v3.Cluster"
  private let source = "envoy.config.core.v3.DataSource"
  private let certificate = "envoy.extensions.transport_sockets.tls.v3.TlsCertificate"

  @Test func namesAndOrderAreThoseOfTheFields() throws {
    #expect(
      try normalized(cluster, ["load_assignment": object(["cluster_name": .string("a")]), "name": .string("a")])
        == object(["name": .string("a"), "loadAssignment": object(["clusterName": .string("a")])]))
  }

  @Test func whatIsAsIfItWereNotSetGoes() throws {
    let members: KeyValuePairs<String, MessageValue> = [
      "name": .string(""), "lbPolicy": .string("ROUND_ROBIN"), "dnsLookupFamily": .word("0"),
      "transportSocketMatches": .list([]), "typedExtensionProtocolOptions": object([:]),
      "loadAssignment": .word("null"),
    ]
    #expect(try normalized(cluster, members) == object([:]))
  }

  @Test func whatCanBeSetToItsDefaultStays() throws {
    let members: KeyValuePairs<String, MessageValue> = [
      "type": .string("STATIC"), "connectTimeout": .string("0s"), "loadAssignment": object([:]),
    ]
    #expect(try normalized(cluster, members) == object(members))
    let address = "envoy.config.core.v3.SocketAddress"
    #expect(
      try normalized(address, ["portValue": .word("0"), "protocol": .word("0")]) == object(["portValue": .word("0")]))
    let listener = "envoy.config.listener.v3.Listener"
    #expect(try normalized(listener, ["bind_to_port": .word("false")]) == object(["bindToPort": .word("false")]))
  }

  @Test(arguments: [
    ("5s", "5s"), ("5.0s", "5s"), ("0.5s", "0.500s"), ("0.250s", "0.250s"), ("1.0000001s", "1.000000100s"), ("x", "x"),
    ("1.xs", "1.xs"), ("-1.5s", "-1.500s"),
  ])
  func durationsHaveGroupsOfThreeDecimals(_ text: String, _ expected: String) throws {
    #expect(try normalized(cluster, ["connectTimeout": .string(text)])["connectTimeout"]?.string == expected)
  }

  @Test func enumsHaveTheirNames() throws {
    #expect(try normalized(cluster, ["type": .word("3")])["type"] == .string("EDS"))
    #expect(try normalized(cluster, ["type": .word("99")])["type"] == .word("99"))
    #expect(try normalized(cluster, ["type": .string("NEW")])["type"] == .string("NEW"))
  }

  @Test func integersHaveTheFormOfTheirSize() throws {
    let dns = "envoy.extensions.filters.udp.dns_filter.v3.DnsFilterConfig.ClientContextConfig"
    #expect(try normalized(dns, ["max_pending_lookups": .word("256")])["maxPendingLookups"] == .string("256"))
    let endpoint = "envoy.config.endpoint.v3.LbEndpoint"
    for value in [MessageValue.string("2"), .word("2"), .word("2.0"), .word("2e0")] {
      #expect(try normalized(endpoint, ["load_balancing_weight": value])["loadBalancingWeight"] == .word("2"))
    }
  }

  @Test(arguments: ["+/A=", "-_A", "-_A="]) func bytesHaveOneAlphabet(_ text: String) throws {
    #expect(try normalized(source, ["inline_bytes": .string(text)])["inlineBytes"]?.string == "+/A=")
  }

  @Test(arguments: ["a", "a===", "a b=", "é"]) func whatIsNoBase64Stays(_ text: String) throws {
    #expect(try normalized(source, ["inlineBytes": .string(text)])["inlineBytes"]?.string == text)
  }

  @Test func keysAreRedactedWhereverTheyCanBeSeen() throws {
    let pem = "-----BEGIN PRIVATE KEY-----\nabc"
    let encoded = "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCmFiYw=="
    let expected = "key of \(pem.utf8.count) bytes"
    #expect(
      try normalized(certificate, ["private_key": object(["inline_bytes": .string("AAE=")])])
        == object(["privateKey": object(["inlineBytes": .string("key of 2 bytes")])]))
    #expect(try normalized(source, ["inline_string": .string(pem)])["inlineString"]?.string == expected)
    #expect(try normalized(source, ["inline_bytes": .string(encoded)])["inlineBytes"]?.string == expected)
    let unknown = object(["@type": .string("x/unknown.Type"), "a": .list([.string(pem), .string(encoded)])])
    #expect(
      try normalized(cluster, ["new_field": unknown])["new_field"]?["a"]?.elements
        == [.string(expected), .string(expected)])
  }

  @Test func keysAreRedactedInNames() throws {
    let pem = "-----BEGIN PRIVATE KEY-----\nabc"
    let encoded = "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCmFiYw=="
    for name in [pem, encoded] {
      let named = object([name: .string(name), "a": .word("true")])
      let shown = object(["a": .word("true"), "key of 31 bytes": .string("key of 31 bytes")])
      #expect(
        try normalized("envoy.config.core.v3.Metadata", ["filterMetadata": object([name: named])])
          == object(["filterMetadata": object(["key of 31 bytes": shown])]))
      #expect(
        try normalized(cluster, [name: object([name: .word("1")])])
          == object(["key of 31 bytes": object(["key of 31 bytes": .word("1")])]))
    }
  }

  @Test func whatStandsForAKeyStays() throws {
    let fingerprint = "[redacted: 2 bytes, sha256 0123456789ab]"
    for field in ["inline_bytes", "inline_string"] {
      let value = try normalized(certificate, ["private_key": object([field: .string(fingerprint)])])
      #expect(value["privateKey"]?.elementsOfObject == [.string(fingerprint)])
    }
    // The base 64 of [redacted].
    let hidden = object(["inline_bytes": .string("W3JlZGFjdGVkXQ==")])
    #expect(
      try normalized(certificate, ["private_key": hidden])["privateKey"]?.elementsOfObject == [.string("[redacted]")])
  }

  @Test func whatIsUnknownStaysBehindTheRest() throws {
    let other = object(["b_c": .word("1"), "A": .list([object([:])])])
    #expect(
      try normalized(cluster, ["z_new": other, "a_new": .word("1"), "name": .string("n"), "type": .list([])])
        == object(["name": .string("n"), "type": .list([]), "a_new": .word("1"), "z_new": other]))
  }

  @Test func anyHoldsTheFieldsOfItsType() throws {
    let filter = "envoy.config.listener.v3.Filter"
    let type = MessageValue.string("type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy")
    #expect(
      try normalized(filter, ["typed_config": object(["stat_prefix": .string("a"), "@type": type])])["typedConfig"]
        == object(["@type": type, "statPrefix": .string("a")]))
    let duration = MessageValue.string("type.googleapis.com/google.protobuf.Duration")
    #expect(
      try normalized(filter, ["typed_config": object(["@type": duration, "value": .string("1.50s")])])["typedConfig"]
        == object(["@type": duration, "value": .string("1.500s")]))
  }

  @Test func keysOfMapsAndOfJSONStay() throws {
    let metadata = "envoy.config.core.v3.Metadata"
    let value = object(["z_z": .word("2"), "a_a": object(["b_b": .word("1e3")]), "n": .word("null")])
    #expect(
      try normalized(metadata, ["filter_metadata": object(["io_x": value])])["filterMetadata"]
        == object([
          "io_x": object(["a_a": object(["b_b": .word("1000.0")]), "n": .word("null"), "z_z": .word("2.0")])
        ]))
  }
}

extension MessageValue {
  fileprivate var elementsOfObject: [MessageValue] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.value)
  }
}
