
@92a9f3e5e2d147e5d72f4769fa81c40fbbb44edf6d7967d0661da5695e9de0dbÿ
3type.googleapis.com/envoy.config.cluster.v3.ClusterÇ
meshexternalservice_absentˆŠ:
meshexternalservice_absent


example.com»"Úå
example.comÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comý
3type.googleapis.com/envoy.config.cluster.v3.ClusterÅ
meshexternalservice_emptyˆŠ9
meshexternalservice_empty


example.com»"Úå
example.comÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster