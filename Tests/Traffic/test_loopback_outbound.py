"""An explicit outbound at a loopback address beside a transparent proxy, which leaves loopback alone."""

from client import answers
from resources import dataplane, service, transparent_dataplane


def test_explicit_outbound_beside_a_transparent_proxy(network, upstream, sidecar):
    server = upstream()
    proxy = transparent_dataplane()["networking"]
    outbound = [{"port": 8080, "backendRef": {"kind": "MeshExternalService", "name": "echo"}}]
    sidecar.run([dataplane(**{**proxy, "outbound": outbound}), service("echo", [server.endpoint], 4242)])
    assert answers(network, "127.0.0.1", 8080)
    assert answers(network, "242.0.0.0", 4242)
