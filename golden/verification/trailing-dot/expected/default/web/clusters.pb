
@f8ed2ef8db556ee748b5f83cf42ba03838fd4cac29b02e884d2720ae36045bbd…
3type.googleapis.com/envoy.config.cluster.v3.ClusterÍ
meshexternalservice_endpointˆŠ=
meshexternalservice_endpoint


example.com.»"Úæ
example.com.Õ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com•
3type.googleapis.com/envoy.config.cluster.v3.ClusterÝ
meshexternalservice_server-nameˆŠ?
meshexternalservice_server-name


example.com»"Úñ
example.comá
envoy.transport_sockets.tlsÁ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextm
Z
T
$
"/etc/ssl/certs/ca-certificates.crtz
api.example.comz
api.example.comapi.example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster