
@9e5535b9d6785bf1841cdf95b477321cb43581adfde79c5fde7cbd68f2640b56Ž
3type.googleapis.com/envoy.config.cluster.v3.ClusterW
meshexternalservice_anyˆŠ6
meshexternalservice_any


example.comP"ÿ
3type.googleapis.com/envoy.config.cluster.v3.ClusterÇ
meshexternalservice_westˆŠ¤
meshexternalservice_west‡
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
kuma.io/zonewest"("3type.googleapis.com/envoy.config.cluster.v3.Cluster