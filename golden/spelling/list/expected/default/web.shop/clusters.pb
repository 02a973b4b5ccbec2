
@a99013b576f631124a76313448c03219de6ef25dac622fcf56b412844cdf31c8Ä
3type.googleapis.com/envoy.config.cluster.v3.ClusterŒ
 meshexternalservice_backend.appsˆâ meshexternalservice_backend_appsŠ?
 meshexternalservice_backend.apps


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster