
@8214ff812d396e5b180c43fff743a9a8b9839882ec135a4fe3a6a1a176eab701Æ
3type.googleapis.com/envoy.config.cluster.v3.Clusterˆ
meshexternalservice_max-10àä:
meshexternalservice_max-10


example.comª"⁄î
example.comÑ
envoy.transport_sockets.tls‰
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextè
ˇ
Æ=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comÆ
3type.googleapis.com/envoy.config.cluster.v3.Clusterˆ
meshexternalservice_max-11àä:
meshexternalservice_max-11


example.comª"⁄î
example.comÑ
envoy.transport_sockets.tls‰
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextè
ˇ
Æ=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com¨
3type.googleapis.com/envoy.config.cluster.v3.ClusterÙ
meshexternalservice_min-10àä:
meshexternalservice_min-10


example.comª"⁄í
example.comÇ
envoy.transport_sockets.tls‚
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextç
˝
¨=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comº
3type.googleapis.com/envoy.config.cluster.v3.ClusterÑ
!meshexternalservice_min-11-max-12àäA
!meshexternalservice_min-11-max-12


example.comª"⁄î
example.comÑ
envoy.transport_sockets.tls‰
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextè
ˇ
Æ=[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]9[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]ECDHE-ECDSA-AES256-GCM-SHA384ECDHE-RSA-AES256-GCM-SHA384ECDHE-ECDSA-AES128-SHAECDHE-RSA-AES128-SHA
AES128-SHAECDHE-ECDSA-AES256-SHAECDHE-RSA-AES256-SHA
AES256-SHAL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster