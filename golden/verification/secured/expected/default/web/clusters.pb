
@e6a1a7d915da18194f4d4de20f99bae95427742bd76008d2b9caf527b6e64512Ω
3type.googleapis.com/envoy.config.cluster.v3.ClusterÖ
meshexternalservice_own-caàä:
meshexternalservice_own-ca


example.comª"⁄£
example.comì
envoy.transport_sockets.tlsÛ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextû
ä
É
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
z
api.example.comz
api.example.comapi.example.comº
3type.googleapis.com/envoy.config.cluster.v3.ClusterÑ
meshexternalservice_sansàä8
meshexternalservice_sans


example.comª"⁄¶
example.comñ
envoy.transport_sockets.tlsˆ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext°
ç
Ü
$
"/etc/ssl/certs/ca-certificates.crtz
api.example.comz
api.example.comz
other.example.comz
other.example.comapi.example.comë
3type.googleapis.com/envoy.config.cluster.v3.ClusterŸ
meshexternalservice_system-caàä=
meshexternalservice_system-ca


example.comª"⁄Ò
example.com·
envoy.transport_sockets.tls¡
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextm
Z
T
$
"/etc/ssl/certs/ca-certificates.crtz
api.example.comz
api.example.comapi.example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster