"""Additional `subjectAltNames`: DNS names, addresses, and SPIFFE ids, which match URI SANs."""

import pytest

from client import answers
from resources import service

SPIFFE = "spiffe://example.local/ns/local/sa/server"
# The server's SANs, what the service accepts, whether it connects.
CASES = {
    "dns-exact": ({"dns": ["a.example"]}, ("Exact", "a.example"), True),
    "dns-other": ({"dns": ["a.example"]}, ("Exact", "b.example"), False),
    "dns-prefix": ({"dns": ["a.example"]}, ("Prefix", "a."), True),
    "dns-other-prefix": ({"dns": ["a.example"]}, ("Prefix", "b."), False),
    "dns-exact-of-a-prefix": ({"dns": ["a.example"]}, ("Exact", "a."), False),
    "ip-exact": ({"ips": ["192.0.2.7"]}, ("Exact", "192.0.2.7"), True),
    "ip-other": ({"ips": ["192.0.2.7"]}, ("Exact", "192.0.2.8"), False),
    "spiffe-exact": ({"uris": [SPIFFE]}, ("Exact", SPIFFE), True),
    "spiffe-prefix": ({"uris": [SPIFFE]}, ("Prefix", "spiffe://example.local/ns/local"), True),
    "spiffe-other-prefix": ({"uris": [SPIFFE]}, ("Prefix", "spiffe://example.local/ns/other"), False),
    "spiffe-other-trust-domain": ({"uris": [SPIFFE]}, ("Prefix", "spiffe://example.org/"), False),
}


@pytest.fixture(scope="module")
def envoy(authority, upstream, shared_sidecar):
    ca = {"inlineString": authority.pem}
    services = [
        service(
            name,
            [upstream(tls=authority.issue("server", **sans)).endpoint],
            443,
            serverName="server.example",
            caCert=ca,
            subjectAltNames=[{"type": kind, "value": value}],
        )
        for name, (sans, (kind, value), _) in CASES.items()
    ]
    return shared_sidecar.explicit(services)


@pytest.mark.parametrize("name", CASES)
def test_matches(any_network, envoy, name):
    assert answers(any_network, "127.0.0.1", envoy.ports[name]) == CASES[name][2]
