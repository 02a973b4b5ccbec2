
@60d8f609607b7f4ee2d20d410b47491bb860000d69bff983b10a34cdb7a785b4í
7type.googleapis.com/envoy.service.discovery.v3.Resource±’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_absentì
7type.googleapis.com/envoy.service.discovery.v3.Resource°’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_empty"7type.googleapis.com/envoy.service.discovery.v3.Resource