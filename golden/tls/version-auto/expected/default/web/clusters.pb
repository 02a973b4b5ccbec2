
@5cfb90d2d385a1d8bddd66ab909d71dd0da4801e945b44ac1c82c683a2cda274ý
3type.googleapis.com/envoy.config.cluster.v3.ClusterÅ
meshexternalservice_backendˆŠ;
meshexternalservice_backend


example.com»"Úá
example.comÑ
envoy.transport_sockets.tls±
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext]
NL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com÷
3type.googleapis.com/envoy.config.cluster.v3.Cluster¿
meshexternalservice_noneˆŠ8
meshexternalservice_none


example.com»"Úá
example.comÑ
envoy.transport_sockets.tls±
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext]
NL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster