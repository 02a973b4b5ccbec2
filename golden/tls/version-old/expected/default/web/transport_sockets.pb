
@16f07cb9f1004e5c171019b832943839c26eebb37525931b82be01384e59af69ú
7type.googleapis.com/envoy.service.discovery.v3.Resource‡¡
8type.googleapis.com/envoy.config.core.v3.TransportSocketÑ
envoy.transport_sockets.tls‰
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextè
ˇ
Æ=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_max-10ú
7type.googleapis.com/envoy.service.discovery.v3.Resource‡¡
8type.googleapis.com/envoy.config.core.v3.TransportSocketÑ
envoy.transport_sockets.tls‰
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextè
ˇ
Æ=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_max-11ö
7type.googleapis.com/envoy.service.discovery.v3.Resourceﬁø
8type.googleapis.com/envoy.config.core.v3.TransportSocketÇ
envoy.transport_sockets.tls‚
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextç
˝
¨=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_min-10£
7type.googleapis.com/envoy.service.discovery.v3.ResourceÁ¡
8type.googleapis.com/envoy.config.core.v3.TransportSocketÑ
envoy.transport_sockets.tls‰
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextè
ˇ
Æ=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com!meshexternalservice_min-11-max-12"7type.googleapis.com/envoy.service.discovery.v3.Resource