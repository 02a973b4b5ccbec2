
@9977f0e638163ce08c4c916806597ffb4440a29e256c8a3955b90e8f9b074744¶
3type.googleapis.com/envoy.config.cluster.v3.Clusterþ
meshexternalservice_skip-allˆŠ<
meshexternalservice_skip-all


example.com»"Ú˜
example.comˆ
envoy.transport_sockets.tlsi
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

example.com´
3type.googleapis.com/envoy.config.cluster.v3.Clusterü
meshexternalservice_skip-caˆŠ;
meshexternalservice_skip-ca


example.com»"Ú˜
example.comˆ
envoy.transport_sockets.tlsi
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster