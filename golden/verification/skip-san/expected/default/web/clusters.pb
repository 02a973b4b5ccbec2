
@0cf2f820b2d89f1686d7f6446a405abc887c222e5e5e86b422e74bd12a59566bã
3type.googleapis.com/envoy.config.cluster.v3.Cluster”
meshexternalservice_own-caàä:
meshexternalservice_own-ca


example.comª"⁄Ò
example.com·
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
example.com’
3type.googleapis.com/envoy.config.cluster.v3.Clusterù
meshexternalservice_sansàä8
meshexternalservice_sans


example.comª"⁄ø
example.comØ
envoy.transport_sockets.tlsè
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
,
&
$
"/etc/ssl/certs/ca-certificates.crtexample.comﬂ
3type.googleapis.com/envoy.config.cluster.v3.Clusterß
meshexternalservice_system-caàä=
meshexternalservice_system-ca


example.comª"⁄ø
example.comØ
envoy.transport_sockets.tlsè
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
,
&
$
"/etc/ssl/certs/ca-certificates.crtexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster