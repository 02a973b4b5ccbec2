
@f20142404bba2b8179a89ff323671b9f7a48e58394e01687d87421b3463e0cb6‚
3type.googleapis.com/envoy.config.cluster.v3.ClusterÊ
meshexternalservice_globalˆŠ¥
meshexternalservice_global†ƒ


example.comPh
(
envoy.lb

kuma.io/originglobal
<
envoy.transport_socket_match

kuma.io/originglobal"·
3type.googleapis.com/envoy.config.cluster.v3.Clusterÿ
#meshexternalservice_kubernetes.appsˆâ#meshexternalservice_kubernetes_appsŠ«
#meshexternalservice_kubernetes.appsƒ
eastø


example.comPÜ
¡
envoy.lb”

k8s.kuma.io/namespaceapps
$
kuma.io/display-name
kubernetes

kuma.io/mesh	default

kuma.io/originzone

kuma.io/zoneeast
µ
envoy.transport_socket_match”

k8s.kuma.io/namespaceapps
$
kuma.io/display-name
kubernetes

kuma.io/mesh	default

kuma.io/originzone

kuma.io/zoneeast"Û
3type.googleapis.com/envoy.config.cluster.v3.Cluster£
meshexternalservice_universalˆŠû
meshexternalservice_universalÙ
eastÎ


example.comP²
M
envoy.lbA

kuma.io/originzone

kuma.io/zoneeast

teamweb
a
envoy.transport_socket_matchA

kuma.io/originzone

kuma.io/zoneeast

teamweb""3type.googleapis.com/envoy.config.cluster.v3.Cluster