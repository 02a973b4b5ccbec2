"""The upstream's HTTP version follows `match.protocol`, whatever the client speaks; by ALPN where there is TLS."""

import pytest

import upstreams
from client import curl
from resources import service

VERSIONS = {"http": "HTTP/1.1", "http2": "HTTP/2", "grpc": "HTTP/2"}
CASES = [(protocol, tls) for protocol in VERSIONS for tls in (False, True)]


def name(protocol, tls):
    return protocol + ("-tls" if tls else "")


@pytest.fixture(scope="module")
def world(authority, upstream, shared_sidecar):
    identity = authority.issue("server.example", dns=["server.example"])
    verification = {"serverName": "server.example", "caCert": {"inlineString": authority.pem}}
    servers = {tls: upstream(upstreams.http, tls=identity if tls else None) for tls in (False, True)}
    services = [
        service(name(protocol, tls), [servers[tls].endpoint], 80, protocol, **(verification if tls else {}))
        for protocol, tls in CASES
    ]
    return servers, shared_sidecar.explicit(services)


@pytest.mark.parametrize("client", ["--http1.1", "--http2-prior-knowledge"])
@pytest.mark.parametrize("protocol, tls", CASES)
def test_upstream_version(any_network, world, protocol, tls, client):
    servers, envoy = world
    port = envoy.ports[name(protocol, tls)]
    assert "httpbin.org" in curl(any_network, f"http://127.0.0.1:{port}/", client)
    seen = servers[tls].connections[-1]
    assert seen.requests[-1].version == VERSIONS[protocol]
    assert seen.alpn == (None if not tls else "http/1.1" if protocol == "http" else "h2")
    # Endpoints at addresses have no name to rewrite to: the client's host stays.
    assert seen.requests[-1].host == f"127.0.0.1:{port}"
