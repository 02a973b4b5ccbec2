
@f1bd095714ee5afd5ee2e51106d459fa5d2b6795cbe7c3c59f1ba8a8457cc2b2¢
3type.googleapis.com/envoy.config.cluster.v3.Clusterê
meshexternalservice_onˆŠÉ
meshexternalservice_on®Ô


example.comP¸
P
envoy.lbD

	null-likenull


offy

time
2024-01-01

yesno
d
envoy.transport_socket_matchD

	null-likenull


offy

time
2024-01-01

yesno"Ô


example.comP¸
P
envoy.lbD

	null-likenull


offy

time
2024-01-01

yesno
d
envoy.transport_socket_matchD

	null-likenull


offy

time
2024-01-01

yesno""3type.googleapis.com/envoy.config.cluster.v3.Cluster