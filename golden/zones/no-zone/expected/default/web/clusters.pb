
@6c44a00569abe8f046d377b9228615752374eb2dc8a7701e597e49f849c6b4acŽ
3type.googleapis.com/envoy.config.cluster.v3.ClusterW
meshexternalservice_anyˆŠ6
meshexternalservice_any


example.comP"ý
3type.googleapis.com/envoy.config.cluster.v3.ClusterÅ
meshexternalservice_westˆŠ¢
meshexternalservice_west…
west{


example.comP`
$
envoy.lb

kuma.io/zonewest
8
envoy.transport_socket_match

kuma.io/zonewest""3type.googleapis.com/envoy.config.cluster.v3.Cluster