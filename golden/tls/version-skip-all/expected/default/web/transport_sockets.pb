
@efa1111501b4263d2ecdbf9f0169f28aadf5f5950e9c68e7b7e9e255e7681e95¢
7type.googleapis.com/envoy.service.discovery.v3.ResourceæÅ
8type.googleapis.com/envoy.config.core.v3.TransportSocketˆ
envoy.transport_sockets.tlsi
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

example.commeshexternalservice_skip-all¡
7type.googleapis.com/envoy.service.discovery.v3.ResourceåÅ
8type.googleapis.com/envoy.config.core.v3.TransportSocketˆ
envoy.transport_sockets.tlsi
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext

example.commeshexternalservice_skip-ca"7type.googleapis.com/envoy.service.discovery.v3.Resource