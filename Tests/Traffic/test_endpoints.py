"""Kinds of endpoints and their mixtures: each gets its share."""

from client import answers
from envoy_process import wait_until
from resources import explicit_dataplane, service


def shares(network, port, servers, rounds):
    """How many of some connections each server got."""
    before = [len(server.connections) for server in servers]
    for _ in range(rounds):
        assert answers(network, "127.0.0.1", port)
    return [len(server.connections) - count for server, count in zip(servers, before)]


def test_several_addresses_share_evenly(any_network, upstream, sidecar):
    servers = [upstream() for _ in range(3)]
    envoy = sidecar.explicit([service("echo", [server.endpoint for server in servers], 4242)])
    assert shares(any_network, envoy.ports["echo"], servers, 30) == [10, 10, 10]


def test_unix_socket(any_network, upstream, sidecar):
    server = upstream(unix=True)
    envoy = sidecar.explicit([service("echo", [server.endpoint], 4242)])
    assert shares(any_network, envoy.ports["echo"], [server], 3) == [3]


def test_unix_socket_with_tls(any_network, authority, upstream, sidecar):
    server = upstream(tls=authority.issue("server", dns=["server.example"]), unix=True)
    ca = {"inlineString": authority.pem}
    verification = {"right": "server.example", "wrong": "other.example"}
    envoy = sidecar.explicit(
        [service(name, [server.endpoint], 443, caCert=ca, serverName=sni) for name, sni in verification.items()]
    )
    assert answers(any_network, "127.0.0.1", envoy.ports["right"])
    assert server.connections[-1].sni == "server.example"
    assert not answers(any_network, "127.0.0.1", envoy.ports["wrong"])


def test_address_name_and_unix_socket_in_one_service(network, name_server, upstream, sidecar):
    address, named, unix = servers = upstream(), upstream(), upstream(unix=True)
    name_server.hosts = {"named.example": [named.address]}
    endpoints = [address.endpoint, {"address": "named.example", "port": named.port}, unix.endpoint]
    envoy = sidecar.explicit([service("echo", endpoints, 4242)])
    counts = shares(network, envoy.ports["echo"], servers, 90)
    # The unix socket is weighed at random, one in three; fewer than 12 or more than 48 of 90 is one in a million.
    assert all(12 <= count <= 48 for count in counts), counts


def test_name_that_moves(network, name_server, upstream, sidecar):
    old, new = upstream(port=4242), upstream(port=4242)
    name_server.hosts = {"moving.example": [old.address]}
    envoy = sidecar.explicit([service("echo", [{"address": "moving.example", "port": 4242}], 4242)])
    assert shares(network, envoy.ports["echo"], [old, new], 3) == [3, 0]
    name_server.hosts = {"moving.example": [new.address]}
    wait_until(lambda: shares(network, envoy.ports["echo"], [old, new], 1) == [0, 1], seconds=20)
    assert shares(network, envoy.ports["echo"], [old, new], 3) == [0, 3]


def test_ipv6_address(network, upstream, sidecar):
    server = upstream(address=network.address_v6())
    envoy = sidecar.explicit([service("echo", [server.endpoint], 4242)])
    assert answers(network, "127.0.0.1", envoy.ports["echo"])


def test_ipv6_address_beside_a_name(network, name_server, upstream, sidecar):
    servers = upstream(address=network.address_v6()), upstream()
    name_server.hosts = {"named.example": [servers[1].address]}
    endpoints = [servers[0].endpoint, {"address": "named.example", "port": servers[1].port}]
    envoy = sidecar.explicit([service("echo", endpoints, 4242)])
    assert shares(network, envoy.ports["echo"], servers, 10) == [5, 5]


def test_name_with_an_ipv6_address_from_an_ipv6_dataplane(network, name_server, upstream, sidecar):
    server = upstream(address=network.address_v6())
    name_server.hosts = {"six.example": [server.address]}
    services = [service("echo", [{"address": "six.example", "port": server.port}], 4242)]
    sidecar.run([explicit_dataplane({"echo": 8080}, address="::1"), *services])
    assert answers(network, "127.0.0.1", 8080)
