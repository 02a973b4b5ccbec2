
@d5207d8b4f13fa9c26bde51c338fcf3ebb7f503e9885e89268a931863ffef908ü
3type.googleapis.com/envoy.config.cluster.v3.ClusterÄ
meshexternalservice_backendˆŠ:
meshexternalservice_backend


example.comP"Úá
example.comÑ
envoy.transport_sockets.tls±
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext]
NL
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster