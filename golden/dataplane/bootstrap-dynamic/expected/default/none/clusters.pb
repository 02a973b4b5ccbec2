
@b2a65b9e30769538a263940dcd02b5aaa24f8eb22c9d7872d45487bb4119cd30Œ
3type.googleapis.com/envoy.config.cluster.v3.ClusterU
meshexternalservice_dbˆŠ5
meshexternalservice_db


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster