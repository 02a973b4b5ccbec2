
@46ac7e021c948f875b640f6492301f8b0524da2c086a4d0f298984e7e7b4ba78Ž
3type.googleapis.com/envoy.config.cluster.v3.ClusterW
meshexternalservice_goodˆŠ5
meshexternalservice_good


	a.exampleP""3type.googleapis.com/envoy.config.cluster.v3.Cluster