
@38e1e5adb72384345e275dd06b2fa2de6646fab990e81119cf4f4eddcc142cafÅ
3type.googleapis.com/envoy.config.cluster.v3.Cluster…
meshexternalservice_auto-13àä;
meshexternalservice_auto-13


example.comª"⁄Â
example.com’
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comˇ
3type.googleapis.com/envoy.config.cluster.v3.Cluster«
meshexternalservice_max-12àä:
meshexternalservice_max-12


example.comª"⁄Â
example.com’
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comˇ
3type.googleapis.com/envoy.config.cluster.v3.Cluster«
meshexternalservice_max-13àä:
meshexternalservice_max-13


example.comª"⁄Â
example.com’
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comˇ
3type.googleapis.com/envoy.config.cluster.v3.Cluster«
meshexternalservice_min-12àä:
meshexternalservice_min-12


example.comª"⁄Â
example.com’
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comè
3type.googleapis.com/envoy.config.cluster.v3.Cluster◊
!meshexternalservice_min-12-max-13àäA
!meshexternalservice_min-12-max-13


example.comª"⁄Á
example.com◊
envoy.transport_sockets.tls∑
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
T
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.comÉ
3type.googleapis.com/envoy.config.cluster.v3.ClusterÀ
meshexternalservice_only-13àä;
meshexternalservice_only-13
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