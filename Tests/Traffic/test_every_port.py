"""A service without `match.port` answers on every port of its VIP."""

import upstreams
from client import answers, curl
from resources import HOSTNAMES, mesh, service


def test_three_ports(network, upstream, sidecar):
    server, other = upstream(), upstream()
    sidecar.transparent([HOSTNAMES, service("every", [server.endpoint]), service("one", [other.endpoint], 4242)])
    every, one = (network.resolve(f"{name}.svc.meshext.local")[0] for name in ("every", "one"))
    for port in (80, 4242, 54321):
        assert answers(network, every, port)
    assert len(server.connections) == 3
    assert answers(network, one, 4242)
    assert len(other.connections) == 1
    assert not answers(network, one, 4243)


def test_http(network, upstream, sidecar):
    server = upstream(upstreams.http)
    sidecar.transparent([HOSTNAMES, service("page", [server.endpoint], protocol="http")])
    assert "httpbin.org" in curl(network, "http://page.svc.meshext.local:8080/")
    assert server.connections[-1].requests[-1].host == "page.svc.meshext.local:8080"


def test_with_passthrough_forbidden(network, upstream, sidecar):
    server = upstream()
    forbidden = mesh(networking={"outbound": {"passthrough": False}})
    sidecar.transparent([forbidden, HOSTNAMES, service("every", [server.endpoint])])
    assert answers(network, "242.0.0.0", 54321)
    assert not answers(network, server.address, server.port)
