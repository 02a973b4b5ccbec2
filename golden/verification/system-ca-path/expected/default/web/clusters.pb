
@995f7de677ca3d0a0c1a549dbe8089ac18471b221a31c793f09d027660c372f8’
3type.googleapis.com/envoy.config.cluster.v3.ClusterÚ
meshexternalservice_backendˆŠ;
meshexternalservice_backend


example.com»"Úö
example.comæ
envoy.transport_sockets.tlsÆ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextr
c
]
5
3/usr/share/ca-certificates/mozilla/ISRG_Root_X1.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster