"""TLS versions: servers that speak one version only, against the service's min and max."""

from ssl import TLSVersion

import pytest

from client import answers
from resources import service
from upstreams import server_tls

pytestmark = pytest.mark.filterwarnings("ignore:ssl.TLSVersion")  # old versions are deprecated

SERVERS = {"1.0": TLSVersion.TLSv1, "1.1": TLSVersion.TLSv1_1, "1.2": TLSVersion.TLSv1_2, "1.3": TLSVersion.TLSv1_3}
# What the client then speaks; without a version an Envoy client speaks 1.2 only.
RANGES = {
    (None, None): "1.2",
    ("TLSAuto", "TLSAuto"): "1.2",
    ("TLS10", "TLS10"): "1.0",
    ("TLS10", "TLS11"): "1.0 1.1",
    ("TLS10", "TLS13"): "1.0 1.1 1.2 1.3",
    ("TLS11", "TLS12"): "1.1 1.2",
    ("TLS12", "TLS12"): "1.2",
    ("TLS12", "TLS13"): "1.2 1.3",
    ("TLS13", "TLS13"): "1.3",
    ("TLS13", None): "1.3",
    ("TLS10", None): "1.0 1.1 1.2",
    (None, "TLS10"): "1.0",
    (None, "TLS11"): "1.0 1.1",
    (None, "TLS13"): "1.2 1.3",
}
CASES = [(low, high, server) for low, high in RANGES for server in SERVERS]


def name(low, high, server):
    return f"{low}-{high}-{server}".lower().replace(".", "")


@pytest.fixture(scope="module")
def world(authority, folders, upstream, shared_sidecar):
    """A server of every version, and a sidecar with a service for every case."""
    identity = authority.issue("server.example", dns=["server.example"])
    servers = {
        version: upstream(tls=server_tls(folders(), identity, version=number)) for version, number in SERVERS.items()
    }
    services = []
    for low, high, server in CASES:
        version = {key: value for key, value in (("min", low), ("max", high)) if value}
        tls = {"version": version} if version else {}
        verification = {"serverName": "server.example", "caCert": {"inlineString": authority.pem}}
        services.append(service(name(low, high, server), [servers[server].endpoint], 443, tls=tls, **verification))
    return servers, shared_sidecar.explicit(services)


@pytest.mark.parametrize("low, high, server", CASES)
def test_handshake(any_network, world, low, high, server):
    servers, envoy = world
    expected = server in RANGES[low, high].split()
    assert answers(any_network, "127.0.0.1", envoy.ports[name(low, high, server)]) == expected
    if expected:
        assert servers[server].connections[-1].tls_version == SERVERS[server].name.replace("_", ".")
