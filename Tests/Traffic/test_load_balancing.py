"""MeshLoadBalancingStrategy: which endpoint a client gets."""

import pytest

import upstreams
from client import answers, curl, status
from resources import policy, service


def strategy(name, load_balancer, to=None):
    return policy("MeshLoadBalancingStrategy", name, {"loadBalancer": load_balancer}, to)


def by_header(kind, member):
    return {"type": kind, member: {"hashPolicies": [{"type": "Header", "header": {"name": "x-user"}}]}}


COOKIE = {"type": "Cookie", "cookie": {"name": "endpoint", "ttl": "1h", "path": "/"}}
SERVICES = {
    "ring": by_header("RingHash", "ringHash"),
    "table": by_header("Maglev", "maglev"),
    "cookie": {"type": "RingHash", "ringHash": {"maxRingSize": 128, "hashPolicies": [COOKIE]}},
    "random": {"type": "Random"},
    "least": {"type": "LeastRequest", "leastRequest": {"choiceCount": 3, "activeRequestBias": "1.5"}},
}


@pytest.fixture(scope="module")
def servers(upstream):
    return [upstream(upstreams.http) for _ in range(3)]


@pytest.fixture(scope="module")
def envoy(servers, shared_sidecar):
    endpoints = [server.endpoint for server in servers]
    return shared_sidecar.explicit(
        [service(name, endpoints, 80, "http") for name in SERVICES],
        *[strategy(name, balancer, to=name) for name, balancer in SERVICES.items()],
    )


def reached(servers, send):
    """Which servers get what `send` sends, by their places."""
    before = [len(server.requests) for server in servers]
    send()
    return {place for place, server in enumerate(servers) if len(server.requests) > before[place]}


@pytest.mark.parametrize("name", ["ring", "table"])
def test_a_client_keeps_its_endpoint(any_network, envoy, servers, name):
    url = f"http://127.0.0.1:{envoy.ports[name]}/"

    def ask(user):
        assert status(any_network, url, "--header", f"x-user: {user}") == "200"

    endpoints = {}
    for user in range(12):
        endpoints[user] = reached(servers, lambda: [ask(user) for _ in range(3)])
        assert len(endpoints[user]) == 1, user
    assert set().union(*endpoints.values()) == {0, 1, 2}, "clients spread over all"
    assert all(reached(servers, lambda: ask(user)) == endpoints[user] for user in endpoints)


def test_a_cookie_keeps_a_client_on_its_endpoint(any_network, envoy, servers, folders):
    url = f"http://127.0.0.1:{envoy.ports['cookie']}/"

    def browse(jar):
        for _ in range(4):
            assert status(any_network, url, "--cookie", jar, "--cookie-jar", jar) == "200"

    jars = [folders() / "cookies" for _ in range(8)]
    endpoints = [reached(servers, lambda: browse(jar)) for jar in jars]
    assert all(len(endpoint) == 1 for endpoint in endpoints), endpoints
    assert len(set().union(*endpoints)) > 1, "clients without a cookie spread"
    assert "path=/" in curl(any_network, url, "--include").lower()


@pytest.mark.parametrize("name", ["random", "least"])
def test_every_endpoint_has_its_share(any_network, envoy, servers, name):
    url = f"http://127.0.0.1:{envoy.ports[name]}/"
    # That one of three is left out by chance in 40 requests has a probability of one in 3.7 million.
    assert reached(servers, lambda: [status(any_network, url) for _ in range(40)]) == {0, 1, 2}


def test_a_client_keeps_its_endpoint_in_two_clusters(network, name_server, upstream, sidecar):
    named, unix = servers = upstream(upstreams.http), upstream(upstreams.http, unix=True)
    name_server.hosts = {"named.example": [named.address]}
    endpoints = [{"address": "named.example", "port": named.port}, unix.endpoint]
    envoy = sidecar.explicit([service("two", endpoints, 80, "http")], strategy("two", by_header("RingHash", "ringHash")))
    url = f"http://127.0.0.1:{envoy.ports['two']}/"
    clients = [
        reached(servers, lambda: [status(network, url, "--header", f"x-user: {user}") for _ in range(4)])
        for user in range(16)
    ]
    assert all(len(client) == 1 for client in clients), clients
    assert set().union(*clients) == {0, 1}


def test_a_tcp_service_takes_every_balancer(any_network, upstream, sidecar):
    echo = upstream()
    envoy = sidecar.explicit(
        [service(name, [echo.endpoint], 4242) for name in SERVICES],
        *[strategy(name, balancer, to=name) for name, balancer in SERVICES.items()],
    )
    assert all(answers(any_network, "127.0.0.1", port) for port in envoy.ports.values())
