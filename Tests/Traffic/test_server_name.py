"""The SNI: the server name, else the first endpoint's DNS name, else none."""

import pytest

from client import answers
from resources import service

# Verification beside the CA, endpoint's host (None is the IP address), SNI that the server sees.
CASES = {
    "server-name": ({"serverName": "named.example"}, None, "named.example"),
    "trailing-dot": ({"serverName": "named.example."}, None, "named.example"),
    "ip-endpoint": ({"mode": "SkipSAN"}, None, None),
    "dns-endpoint": ({}, "host.example", "host.example"),
    "name-over-endpoint": ({"serverName": "named.example"}, "host.example", "named.example"),
    "skip-san": ({"mode": "SkipSAN", "serverName": "named.example"}, "host.example", "host.example"),
    "skip-ca": ({"mode": "SkipCA", "serverName": "named.example"}, "host.example", "named.example"),
    "skip-all": ({"mode": "SkipAll", "serverName": "named.example"}, "host.example", "host.example"),
}


@pytest.fixture(scope="module")
def world(network, name_server, authority, upstream, shared_sidecar):
    server = upstream(tls=authority.issue("server", dns=["named.example", "host.example"]))
    name_server.hosts = {"host.example": [server.address]}
    services = [
        service(
            name,
            [{"address": host or server.address, "port": server.port}],
            443,
            caCert={"inlineString": authority.pem},
            **verification,
        )
        for name, (verification, host, _) in CASES.items()
    ]
    return server, shared_sidecar.explicit(services)


@pytest.mark.parametrize("name", CASES)
def test_server_sees(network, world, name):
    server, envoy = world
    assert answers(network, "127.0.0.1", envoy.ports[name])
    assert server.connections[-1].sni == CASES[name][2]
