
@3bcf5257129f4a4dcabe8317406871dc28b33ef9112f03a41bfb798e8a265635Ë
3type.googleapis.com/envoy.config.cluster.v3.Cluster∞
meshexternalservice_backendàää
meshexternalservice_backendki


example.comPN

envoy.lb

teamweb
/
envoy.transport_socket_match

teamweb"Œ
3type.googleapis.com/envoy.config.cluster.v3.Clusterñ
 meshexternalservice_backend.appsà‚ meshexternalservice_backend_appsä»
 meshexternalservice_backend.apps£†


example.comPÑ
6
envoy.lb*

kuma.io/mesh	default

teamweb
J
envoy.transport_socket_match*

kuma.io/mesh	default

teamweb""3type.googleapis.com/envoy.config.cluster.v3.Cluster