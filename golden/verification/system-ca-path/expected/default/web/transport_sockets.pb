
@e7a6b3e8c1ef32d900d40c765d837b0d27a6ae8d73811402a0cd99097ff6a763ÿ
7type.googleapis.com/envoy.service.discovery.v3.ResourceÃ£
8type.googleapis.com/envoy.config.core.v3.TransportSocketæ
envoy.transport_sockets.tlsÆ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextr
c
]
5
3/usr/share/ca-certificates/mozilla/ISRG_Root_X1.crtz
example.comz
example.comexample.commeshexternalservice_backend"7type.googleapis.com/envoy.service.discovery.v3.Resource