"""MeshHealthCheck: an endpoint that is not well gets no traffic until it is again."""

import upstreams
from client import answers, status
from envoy_process import wait_until
from resources import TAGS, policy, service

FAST = {
    "interval": "200ms",
    "timeout": "1s",
    "noTrafficInterval": "200ms",
    "unhealthyThreshold": 2,
    "healthyThreshold": 1,
    "healthyPanicThreshold": 0,
}


def shares(network, url, servers, rounds=10):
    """How many of some requests each server got, those of health checks left out."""

    def counts():
        return [sum(request.path == "/" for request in server.requests) for server in servers]

    before = counts()
    for _ in range(rounds):
        assert status(network, url) == "200"
    return [after - count for after, count in zip(counts(), before)]


def test_an_endpoint_is_taken_out_and_back(any_network, upstream, sidecar):
    health = {}
    servers = [upstream(upstreams.http_with(health)), upstream(upstreams.http)]
    envoy = sidecar.explicit(
        [service("web", [server.endpoint for server in servers], 80, "http")],
        policy("MeshHealthCheck", "web", {**FAST, "http": {"path": "/health"}}),
    )
    url = f"http://127.0.0.1:{envoy.ports['web']}/"
    healthy = "cluster.meshexternalservice_web.membership_healthy"
    wait_until(lambda: envoy.stat(healthy) == 2)
    assert shares(any_network, url, servers) == [5, 5]
    health["/health"] = 503
    wait_until(lambda: shares(any_network, url, servers) == [0, 10])
    assert envoy.stat(healthy) == 1
    del health["/health"]
    wait_until(lambda: shares(any_network, url, servers) == [5, 5])
    assert envoy.stat(healthy) == 2
    checks = [request for request in servers[0].requests if request.path == "/health"]
    assert {request.headers["x-kuma-tags"] for request in checks} == {TAGS}


def test_an_endpoint_is_asked_by_its_own_name(network, name_server, upstream, sidecar):
    server = upstream(upstreams.http)
    name_server.hosts = {"web.example": [server.address]}
    sidecar.explicit(
        [service("web", [{"address": "web.example", "port": server.port}], 80, "http")],
        policy("MeshHealthCheck", "web", {**FAST, "http": {"path": "/health"}}),
    )
    wait_until(lambda: server.requests)
    assert server.requests[0].host == "web.example"


def test_a_connection_checks_an_http_service_too(any_network, upstream, sidecar):
    server = upstream(upstreams.http)
    nobody = {"address": server.address, "port": any_network.free_port()}
    envoy = sidecar.explicit(
        [service("web", [server.endpoint, nobody], 80, "http")],
        policy("MeshHealthCheck", "web", {**FAST, "tcp": {}}),
    )
    wait_until(lambda: envoy.stat("cluster.meshexternalservice_web.membership_healthy") == 1)
    assert shares(any_network, f"http://127.0.0.1:{envoy.ports['web']}/", [server]) == [10]


def test_what_a_tcp_service_says_counts(any_network, upstream, sidecar):
    echo, mute = upstream(), upstream(lambda stream, connection: stream.recv(65536))
    envoy = sidecar.explicit(
        [service("echo", [echo.endpoint, mute.endpoint], 4242)],
        policy("MeshHealthCheck", "echo", {**FAST, "tcp": {"send": "ping", "receive": ["ng"]}}),
    )
    wait_until(lambda: envoy.stat("cluster.meshexternalservice_echo.membership_healthy") == 1)
    assert echo.connections[0].received.startswith(b"ping")
    assert all(answers(any_network, "127.0.0.1", envoy.ports["echo"]) for _ in range(6))
