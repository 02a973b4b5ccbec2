
@c04fdb2c65ed70580899dc35d68ef45d916ce2bf892b38ce1c8a5cf0f55021c7–
3type.googleapis.com/envoy.config.cluster.v3.Cluster_
meshexternalservice_backendˆŠ:
meshexternalservice_backend


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster