"""With `--secrets sds`, Envoy presents the client certificate that `secrets.pb` has, and a new one when it changes."""

import base64

import pytest

import compiler
from client import answers
from envoy_process import wait_until
from resources import explicit_dataplane, secret, service
from upstreams import server_tls


class World:
    """A server that asks for a client certificate, and a tree that is compiled for one service of it."""

    def __init__(self, network, folder, server, authority):
        self.network, self.folder, self.server, self.authority = network, folder, server, authority
        self.port, self.admin_port = network.free_port(), network.free_port()

    def compile(self, client, *options):
        verification = {
            "serverName": "server.example",
            "caCert": {"inlineString": self.authority.pem},
            "clientCert": {"secret": "certificate"},
            "clientKey": {"secret": "key"},
        }
        resources = [
            explicit_dataplane({"server": self.port}, self.admin_port),
            service("server", [self.server.endpoint], 443, **verification),
            *(
                secret(name, base64.b64encode(pem.encode()).decode())
                for name, pem in (("certificate", client.certificate), ("key", client.key))
            ),
        ]
        return compiler.compile_tree(resources, self.folder, "--secrets", "sds", *options)

    def presented(self):
        """The certificate that the server sees on a new connection."""
        assert answers(self.network, "127.0.0.1", self.port)
        return self.server.connections[-1].client_certificate


@pytest.fixture
def world(any_network, authority, folders, upstream):
    identity = authority.issue("server.example", dns=["server.example"])
    # Any client of the authority's will do.
    server = upstream(tls=server_tls(folders(), identity, trusted_client=authority.pem))
    return World(any_network, folders(), server, authority)


@pytest.mark.parametrize("bootstrap", ["static", "dynamic"])
def test_certificate_from_secrets_is_presented(world, authority, sidecar, bootstrap):
    first, second = (authority.issue("client.example", dns=["client.example"]) for _ in range(2))
    tree = world.compile(first, "--bootstrap", bootstrap)
    holders = {path.name for path in tree.iterdir() if key_bytes(first) in path.read_bytes()}
    assert holders == {"secrets.pb"}
    assert (tree / "secrets.pb").stat().st_mode & 0o077 == 0

    sidecar.start(tree / "bootstrap.pb", world.admin_port)
    assert world.presented() == first.der
    world.compile(second, "--bootstrap", bootstrap)
    wait_until(lambda: world.presented() == second.der)


def key_bytes(identity):
    return identity.key.splitlines()[1].encode()
