
@cafc7ae7a591f9308b69a4438f040bec1104d129d0bbeaaddc0227361ba2f445±
3type.googleapis.com/envoy.config.cluster.v3.Clusterù
meshexternalservice_anyˆŠ×
meshexternalservice_any»
west°


example.comP”
>
envoy.lb2

kuma.io/originzone

kuma.io/zonewest
R
envoy.transport_socket_match2

kuma.io/originzone

kuma.io/zonewest"³
3type.googleapis.com/envoy.config.cluster.v3.Clusterû
meshexternalservice_westˆŠØ
meshexternalservice_west»
west°


example.comP”
>
envoy.lb2

kuma.io/originzone

kuma.io/zonewest
R
envoy.transport_socket_match2

kuma.io/originzone

kuma.io/zonewest""3type.googleapis.com/envoy.config.cluster.v3.Cluster