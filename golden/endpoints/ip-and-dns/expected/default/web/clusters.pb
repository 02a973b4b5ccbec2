
@99c49ac1bcd3297758897a9245ef2fcce3d204fab31b943622267698318fb4a4®
3type.googleapis.com/envoy.config.cluster.v3.Clusterw
meshexternalservice_backendˆŠR
meshexternalservice_backend3


10.0.0.1P"


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster