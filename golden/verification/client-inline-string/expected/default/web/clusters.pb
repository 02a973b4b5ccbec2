
@679ff121ac2276b0336495700da32da96d0d2d76530c9d64c92f7d2256b77f06‹
3type.googleapis.com/envoy.config.cluster.v3.Cluster§
meshexternalservice_backendàä;
meshexternalservice_backend


example.comª"⁄¿
example.com∞
envoy.transport_sockets.tlsê
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextª
´
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
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster