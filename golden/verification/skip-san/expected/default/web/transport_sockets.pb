
@f6ca7606457c5650faf808e71debb691a1d6ec76637777681920855169e25374˘
7type.googleapis.com/envoy.service.discovery.v3.ResourceΩû
8type.googleapis.com/envoy.config.core.v3.TransportSocket·
envoy.transport_sockets.tls¡
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextÏ
‹
’
“œ-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUCjsXCbO6s0gwmM6A9fD9DBIookAwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOZ29sZGVuIHRlc3QgQ0EwIBcNMjYxMTI0MDAyNjU2WhgPMjEy
NjEwMzEwMDI2NTZaMBkxFzAVBgNVBAMMDmdvbGRlbiB0ZXN0IENBMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEzIY0yBkQJc1i+c0G5qP8svBd4ugylLoTZ++ZTnpS
WyiNgziS+U/xBGXkK3FZ48nZrwIbaZJZL2TwmacCduarPKNTMFEwHQYDVR0OBBYE
FPP0xSUgWIlInV0wX27oK7XXuYQrMB8GA1UdIwQYMBaAFPP0xSUgWIlInV0wX27o
K7XXuYQrMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgdqCXeWlp
REGzPDSXThWYQ6oCHCVuAF+Hkukdh3N42vwCIATvry0kvOJ3cDCuU0HdQ6/egHXr
AIpR6u/I3L7zn58E
-----END CERTIFICATE-----
example.commeshexternalservice_own-ca≈
7type.googleapis.com/envoy.service.discovery.v3.ResourceâÏ
8type.googleapis.com/envoy.config.core.v3.TransportSocketØ
envoy.transport_sockets.tlsè
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
,
&
$
"/etc/ssl/certs/ca-certificates.crtexample.commeshexternalservice_sans 
7type.googleapis.com/envoy.service.discovery.v3.ResourceéÏ
8type.googleapis.com/envoy.config.core.v3.TransportSocketØ
envoy.transport_sockets.tlsè
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
,
&
$
"/etc/ssl/certs/ca-certificates.crtexample.commeshexternalservice_system-ca"7type.googleapis.com/envoy.service.discovery.v3.Resource