
@1b63d80eb009fc39da78f4093a6f2c53d38a332b4dd40270d154e5e2149e43a3í
3type.googleapis.com/envoy.config.cluster.v3.Cluster⁄
meshexternalservice_labelledàä≥
meshexternalservice_labelledíè


example.comPt
.
envoy.lb"

teamweb

version1.10
B
envoy.transport_socket_match"

teamweb

version1.10"í
3type.googleapis.com/envoy.config.cluster.v3.Cluster[
meshexternalservice_plainàä8
meshexternalservice_plain


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster