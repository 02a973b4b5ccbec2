
@98ce697d3225854431199ac9be27bd81d4e91fd35fae106f25f3eadeaccc185f°
3type.googleapis.com/envoy.config.cluster.v3.Clusterø
meshexternalservice_own-caˆŠ:
meshexternalservice_own-ca


example.com»"Ú–
example.com†
envoy.transport_sockets.tlsg
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

example.com¬
3type.googleapis.com/envoy.config.cluster.v3.Clusterô
meshexternalservice_sansˆŠ8
meshexternalservice_sans


example.com»"Ú–
example.com†
envoy.transport_sockets.tlsg
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

example.com¶
3type.googleapis.com/envoy.config.cluster.v3.Clusterþ
meshexternalservice_system-caˆŠ=
meshexternalservice_system-ca


example.com»"Ú–
example.com†
envoy.transport_sockets.tlsg
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster