
@4f460017f47ea549788ae0a4a36913d46d473f87bcad85f0769bb07e651ded5fƒ
3type.googleapis.com/envoy.config.cluster.v3.ClusterË
meshexternalservice_backendˆŠ;
meshexternalservice_backend


example.com»"Úç
example.com×
envoy.transport_sockets.tls·
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster