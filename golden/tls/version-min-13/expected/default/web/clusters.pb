
@a3f8e6fe2ee6f88b97fae6e4d51eb8b0f0afa862b13918ba2c92b7c5865a64b5É
3type.googleapis.com/envoy.config.cluster.v3.ClusterÀ
meshexternalservice_backendàä;
meshexternalservice_backend


example.comª"⁄Á
example.com◊
envoy.transport_sockets.tls∑
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
T
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comè
3type.googleapis.com/envoy.config.cluster.v3.Cluster◊
!meshexternalservice_explicit-autoàäA
!meshexternalservice_explicit-auto


example.comª"⁄Á
example.com◊
envoy.transport_sockets.tls∑
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
T
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster