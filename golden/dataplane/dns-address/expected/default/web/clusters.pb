
@e5d32e3f17672749097f08e8dcb5314d61a6e17e4b0dfade7e024f8b9493f590Ž
3type.googleapis.com/envoy.config.cluster.v3.ClusterW
meshexternalservice_apiˆŠ6
meshexternalservice_api


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster