
@118ebf7097c13e8a98f794946a02e898a9f6c00996445c8d1fc42f46aafa3838ð
7type.googleapis.com/envoy.service.discovery.v3.Resource´”
8type.googleapis.com/envoy.config.core.v3.TransportSocket×
envoy.transport_sockets.tls·
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
T
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_backendö
7type.googleapis.com/envoy.service.discovery.v3.Resourceº”
8type.googleapis.com/envoy.config.core.v3.TransportSocket×
envoy.transport_sockets.tls·
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
T
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com!meshexternalservice_explicit-auto"7type.googleapis.com/envoy.service.discovery.v3.Resource