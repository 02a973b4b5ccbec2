
@27328e122187ab8f3e1c253e8d39c335a28e6ac81f00a0689941b00fc7d5c143î
7type.googleapis.com/envoy.service.discovery.v3.Resource²’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_auto-13í
7type.googleapis.com/envoy.service.discovery.v3.Resource±’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_max-12í
7type.googleapis.com/envoy.service.discovery.v3.Resource±’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_max-13í
7type.googleapis.com/envoy.service.discovery.v3.Resource±’
8type.googleapis.com/envoy.config.core.v3.TransportSocketÕ
envoy.transport_sockets.tlsµ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContexta
R
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_min-12ö
7type.googleapis.com/envoy.service.discovery.v3.Resourceº”
8type.googleapis.com/envoy.config.core.v3.TransportSocket×
envoy.transport_sockets.tls·
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
T
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.com!meshexternalservice_min-12-max-13ð
7type.googleapis.com/envoy.service.discovery.v3.Resource´”
8type.googleapis.com/envoy.config.core.v3.TransportSocket×
envoy.transport_sockets.tls·
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextc
T
L
$
"/etc/ssl/certs/ca-certificates.crtz
example.comz
example.comexample.commeshexternalservice_only-13"7type.googleapis.com/envoy.service.discovery.v3.Resource