
@573ff20fcc9a1c921d7f5c17f1ed5cb36f72abc4f416a4a1cd9f614f7b562bf2ð
7type.googleapis.com/envoy.service.discovery.v3.Resource´”
8type.googleapis.com/envoy.config.core.v3.TransportSocket×
envoy.transport_sockets.tls·
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_backend"7type.googleapis.com/envoy.service.discovery.v3.Resource