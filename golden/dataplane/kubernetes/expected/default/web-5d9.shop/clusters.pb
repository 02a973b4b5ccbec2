
@6d59da66b464edb8fe250434cc14dcdb762ff3279d940d6e24299ac2577fb682¥
3type.googleapis.com/envoy.config.cluster.v3.Cluster}
meshexternalservice_db.appsà‚meshexternalservice_db_appsä:
meshexternalservice_db.apps


example.comP""3type.googleapis.com/envoy.config.cluster.v3.Cluster