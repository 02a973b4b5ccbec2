
@b48b5a72b6cc644d737db0c9ae001dfb43f6780bda534fab22db7de77de36371±
3type.googleapis.com/envoy.config.cluster.v3.Clusterz
meshexternalservice_backendˆŠU
meshexternalservice_backend6


2001:db8::1P"


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster