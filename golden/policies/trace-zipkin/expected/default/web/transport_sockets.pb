
@293c860c6b5c5e6676a831acd2338fc30774e41620de4128787dde6058cc5cc4Ü
7type.googleapis.com/envoy.service.discovery.v3.Resource ‹
8type.googleapis.com/envoy.config.core.v3.TransportSocketÎ
envoy.transport_sockets.tls®
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextZ
B@
$
"/etc/ssl/certs/ca-certificates.crtz
zipkin.example.comzipkin.example.commeshtrace:zipkin"7type.googleapis.com/envoy.service.discovery.v3.Resource