
@f9e623ebffe73fcfff51722a20c7481e6a6e2a001ce724e146eb4ab908564e58Î
7type.googleapis.com/envoy.service.discovery.v3.ResourceØè
8type.googleapis.com/envoy.config.core.v3.TransportSocket“
envoy.transport_sockets.tls≤
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext›
Õ
˚
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
z
example.comz
example.com2I
meshexternalservice_backend*0B&
expected/default/web/secrets.pb
.example.commeshexternalservice_backend"7type.googleapis.com/envoy.service.discovery.v3.Resource