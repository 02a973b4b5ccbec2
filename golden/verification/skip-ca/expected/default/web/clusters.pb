
@c9f5f81a82e0e38bb3ee271829665c76318677eb0c3573f67fc686fe8ca24d07´
3type.googleapis.com/envoy.config.cluster.v3.Clusterü
meshexternalservice_own-caˆŠ:
meshexternalservice_own-ca


example.com»"Úš
example.comŠ
envoy.transport_sockets.tlsk
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

api.example.com°
3type.googleapis.com/envoy.config.cluster.v3.Clusterø
meshexternalservice_sansˆŠ8
meshexternalservice_sans


example.com»"Úš
example.comŠ
envoy.transport_sockets.tlsk
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

api.example.comº
3type.googleapis.com/envoy.config.cluster.v3.Cluster‚
meshexternalservice_system-caˆŠ=
meshexternalservice_system-ca


example.com»"Úš
example.comŠ
envoy.transport_sockets.tlsk
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

api.example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster