"""MeshHTTPRoute and MeshTCPRoute: services that share traffic."""

import pytest

import upstreams
from client import answers, curl, echo
from resources import backend, path, route, rule, service

REQUESTS, CONNECTIONS = 600, 200

RULES = [
    rule([path("Exact", "/shared")], to=[backend("web", weight=90), backend("next", weight=10)]),
    rule([path("Exact", "/next")], to=[backend("next"), backend("web", weight=0)]),
    rule([path("Exact", "/plain")], to=[backend("plain")]),
    rule([path("Exact", "/nobody")], to=[backend("next", weight=0)]),
]


@pytest.fixture(scope="module")
def servers(upstream):
    kinds = {"web": "http", "next": "http", "plain": "http", "talk": "echo", "reserve": "echo", "raw": "echo"}
    return {name: upstream(getattr(upstreams, kind)) for name, kind in kinds.items()}


@pytest.fixture(scope="module")
def world(servers, shared_sidecar):
    """A sidecar with listeners for some of the services; only routes lead to the others."""
    protocols = {"web": "http", "next": "http", "raw": "http"}
    services = {name: service(name, [it.endpoint], 80, protocols.get(name, "tcp")) for name, it in servers.items()}
    closed = service("closed", [servers["talk"].endpoint], 80)
    return shared_sidecar.explicit(
        [services["web"], services["talk"], services["raw"], closed],
        services["next"],
        services["plain"],
        services["reserve"],
        route("MeshHTTPRoute", "web", RULES),
        route("MeshTCPRoute", "talk", connections(backend("talk", weight=3), backend("reserve", weight=1))),
        route("MeshTCPRoute", "raw", connections(backend("raw"))),
        route("MeshTCPRoute", "closed", connections(backend("talk", weight=0))),
    )


def connections(*backends):
    """The one rule of a MeshTCPRoute."""
    return [{"default": {"backendRefs": list(backends)}}]


def paths(server):
    return [request.path.partition("?")[0] for connection in server.connections for request in connection.requests]


def status(network, world, path):
    url = f"http://127.0.0.1:{world.ports['web']}{path}"
    return curl(network, url, "--output", "/dev/null", "--write-out", "%{http_code}")


def test_requests_are_shared_by_weight(any_network, world, servers):
    url = f"http://127.0.0.1:{world.ports['web']}/shared?[1-{REQUESTS}]"
    assert curl(any_network, url, "--write-out", "\n%{http_code}\n").split().count("200") == REQUESTS
    counts = [paths(servers[name]).count("/shared") for name in ["web", "next"]]
    assert sum(counts) == REQUESTS
    # Less than 26 or more than 100 of 600, where 60 are due, is less than one in a million.
    assert 26 <= counts[1] <= 100, counts


def test_weight_0_gets_nothing(any_network, world, servers):
    assert [status(any_network, world, "/next") for _ in range(20)] == ["200"] * 20
    assert paths(servers["next"]).count("/next") == 20
    assert "/next" not in paths(servers["web"])


def test_the_rest_goes_to_the_service_itself(any_network, world, servers):
    assert status(any_network, world, "/other") == "200"
    assert "/other" in paths(servers["web"])


def test_a_service_that_speaks_tcp_gets_requests(any_network, world, servers):
    assert status(any_network, world, "/plain") == "200"
    assert "/plain" in paths(servers["plain"])


def test_without_a_backend_requests_go_nowhere(any_network, world, servers):
    assert status(any_network, world, "/nobody") == "500"
    assert all("/nobody" not in paths(server) for server in servers.values())


def test_connections_are_shared_by_weight(any_network, world, servers):
    assert all(answers(any_network, "127.0.0.1", world.ports["talk"]) for _ in range(CONNECTIONS))
    counts = [len(servers[name].connections) for name in ["talk", "reserve"]]
    assert sum(counts) == CONNECTIONS
    # Less than 22 or more than 82 of 200, where 50 are due, is less than one in a million.
    assert 22 <= counts[1] <= 82, counts


def test_connections_to_an_http_service_are_bytes(any_network, world):
    assert echo(any_network, "127.0.0.1", world.ports["raw"], b"no request\n") == b"no request\n"


def test_without_a_backend_connections_are_closed(any_network, world):
    assert echo(any_network, "127.0.0.1", world.ports["closed"]) == b""


def test_a_share_is_shared_by_the_clusters_of_its_service(network, name_server, upstream, sidecar):
    """A unix socket beside a name has a cluster of its own."""
    front, named, unix = upstream(upstreams.http), upstream(upstreams.http), upstream(upstreams.http, unix=True)
    name_server.hosts = {"named.example": [named.address]}
    endpoints = [{"address": "named.example", "port": named.port}, unix.endpoint]
    envoy = sidecar.explicit(
        [service("front", [front.endpoint], 80, "http")],
        service("mixed", endpoints, 80, "http"),
        route("MeshHTTPRoute", "front", [rule([path("Exact", "/")], to=[backend("front"), backend("mixed")])]),
    )
    curl(network, f"http://127.0.0.1:{envoy.ports['front']}/?[1-400]")
    counts = [len(paths(server)) for server in (front, named, unix)]
    assert sum(counts) == 400
    # 200, 100 and 100 are due; each of these bounds is passed once in a million times.
    assert 150 <= counts[0] <= 250 and all(57 <= count <= 145 for count in counts[1:]), counts


def test_every_port_is_routed(network, upstream, sidecar):
    """A service without a port has filter chains of the passthrough listener, which have its routes."""
    server, other = upstream(upstreams.http), upstream(upstreams.http)
    envoy = sidecar.transparent(
        [
            service("front", [server.endpoint], protocol="http"),
            service("other", [other.endpoint], 80, "http"),
            route("MeshHTTPRoute", "front", [rule([path("PathPrefix", "/other")], to=[backend("other")])]),
        ]
    )
    assert envoy
    assert curl(network, "http://242.0.0.0:1234/other/page")
    assert curl(network, "http://242.0.0.0:4321/page")
    assert (paths(server), paths(other)) == (["/page"], ["/other/page"])
