
@7dc9d7590125081b6d3b48923f42f489acf49a6f297af67566701989e3dba773ð
7type.googleapis.com/envoy.service.discovery.v3.Resource´˜
8type.googleapis.com/envoy.config.core.v3.TransportSocketÛ
envoy.transport_sockets.tls»
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextg
V
P
$
"/etc/ssl/certs/ca-certificates.crtz
b.example.comz
b.example.comb.example.commeshexternalservice_dnsÖ
7type.googleapis.com/envoy.service.discovery.v3.Resourcešÿ
8type.googleapis.com/envoy.config.core.v3.TransportSocketÂ
envoy.transport_sockets.tls¢
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextN
L
F
$
"/etc/ssl/certs/ca-certificates.crtz

10.0.0.1z

10.0.0.1meshexternalservice_ip¿
7type.googleapis.com/envoy.service.discovery.v3.Resourceƒß
8type.googleapis.com/envoy.config.core.v3.TransportSocket¢
envoy.transport_sockets.tls‚
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext.
,
&
$
"/etc/ssl/certs/ca-certificates.crtmeshexternalservice_ip-skip-sanÞ
7type.googleapis.com/envoy.service.discovery.v3.Resource¢…
8type.googleapis.com/envoy.config.core.v3.TransportSocketÈ
envoy.transport_sockets.tls¨
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextT
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
2001:db8::1z
2001:db8::1meshexternalservice_ipv6"7type.googleapis.com/envoy.service.discovery.v3.Resource