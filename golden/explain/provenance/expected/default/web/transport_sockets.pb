
@56f8494c4d7f0e5c2e10e82cd7aff8577021aee051238850503d77bf8813ad92î
7type.googleapis.com/envoy.service.discovery.v3.Resource²’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
httpbin.orgz
httpbin.orghttpbin.orgmeshexternalservice_httpbin"7type.googleapis.com/envoy.service.discovery.v3.Resource