
@d16f33e5e1bba8599b418ffe3dc6f296d008aa11e014c7af632e7cc0aad23e57Ž
3type.googleapis.com/envoy.config.cluster.v3.ClusterW
meshexternalservice_dnsˆŠ6
meshexternalservice_dns


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster