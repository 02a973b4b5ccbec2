
@df22a83f643e423891cb31d7f66193b4527da39d312a3a3715491dc3ba36a99eè
3type.googleapis.com/envoy.config.cluster.v3.Cluster°
meshexternalservice_backendˆŠ;
meshexternalservice_backend


example.com»"ÚÌ
example.com¼
envoy.transport_sockets.tlsœ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextÇ
³
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
T
$
"/etc/ssl/certs/ca-certificates.crtz
api.example.comz
api.example.comapi.example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster