"""Verification has teeth: server certificates × modes × sources of the CA. What is expected is the table in the
documentation, which cannot be wrong without a test failing."""

import base64
import re
from pathlib import Path

import pytest

from certificates import Authority
from client import answers
from resources import secret, service

TABLE = Path(__file__).resolve().parents[2] / "Sources/XDSCompiler/XDSCompiler.docc/Verification.md"
SERVER_NAME = "server.example"
SOURCES = ["inline", "inlineString", "secret", "system"]


def table():
    """The documented outcomes: certificate → mode → whether it connects."""
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in TABLE.read_text().splitlines() if line.startswith("|")]
    (_, *modes), _, *body = rows
    return {name: dict(zip(modes, (cell == "connects" for cell in cells))) for name, *cells in body}


OUTCOMES = table()
CELLS = [(kind, mode, source) for kind, modes in OUTCOMES.items() for mode in modes for source in SOURCES]


def certificate(kind, authority, address):
    """The server certificate of a row of the table."""
    name = [SERVER_NAME]
    return {
        "right": lambda: authority.issue(SERVER_NAME, dns=name),
        "of another CA": lambda: Authority("Other CA").issue(SERVER_NAME, dns=name),
        "for another name": lambda: authority.issue("other.example", dns=["other.example"]),
        "expired": lambda: authority.issue(SERVER_NAME, dns=name, expired=True),
        "self-signed": lambda: authority.issue(SERVER_NAME, dns=name, self_signed=True),
        "for the IP address": lambda: authority.issue("address", ips=[address]),
        "without SAN, only a CN": lambda: authority.issue(SERVER_NAME),
    }[kind]()


def name(cell):
    return "-".join(cell).lower().replace(" ", "-")


@pytest.fixture(scope="module")
def envoy(any_network, authority, authority_file, upstream, shared_sidecar):
    """One sidecar with a service for every cell, named after it."""
    encoded = base64.b64encode(authority.pem.encode()).decode()
    sources = {
        "inline": {"caCert": {"inline": encoded}},
        "inlineString": {"caCert": {"inlineString": authority.pem}},
        "secret": {"caCert": {"secret": "ca"}},
        "system": {},
    }
    servers = {}
    for kind in OUTCOMES:
        address = any_network.address()
        servers[kind] = upstream(tls=certificate(kind, authority, address), address=address)
    services = []
    for kind, mode, source in CELLS:
        # At an IP address without a server name, the address is what the certificate must name.
        verification = {} if kind == "for the IP address" else {"serverName": SERVER_NAME}
        verification |= {"mode": mode, **sources[source]}
        label = re.sub("[^a-z0-9]+", "-", name((kind, mode, source)))
        services.append(service(label, [servers[kind].endpoint], 443, **verification))
    return shared_sidecar.explicit(services, secret("ca", encoded), "--system-ca-path", authority_file)


@pytest.mark.parametrize("cell", CELLS, ids=name)
def test_connects_or_is_refused_as_documented(any_network, envoy, cell):
    kind, mode, _ = cell
    port = envoy.ports[re.sub("[^a-z0-9]+", "-", name(cell))]
    assert answers(any_network, "127.0.0.1", port) == OUTCOMES[kind][mode]


def test_the_table_is_complete():
    assert len(OUTCOMES) == 7
    assert all(set(modes) == {"Secured", "SkipSAN", "SkipCA", "SkipAll"} for modes in OUTCOMES.values())
