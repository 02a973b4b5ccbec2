
@957be3781939a2b5362638345bcce1332a98cd9b9092044b2a5ef676cec8ab0bó
3type.googleapis.com/envoy.config.cluster.v3.Cluster`
meshexternalservice_backendàä;
meshexternalservice_backend


example.comê?""3type.googleapis.com/envoy.config.cluster.v3.Cluster