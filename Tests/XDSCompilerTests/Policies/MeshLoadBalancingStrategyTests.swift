import Testing

@testable import XDSCompiler

@Suite struct MeshLoadBalancingStrategyTests {
  private func outputs(
    _ confs: String..., labels: String = "{}", zone: String? = nil,
    endpoints: String = "endpoints: [{address: 10.0.0.1, port: 1}]", inbound: String = ""
  ) throws -> PolicyOutputs {
    try XDSCompilerTests.outputs(
      "MeshLoadBalancingStrategy", confs,
      services: service("es", "^labels: \(labels)", "match: {port: 1, protocol: http}", endpoints),
      dataplane: dataplane(inbound, transparentProxying), zone: zone)
  }

  private let name = "meshexternalservice_es"

  @Test func whatIsWrongIsSaid() {
    expectFindings(
      """
      type: MeshLoadBalancingStrategy
      name: l
      spec: {targetRef: {kind: Mesh}}
      #< policy-field spec.to: needs at least one item
      ---
      type: MeshLoadBalancingStrategy
      name: m
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default:
            loadBalancer:
      #     ^~~~~~~~~~~~ policy-field spec.to[0].default.loadBalancer.type: must be defined
              leastRequest:
                choiceCount: 1
                #            ^ policy-field spec.to[0].default.loadBalancer.leastRequest.choiceCount: must be in inclusive range [2, 4294967295]
                activeRequestBias: -0.1
                #                  ^~~~ policy-field spec.to[0].default.loadBalancer.leastRequest.activeRequestBias: must be greater or equal then: 0
              ringHash:
                minRingSize: 3
                #            ^ policy-field spec.to[0].default.loadBalancer.ringHash.minRingSize: must not be greater than maxRingSize
                maxRingSize: 2
                hashFunction: MD5
                #             ^~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashFunction: "hashFunction" must be one of ["XXHash", "MurmurHash2"]
                hashPolicies:
                - type: Header
      #           ^~~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[0].header: must be defined
                - type: Cookie
      #           ^~~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[1].cookie: must be defined
                - type: Connection
      #           ^~~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[2].connection: must be defined
                - type: QueryParameter
      #           ^~~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[3].queryParameter: must be defined
                - type: FilterState
      #           ^~~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[4].filterState: must be defined
                - type: SourceIP
                  #     ^~~~~~~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[5].type: "type" must be one of ["Header", "Cookie", "Connection", "QueryParameter", "FilterState"]
                - {type: Cookie, cookie: {name: c, path: p, ttl: -1s}}
                  #                                      ^ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[6].cookie.path: must be an absolute path
                  #                                              ^~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[6].cookie.ttl: must not be negative when defined
                - {type: Header, header: {name: "a b"}}
                  #                             ^~~~~ policy-field spec.to[0].default.loadBalancer.ringHash.hashPolicies[7].header.name: must be the name of a header
              maglev: {tableSize: 65535}
              #                   ^~~~~ policy-field spec.to[0].default.loadBalancer.maglev.tableSize: must be a prime number
        - targetRef: {kind: Mesh}
          default: {loadBalancer: {type: Maglev, maglev: {tableSize: 5000012}}}
          #                                                          ^~~~~~~ policy-field spec.to[1].default.loadBalancer.maglev.tableSize: must be in inclusive range [1, 5000011]
        - targetRef: {kind: Mesh}
          default: {loadBalancer: {type: RingHash, ringHash: {maxRingSize: 8000001}}}
          #                                                                ^~~~~~~ policy-field spec.to[2].default.loadBalancer.ringHash.maxRingSize: must be in inclusive range [1, 8000000]
        - targetRef: {kind: Mesh}
          default:
            localityAwareness:
              localZone:
                affinityTags:
      #         ^~~~~~~~~~~~ policy-field spec.to[3].default.localityAwareness.localZone.affinityTags: all or none affinity tags should have weight
                - {key: "", weight: 0}
                #       ^~ policy-field spec.to[3].default.localityAwareness.localZone.affinityTags[0].key: must not be empty
                #                   ^ policy-field spec.to[3].default.localityAwareness.localZone.affinityTags[0].weight: must be greater than 0
                - {key: a, weight: 1}
                - {key: b}
              crossZone:
                failover:
                - {from: {zones: []}, to: {type: Any, zones: [a]}}
                #                ^~ policy-field spec.to[3].default.localityAwareness.crossZone.failover[0].from.zones: must not be empty
                #                                     ^~~~~ policy-field spec.to[3].default.localityAwareness.crossZone.failover[0].to.zones: must be empty when type is Any
                - {from: {zones: [""]}, to: {type: None, zones: [a]}}
                #                 ^~ policy-field spec.to[3].default.localityAwareness.crossZone.failover[1].from.zones[0]: must not be empty
                #                                        ^~~~~ policy-field spec.to[3].default.localityAwareness.crossZone.failover[1].to.zones: must be empty when type is None
                - {to: {type: Only}}
                #  ^~ policy-field spec.to[3].default.localityAwareness.crossZone.failover[2].to.zones: must not be empty when type is Only
                - {to: {type: AnyExcept, zones: []}}
                #                        ^~~~~ policy-field spec.to[3].default.localityAwareness.crossZone.failover[3].to.zones: must not be empty when type is AnyExcept
                - {to: {type: All}}
                #             ^~~ policy-field spec.to[3].default.localityAwareness.crossZone.failover[4].to.type: unrecognized type
                failoverThreshold: {percentage: 0}
                #                               ^ policy-field spec.to[3].default.localityAwareness.crossZone.failoverThreshold.percentage: must be greater than 0
        - targetRef: {kind: Mesh}
          default: {localityAwareness: {crossZone: {failoverThreshold: {percentage: most}}}}
          #                                                                         ^~~~ policy-field spec.to[4].default.localityAwareness.crossZone.failoverThreshold.percentage: string must be a valid number
      """)
  }

  @Test(arguments: [
    ("{type: RoundRobin}", nil, nil),
    ("{type: Random}", "RANDOM", nil),
    ("{type: LeastRequest}", "LEAST_REQUEST", nil),
    ("{type: LeastRequest, leastRequest: {}}", "LEAST_REQUEST", nil),
    (
      "{type: LeastRequest, leastRequest: {choiceCount: 4, activeRequestBias: \"0.5\"}}", "LEAST_REQUEST",
      "leastRequestLbConfig: {choiceCount: 4, activeRequestBias: {defaultValue: 0.5}}"
    ),
    ("{type: RingHash}", "RING_HASH", nil),
    (
      "{type: RingHash, ringHash: {minRingSize: 5, maxRingSize: 6, hashFunction: MurmurHash2}}", "RING_HASH",
      "ringHashLbConfig: {minimumRingSize: 5, hashFunction: MURMUR_HASH_2, maximumRingSize: 6}"
    ),
    (
      "{type: RingHash, ringHash: {hashFunction: XXHash, maxRingSize: 6}}", "RING_HASH",
      "ringHashLbConfig: {minimumRingSize: 6, maximumRingSize: 6}"
    ),
    ("{type: RingHash, ringHash: {minRingSize: 5}}", "RING_HASH", "ringHashLbConfig: {minimumRingSize: 5}"),
    ("{type: Maglev}", "MAGLEV", nil),
    ("{type: Maglev, maglev: {tableSize: 7}}", "MAGLEV", "maglevLbConfig: {tableSize: 7}"),
    ("{type: Random, maglev: {tableSize: 7}}", "RANDOM", nil),
  ])
  func balancersAreEnvoys(_ balancer: String, _ policy: String?, _ settings: String?) throws {
    let cluster = try outputs("{loadBalancer: \(balancer)}").cluster(name)
    #expect(cluster("lbPolicy") == policy)
    let found = ["leastRequestLbConfig", "ringHashLbConfig", "maglevLbConfig"].compactMap { member in
      cluster(member).map { "\(member): \($0)" }
    }
    #expect(found == (settings.map { [$0] } ?? []))
  }

  @Test func sizesOfSeveralPoliciesFitTogether() throws {
    let cluster = try outputs(
      "{loadBalancer: {type: RingHash, ringHash: {minRingSize: 50}}}",
      "{loadBalancer: {type: RingHash, ringHash: {maxRingSize: 20}}}"
    ).cluster(name)
    #expect(cluster("ringHashLbConfig") == "{minimumRingSize: 20, maximumRingSize: 20}")
  }

  private let route = "filterChains[0].filters[0].typedConfig.routeConfig.virtualHosts[0].routes[0].route"

  @Test(arguments: ["RingHash", "Maglev"]) func hashPoliciesAreOnEveryRoute(_ type: String) throws {
    let member = type == "Maglev" ? "maglev" : "ringHash"
    let listener = try outputs(
      """
      {loadBalancer: {type: \(type), \(member): {hashPolicies: [
        {type: Header, terminal: true, header: {name: x-user}},
        {type: Cookie, cookie: {name: c, ttl: 1m, path: /}}, {type: Connection, connection: {sourceIP: true}},
        {type: QueryParameter, queryParameter: {name: q}}, {type: FilterState, filterState: {key: k}}]}}}
      """
    ).listener(name)
    #expect(
      listener("\(route).hashPolicy")
        == "[{header: {headerName: x-user}, terminal: true}, {cookie: {name: c, ttl: 60s, path: /}}, "
        + "{connectionProperties: {sourceIp: true}}, {queryParameter: {name: q}}, {filterState: {key: k}}]")
  }

  @Test func otherBalancersHashNothing() throws {
    let policies = "hashPolicies: [{type: Header, header: {name: a}}]"
    let listener = try outputs("{loadBalancer: {type: Random, ringHash: {\(policies)}, maglev: {\(policies)}}}")
      .listener(name)
    #expect(listener(route) == "{cluster: meshexternalservice_es, autoHostRewrite: true, timeout: 0s}")
  }

  @Test func theHashChoosesBetweenTheClustersOfAService() throws {
    let listener = try outputs(
      "{loadBalancer: {type: Maglev, maglev: {hashPolicies: [{type: Header, header: {name: a}}]}}}",
      endpoints: "endpoints: [{address: a.example, port: 1}, {address: \"unix:///run/a\"}]"
    ).listener(name)
    #expect(listener("\(route).weightedClusters.useHashPolicy") == "true")
  }

  // MARK: Localities

  private let endpoints = "loadAssignment.endpoints"

  @Test func withoutAZoneNothingChanges() throws {
    let aware = "{localityAwareness: {localZone: {affinityTags: [{key: a}]}}}"
    let cluster = try outputs(
      aware, inbound: "inbound: [{port: 1, tags: {kuma.io/service: web, kuma.io/zone: east}}]"
    ).cluster(name)
    #expect(cluster("loadAssignment.policy") == nil)
    #expect(cluster("commonLbConfig") == nil)
    #expect(
      try outputs(aware, labels: "{kuma.io/zone: east}").cluster(name)("loadAssignment.policy") == nil,
      "nobody knows the dataplane's zone")
  }

  @Test func withoutALabelItIsAWarning() {
    let item = "{targetRef: {kind: MeshExternalService, name: es}, default: {localityAwareness: {disabled: true}}}"
    func findings(_ labels: String) -> [String] {
      Stages(
        service("es", "^labels: \(labels)", "match: {port: 1}") + dataplane(transparentProxying)
          + policy("MeshLoadBalancingStrategy", "l", "to: [\(item)]")
      ).findings
    }
    #expect(
      findings("{}") == [
        "policy-no-effect spec.to[0].default.localityAwareness: section localityAwareness has no effect: "
          + "there is no label kuma.io/zone here"
      ])
    #expect(findings("{kuma.io/zone: east}") == [])
  }

  @Test func otherZonesComeSecond() throws {
    func priority(_ conf: String, _ own: String) throws -> String? {
      try outputs(
        conf, labels: "{kuma.io/zone: east}",
        inbound: "inbound: [{port: 1, tags: {kuma.io/service: web, kuma.io/zone: \(own)}}]"
      ).cluster(name)("\(endpoints)[0].priority")
    }
    #expect(try priority("{loadBalancer: {type: Random}}", "east") == nil)
    #expect(try priority("{loadBalancer: {type: Random}}", "west") == "1")
    #expect(try priority("{localityAwareness: {disabled: true}}", "west") == nil)
  }

  @Test(arguments: [
    ("[{to: {type: Any}}]", "1"),
    ("[{from: {zones: [south]}, to: {type: Any}}, {from: {zones: [west]}, to: {type: Any}}]", "2"),
    ("[{to: {type: Only, zones: [south]}}, {to: {type: Only, zones: [south, east]}}]", "2"),
    ("[{to: {type: AnyExcept, zones: [east]}}, {to: {type: AnyExcept, zones: [south]}}]", "2"),
    ("[{to: {type: None}}, {to: {type: Any}}]", nil),
    ("[{to: {type: Only, zones: [south]}}]", nil),
    ("[]", nil),
  ])
  func failoverDecidesOnOtherZones(_ failover: String, _ priority: String?) throws {
    let cluster = try outputs(
      "{localityAwareness: {crossZone: {failover: \(failover)}}}", labels: "{kuma.io/zone: east}",
      inbound: "inbound: [{port: 1, tags: {kuma.io/service: web, kuma.io/zone: west}}]"
    ).cluster(name)
    #expect(cluster("\(endpoints)[0].priority") == priority)
    #expect((cluster(endpoints) == nil) == (priority == nil), "endpoints of a zone that traffic must not go to")
    #expect(cluster("loadAssignment.policy") == "{overprovisioningFactor: 200}")
  }

  @Test(arguments: [("50", "200"), ("70", "143"), ("100", "100"), ("0.5", "20000"), ("\"33.3\"", "301")])
  func theThresholdIsAFactor(_ percentage: String, _ factor: String) throws {
    let cluster = try outputs(
      "{localityAwareness: {crossZone: {failoverThreshold: {percentage: \(percentage)}}}}",
      labels: "{kuma.io/zone: east}", zone: "east"
    ).cluster(name)
    #expect(cluster("loadAssignment.policy.overprovisioningFactor") == factor)
  }

  @Test(arguments: [
    ("[{key: rack}, {key: row}, {key: hall}]", "{zone: east, subZone: row=1}", "90"),
    ("[{key: row}, {key: rack}, {key: hall}]", "{zone: east, subZone: row=1}", "900"),
    ("[{key: row, weight: 7}]", "{zone: east, subZone: row=1}", "7"),
    ("[{key: rack}]", "{zone: east}", "1"),
  ])
  func sharedTagsWeighMore(_ tags: String, _ locality: String, _ weight: String) throws {
    let cluster = try outputs(
      "{localityAwareness: {localZone: {affinityTags: \(tags)}}}",
      labels: "{kuma.io/zone: east, rack: a, row: \"1\"}", zone: "east",
      inbound: "inbound: [{port: 1, tags: {kuma.io/service: web, rack: b, row: \"1\"}}]"
    ).cluster(name)
    #expect(cluster("\(endpoints)[0].locality") == locality)
    #expect(cluster("\(endpoints)[0].loadBalancingWeight") == weight)
    #expect(cluster("commonLbConfig") == "{localityWeightedLbConfig: {}}")
  }
}
