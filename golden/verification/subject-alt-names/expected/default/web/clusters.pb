
@92f820b0009e3b516c3ca7476bba0d1cc69730c3c618b14f1b5f4322cee6914cÀ
3type.googleapis.com/envoy.config.cluster.v3.Clusterì
meshexternalservice_backendàä;
meshexternalservice_backend


example.comª"⁄Ø
example.comü
envoy.transport_sockets.tlsˇ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext™
ñ
è
$
"/etc/ssl/certs/ca-certificates.crtz
api.example.comz
api.example.comz
one.example.comz

10.0.0.1z
two.z
one.example.comz

10.0.0.1z
two.z%!spiffe://example.local/ns/localz,(
&spiffe://example.local/ns/other/sa/apiapi.example.com"3type.googleapis.com/envoy.config.cluster.v3.Cluster