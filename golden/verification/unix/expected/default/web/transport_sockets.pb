
@039c0c627ac7a1cf3f784fb55ee4fcad88017c8ebaf18e69aca78c9a99092be4Þ
7type.googleapis.com/envoy.service.discovery.v3.Resource¢…
8type.googleapis.com/envoy.config.core.v3.TransportSocketÈ
envoy.transport_sockets.tls¨
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextT
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.commeshexternalservice_sansò
7type.googleapis.com/envoy.service.discovery.v3.Resource¶’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_server-name¼
7type.googleapis.com/envoy.service.discovery.v3.Resource€ß
8type.googleapis.com/envoy.config.core.v3.TransportSocket¢
envoy.transport_sockets.tls‚
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext.
,
&
$
"/etc/ssl/certs/ca-certificates.crtmeshexternalservice_skip-san"7type.googleapis.com/envoy.service.discovery.v3.Resource