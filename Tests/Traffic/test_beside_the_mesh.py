"""What is not the mesh's: other names still resolve beside the DNS listener, other connections still pass."""

from ipaddress import IPv6Address

import pytest

from client import answers
from network import DNS_PORT
from resources import HOSTNAMES, mesh, service, transparent_dataplane


@pytest.fixture
def server(name_server, upstream):
    server = upstream()
    name_server.hosts = {"outside.example": [server.address]}
    return server


def test_other_names_resolve(network, server, sidecar):
    sidecar.transparent([HOSTNAMES, service("echo", [server.endpoint], 4242)])
    assert network.resolve("echo.svc.meshext.local") == ["242.0.0.0"]
    assert network.resolve("outside.example") == [server.address]
    assert network.resolve("absent.example") == "NXDOMAIN"


def test_names_of_the_mesh_have_mapped_ipv6_addresses(network, server, sidecar):
    sidecar.transparent([HOSTNAMES, service("echo", [server.endpoint], 4242)])
    (address,) = network.resolve("echo.svc.meshext.local", "AAAA")
    assert str(IPv6Address(address).ipv4_mapped) == "242.0.0.0"


def test_without_an_upstream_other_names_do_not_exist(network, server, sidecar):
    echo = service("echo", [server.endpoint], 4242)
    sidecar.run([transparent_dataplane(), HOSTNAMES, echo], "--dns-port", DNS_PORT)
    assert network.resolve("echo.svc.meshext.local") == ["242.0.0.0"]
    assert network.resolve("outside.example") == "NXDOMAIN"


def test_other_connections_pass(network, server, sidecar):
    envoy = sidecar.transparent([HOSTNAMES, service("echo", [server.endpoint], 4242)])
    assert answers(network, server.address, server.port)
    assert envoy.stat("cluster.outbound_passthrough_ipv4.upstream_cx_total") == 1


def test_other_connections_pass_over_ipv6(network, upstream, sidecar):
    server = upstream(address=network.address_v6())
    envoy = sidecar.run([transparent_dataplane(ipFamilyMode="DualStack"), service("echo", [server.endpoint], 4242)])
    assert answers(network, server.address, server.port)
    assert envoy.stat("cluster.outbound_passthrough_ipv6.upstream_cx_total") == 1


def test_forbidden_passthrough_stops_other_connections_only(network, server, sidecar):
    forbidden = mesh(networking={"outbound": {"passthrough": False}})
    sidecar.transparent([forbidden, HOSTNAMES, service("echo", [server.endpoint], 4242)])
    assert not answers(network, server.address, server.port)
    assert answers(network, "242.0.0.0", 4242)
