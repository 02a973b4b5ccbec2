
@408c502c00136e581aecbbc822b204653ca1aa15d6a4fdf0d0b23bfaee03a1ee∏
7type.googleapis.com/envoy.service.discovery.v3.Resource¸‹
8type.googleapis.com/envoy.config.core.v3.TransportSocketü
envoy.transport_sockets.tlsˇ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext™
ñ
è
$
"/etc/ssl/certs/ca-certificates.crtz
api.example.comz
api.example.comz
one.example.comz

10.0.0.1z
two.z
one.example.comz

10.0.0.1z
two.z%!spiffe://example.local/ns/localz,(
&spiffe://example.local/ns/other/sa/apiapi.example.commeshexternalservice_backend"7type.googleapis.com/envoy.service.discovery.v3.Resource