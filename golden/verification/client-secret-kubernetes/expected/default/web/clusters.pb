
@ce8a5157464347281a345bbd92fb483a335dfa4c02b5fdb054585cb39fe1aa57Ý
3type.googleapis.com/envoy.config.cluster.v3.Cluster¥
,meshexternalservice_backend.kong-mesh-systemˆâ,meshexternalservice_backend_kong-mesh-systemŠL
,meshexternalservice_backend.kong-mesh-system


example.com»"Úð
example.comà
envoy.transport_sockets.tlsÀ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextë

Û

Ö
ÜÙ-----BEGIN CERTIFICATE-----
MIIBMTCB2QIUWu+YwMlEnp1AA0dJyAcc1N0TsY0wCgYIKoZIzj0EAwIwGTEXMBUG
A1UEAwwOZ29sZGVuIHRlc3QgQ0EwIBcNMjYxMTI0MDAyNjU2WhgPMjEyNjEwMzEw
MDI2NTZaMB0xGzAZBgNVBAMMEmdvbGRlbiB0ZXN0IGNsaWVudDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABKW5DlAvzFb5QoazudVSGkjn4dLVYguj3I484ip/CdE7
zEwx1CY90tcVMARaOmy3fXaYmDgS6UxKrbLGzby5ywgwCgYIKoZIzj0EAwIDRwAw
RAIgXdXhGxnAsYfwPhgXNTkfCyXJyC1pH67ImbzR5pdgBrECICsKRafYXf0Vsm2c
BG37ptpO2pEtuKH6clwfBUJOQa5x
-----END CERTIFICATE-----
ôñ-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFOawMhoCInqJqriO
qyJQeHmfxJGmiSDCl8scs81WLo6hRANCAASluQ5QL8xW+UKGs7nVUhpI5+HS1WIL
o9yOPOIqfwnRO8xMMdQmPdLXFTAEWjpst312mJg4EulMSq2yxs28ucsI
-----END PRIVATE KEY-----
û
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
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster