
@646dd5e829c8c37b3f42d61d23882fe4c5718162b238b9382f543ee8e5829c63û
7type.googleapis.com/envoy.service.discovery.v3.Resource¿Ÿ
8type.googleapis.com/envoy.config.core.v3.TransportSocketâ
envoy.transport_sockets.tlsÂ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextí
Ý
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
example.commeshexternalservice_backend"7type.googleapis.com/envoy.service.discovery.v3.Resource