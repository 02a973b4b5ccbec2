extension WeightRule {
  /// Where traffic goes, and what it is.
  static let traffic: [WeightRule] = [
    WeightRule("Cluster[*]", .renamed, .tuning, "the same destination by another name"),
    WeightRule("Cluster[*]", .added, .traffic, "a new destination"),
    WeightRule("Cluster[*]", .removed, .traffic, "a destination is gone"),
    WeightRule("*[*]", .renamed, .tuning, "the same by another name"),
    WeightRule("Listener[*]", .added, .traffic, "a new address to connect to"),
    WeightRule("Listener[*]", .removed, .traffic, "an address to connect to is gone"),
    WeightRule("*[*]", .comesOrGoes, .traffic, "a resource comes or goes"),

    WeightRule("Bootstrap[*].node.**", .any, .tuning, "what the dataplane says about itself"),
    WeightRule("Bootstrap[*].dynamicResources.**", .any, .traffic, "configuration comes from elsewhere"),

    WeightRule("Cluster[*].type|clusterType|edsClusterConfig.**", .any, .traffic, "endpoints are found otherwise"),
    WeightRule("Cluster[*].dnsLookupFamily", .any, .traffic, "endpoints have addresses of another family"),
    WeightRule("Cluster[*].upstreamBindConfig.**", .any, .traffic, "connections come from another address"),
    WeightRule("Cluster[*].loadAssignment.**.metadata.**", .any, .tuning, "labels of an endpoint"),
    WeightRule("Cluster[*].loadAssignment.clusterName", .any, .tuning, ""),
    WeightRule("**.lbEndpoints[*]", .added, .traffic, "a new endpoint"),
    WeightRule("**.lbEndpoints[*]", .removed, .traffic, "an endpoint is gone"),
    WeightRule("**.lbEndpoints|endpoints", .reordered, .tuning, ""),
    WeightRule("**.loadBalancingWeight", .any, .traffic, "another share of the traffic"),
    WeightRule("Cluster[*].loadAssignment.**", .any, .traffic, "endpoints differ"),
    WeightRule("**.typedExtensionProtocolOptions.*", .comesOrGoes, .traffic, "another protocol"),
    WeightRule("**.explicitHttpConfig|useDownstreamProtocolConfig|autoConfig", .any, .traffic, "another protocol"),
    WeightRule("**.explicitHttpConfig.*", .comesOrGoes, .traffic, "another protocol"),

    WeightRule("Listener[*].address|additionalAddresses.**", .any, .traffic, "another address to connect to"),
    WeightRule("Listener[*].bindToPort|useOriginalDst", .any, .traffic, "connections are taken otherwise"),
    WeightRule("**.virtualDomains[*].answerTtl", .any, .tuning, "how long an answer is kept"),
    WeightRule("**.virtualDomains[*]", .added, .traffic, "a new hostname"),
    WeightRule("**.virtualDomains[*]", .removed, .traffic, "a hostname is gone"),
    WeightRule("**.virtualDomains[*].**", .any, .traffic, "a hostname has another address"),
    WeightRule("**.typedDnsResolverConfig.**", .any, .traffic, "other names are resolved otherwise"),

    WeightRule("**.filterChains[*]", .comesOrGoes, .traffic, "other connections are taken"),
    WeightRule("**.filterChainMatch.**", .any, .traffic, "other connections are taken"),
    WeightRule("**.filters|listenerFilters[*]", .comesOrGoes, .traffic, "connections are handled otherwise"),
    WeightRule("**.filters|listenerFilters|httpFilters", .reordered, .traffic, "filters act in another order"),
    WeightRule("**.requestMirrorPolicies[*].**", .any, .traffic, "copies of the traffic"),
    WeightRule("**.weightedClusters.**", .any, .traffic, "other shares of the traffic"),
    WeightRule("**.cluster|clusterHeader", .any, .traffic, "another destination"),
    WeightRule("**.virtualHosts[*]", .comesOrGoes, .traffic, "other requests are taken"),
    WeightRule("**.virtualHosts[*].domains[*]", .any, .traffic, "other requests are taken"),
    WeightRule("**.routes", .reordered, .traffic, "requests are routed otherwise"),
    WeightRule("**.routes[*].match|redirect|directResponse.**", .any, .traffic, "requests are routed otherwise"),
    WeightRule("**.rds|scopedRoutes.**", .any, .traffic, "routes come from elsewhere"),
    WeightRule(
      "**.autoHostRewrite|hostRewriteLiteral|hostRewriteHeader|prefixRewrite|pathRewritePolicy", .any, .traffic,
      "the server sees another host or path"),
    WeightRule("**.hostRewritePathRegex|regexRewrite.**", .any, .traffic, "the server sees another host or path"),
  ]
}
