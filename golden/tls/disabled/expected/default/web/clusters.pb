
@45ca98582de027deec63f8bf11bdeb3e1fc0cdf22a572dce34c7c3f1ad588084ï
3type.googleapis.com/envoy.config.cluster.v3.Cluster^
meshexternalservice_absentàä:
meshexternalservice_absent


example.comª"è
3type.googleapis.com/envoy.config.cluster.v3.ClusterX
meshexternalservice_offàä7
meshexternalservice_off


example.comª""3type.googleapis.com/envoy.config.cluster.v3.Cluster