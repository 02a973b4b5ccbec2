
@6e93c2d421b93fd2f4a9c8ec45c5a4c5beb0972ab647b82fb575ef9319469fba¢
7type.googleapis.com/envoy.service.discovery.v3.ResourceæÇ
8type.googleapis.com/envoy.config.core.v3.TransportSocketŠ
envoy.transport_sockets.tlsk
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

api.example.commeshexternalservice_own-ca 
7type.googleapis.com/envoy.service.discovery.v3.ResourceäÇ
8type.googleapis.com/envoy.config.core.v3.TransportSocketŠ
envoy.transport_sockets.tlsk
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

api.example.commeshexternalservice_sans¥
7type.googleapis.com/envoy.service.discovery.v3.ResourceéÇ
8type.googleapis.com/envoy.config.core.v3.TransportSocketŠ
envoy.transport_sockets.tlsk
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

api.example.commeshexternalservice_system-ca"7type.googleapis.com/envoy.service.discovery.v3.Resource