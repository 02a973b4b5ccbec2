
@fbd703042033e7d9c1d4591c069df516b1dbaf01a1bd5246855ed89da102684d˘
7type.googleapis.com/envoy.service.discovery.v3.ResourceΩù
8type.googleapis.com/envoy.config.core.v3.TransportSocket‡
envoy.transport_sockets.tls¿
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextÎ

€

÷
‹Ÿ-----BEGIN CERTIFICATE-----
MIIBMTCB2QIUWu+YwMlEnp1AA0dJyAcc1N0TsY0wCgYIKoZIzj0EAwIwGTEXMBUG
A1UEAwwOZ29sZGVuIHRlc3QgQ0EwIBcNMjYxMTI0MDAyNjU2WhgPMjEyNjEwMzEw
MDI2NTZaMB0xGzAZBgNVBAMMEmdvbGRlbiB0ZXN0IGNsaWVudDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABKW5DlAvzFb5QoazudVSGkjn4dLVYguj3I484ip/CdE7
zEwx1CY90tcVMARaOmy3fXaYmDgS6UxKrbLGzby5ywgwCgYIKoZIzj0EAwIDRwAw
RAIgXdXhGxnAsYfwPhgXNTkfCyXJyC1pH67ImbzR5pdgBrECICsKRafYXf0Vsm2c
BG37ptpO2pEtuKH6clwfBUJOQa5x
-----END CERTIFICATE-----
ÙÒ-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFOawMhoCInqJqriO
qyJQeHmfxJGmiSDCl8scs81WLo6hRANCAASluQ5QL8xW+UKGs7nVUhpI5+HS1WIL
o9yOPOIqfwnRO8xMMdQmPdLXFTAEWjpst312mJg4EulMSq2yxs28ucsI
-----END PRIVATE KEY-----
˚
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
example.comexample.commeshexternalservice_backend"7type.googleapis.com/envoy.service.discovery.v3.Resource