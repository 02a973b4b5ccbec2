
@48bf4aea210c42e2e397ef36a0610c3777e887502620f349c6667baefb542345ê
7type.googleapis.com/envoy.service.discovery.v3.Resource®Ž
8type.googleapis.com/envoy.config.core.v3.TransportSocketÑ
envoy.transport_sockets.tls±
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext]
NL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_backend"7type.googleapis.com/envoy.service.discovery.v3.Resource