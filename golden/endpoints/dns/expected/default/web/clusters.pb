
@5b873a76fc02b1ad11d1ff81b940ba6b398cdbb5c9c9d3113e239c6c3240e083¶
3type.googleapis.com/envoy.config.cluster.v3.Cluster
meshexternalservice_backendˆŠZ
meshexternalservice_backend;


a.example.com.P"


b.example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster