
@aa6a4c511f0d70e9494b06320cc1da5d4329e3b0dfdfdfdc33ab4c92933918c4ê
7type.googleapis.com/envoy.service.discovery.v3.Resource®Ž
8type.googleapis.com/envoy.config.core.v3.TransportSocketÑ
envoy.transport_sockets.tls±
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext]
NL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_backendç
7type.googleapis.com/envoy.service.discovery.v3.Resource«Ž
8type.googleapis.com/envoy.config.core.v3.TransportSocketÑ
envoy.transport_sockets.tls±
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext]
NL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_none"7type.googleapis.com/envoy.service.discovery.v3.Resource