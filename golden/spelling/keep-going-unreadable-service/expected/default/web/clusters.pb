
@39ea199af65d1f75988e012278e7aafd43f9a70e0c298e90f9519e9b616c5c51ê
3type.googleapis.com/envoy.config.cluster.v3.ClusterY
meshexternalservice_goodàä7
meshexternalservice_good


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster