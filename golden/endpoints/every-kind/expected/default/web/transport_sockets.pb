
@2f8696dfc349247beca8fc78e9124d8b53f8d981e1e0275e5b205e06c3345869î
7type.googleapis.com/envoy.service.discovery.v3.Resource²’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_backendó
7type.googleapis.com/envoy.service.discovery.v3.Resource·’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com meshexternalservice_backend_unix"7type.googleapis.com/envoy.service.discovery.v3.Resource