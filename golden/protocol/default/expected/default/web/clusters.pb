
@0ce6d53165ee4ead7e75f46f48a57e525c9ca8071d044f86d4837ea47a28c880Œ
3type.googleapis.com/envoy.config.cluster.v3.Clusterñ
#meshexternalservice_kubernetes.appsà‚#meshexternalservice_kubernetes_appsäC
#meshexternalservice_kubernetes.apps


example.comê?"ô
3type.googleapis.com/envoy.config.cluster.v3.Clusterb
meshexternalservice_no-matchàä<
meshexternalservice_no-match


example.comê?"õ
3type.googleapis.com/envoy.config.cluster.v3.Clusterd
meshexternalservice_universalàä=
meshexternalservice_universal


example.comê?""3type.googleapis.com/envoy.config.cluster.v3.Cluster