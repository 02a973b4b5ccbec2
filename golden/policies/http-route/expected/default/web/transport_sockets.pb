
@afc845c5f79e375dff60ba062ca6dbb120e507a03217f2061024bf1a52edf34fƒ
7type.googleapis.com/envoy.service.discovery.v3.ResourceÇ¡
8type.googleapis.com/envoy.config.core.v3.TransportSocketä
envoy.transport_sockets.tlsÄ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextp
\
V
$
"/etc/ssl/certs/ca-certificates.crtz
next.example.comz
next.example.comnext.example.com!meshexternalservice_payments-next"7type.googleapis.com/envoy.service.discovery.v3.Resource