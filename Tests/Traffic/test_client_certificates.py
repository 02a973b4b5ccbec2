"""Client certificates reach the server: by each kind of data source, and in every mode."""

import base64

import pytest

from client import answers
from resources import secret, service
from upstreams import server_tls

SOURCES = ["inline", "inlineString", "secret"]
MODES = ["Secured", "SkipSAN", "SkipCA", "SkipAll"]
CASES = [*(("Secured", source) for source in SOURCES), *((mode, "inline") for mode in MODES[1:])]


def name(mode, source):
    return f"{mode}-{source}".lower()


def data_source(source, pem, label):
    encoded = base64.b64encode(pem.encode()).decode()
    return {source: {"inline": encoded, "inlineString": pem, "secret": label}[source]}


@pytest.fixture(scope="module")
def world(authority, folders, upstream, shared_sidecar):
    client = authority.issue("client.example", dns=["client.example"])
    identity = authority.issue("server.example", dns=["server.example"])
    server = upstream(tls=server_tls(folders(), identity, trusted_client=client.certificate))
    secrets = [
        secret(label, base64.b64encode(pem.encode()).decode())
        for label, pem in (("certificate", client.certificate), ("key", client.key))
    ]
    common = {"serverName": "server.example", "caCert": {"inlineString": authority.pem}}
    services = [
        service(
            name(mode, source),
            [server.endpoint],
            443,
            **common,
            mode=mode,
            clientCert=data_source(source, client.certificate, "certificate"),
            clientKey=data_source(source, client.key, "key"),
        )
        for mode, source in CASES
    ]
    services.append(service("none", [server.endpoint], 443, **common))
    return client, server, shared_sidecar.explicit(services, *secrets)


@pytest.mark.parametrize("mode, source", CASES)
def test_is_presented(any_network, world, mode, source):
    client, server, envoy = world
    assert answers(any_network, "127.0.0.1", envoy.ports[name(mode, source)])
    assert server.connections[-1].client_certificate == client.der


def test_server_refuses_a_client_without_one(any_network, world):
    _, _, envoy = world
    assert not answers(any_network, "127.0.0.1", envoy.ports["none"])
