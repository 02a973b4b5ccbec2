
@0f73540c840c805df365d7f1e0d2142cb31f45e1e60a5b08153240c1bb39c237³
3type.googleapis.com/envoy.config.cluster.v3.Clusterû
meshexternalservice_eastˆŠØ
meshexternalservice_east»
east°


example.comP”
>
envoy.lb2

kuma.io/originzone

kuma.io/zoneeast
R
envoy.transport_socket_match2

kuma.io/originzone

kuma.io/zoneeast""3type.googleapis.com/envoy.config.cluster.v3.Cluster