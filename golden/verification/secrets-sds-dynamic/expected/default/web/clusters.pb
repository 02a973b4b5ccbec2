
@5f7a6dda20147e17134437327b4e8bfbc2929438932b8f0543f5c7951e230dd8þ
3type.googleapis.com/envoy.config.cluster.v3.ClusterÆ
meshexternalservice_backendˆŠ;
meshexternalservice_backend


example.com»"Úâ
example.comÒ
envoy.transport_sockets.tls²
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextÝ
Í
û
ÒÏ-----BEGIN CERTIFICATE-----
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
z
example.comz
example.com2I
meshexternalservice_backend*0B&
expected/default/web/secrets.pb
.example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster