
@68535566dbf69940f1e1c992150cb156af58076fa329202c80898f92e295b06aÍ
3type.googleapis.com/envoy.config.cluster.v3.Cluster•
meshexternalservice_backendˆŠp
meshexternalservice_backendQ


example.comP"


example.comP"


example.orgP""3type.googleapis.com/envoy.config.cluster.v3.Cluster