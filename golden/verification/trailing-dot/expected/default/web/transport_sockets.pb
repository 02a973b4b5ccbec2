
@dea375cfa06e6fd0d4e0a025f5179271a83407423d85ce4a0f5c837856d57ce3ï
7type.googleapis.com/envoy.service.discovery.v3.Resource³’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_endpointþ
7type.googleapis.com/envoy.service.discovery.v3.ResourceÂž
8type.googleapis.com/envoy.config.core.v3.TransportSocketá
envoy.transport_sockets.tlsÁ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextm
Z
T
$
"/etc/ssl/certs/ca-certificates.crtz
api.example.comz
api.example.comapi.example.commeshexternalservice_server-name"7type.googleapis.com/envoy.service.discovery.v3.Resource