"""What the traffic tests share: a network, a name server, a certificate authority, servers and sidecars."""

import os
import shutil
import socket
import tempfile
import warnings
from pathlib import Path

import pytest

import upstreams
from certificates import Authority
from compiler import compile_tree
from envoy_process import Envoy
from names import NameServer
from network import IsolatedNetwork, LocalNetwork
from resources import ADMIN_PORT, DNS_OPTIONS, explicit_dataplane, transparent_dataplane

NEEDS_ROOT = "needs root, for network namespaces of its own"


@pytest.fixture(scope="session")
def scratch():
    """A short path: that of a unix socket may have no more than 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="xdsc-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def any_network(scratch):
    """Namespaces where they may be made, else this machine's loopback."""
    network = LocalNetwork()
    if os.geteuid() == 0:
        try:
            network = IsolatedNetwork(scratch)
        except OSError as error:
            warnings.warn(f"no network namespaces: {error}")
    yield network
    network.close()


@pytest.fixture(scope="session")
def network(any_network):
    """Namespaces, for a redirect, names and IPv6."""
    if not any_network.isolated:
        pytest.skip(NEEDS_ROOT)
    return any_network


@pytest.fixture(scope="session")
def name_server(network):
    server = NameServer(network)
    yield server
    server.close()


@pytest.fixture(scope="session")
def authority():
    return Authority()


@pytest.fixture(scope="session")
def authority_file(authority, scratch):
    """The authority's certificate as the sidecar's system CA file."""
    path = scratch / "system-ca.pem"
    path.write_text(authority.pem)
    return path


@pytest.fixture(scope="module")
def folders(scratch):
    """A new folder at every call."""
    return lambda: Path(tempfile.mkdtemp(dir=scratch))


@pytest.fixture(scope="module")
def upstream(any_network, folders):
    """Starts a server of the world outside: at `address` (one of its own unless given), or at a unix socket. `tls` is
    an Identity, or the settings themselves."""
    started = []

    def start(serve=upstreams.echo, tls=None, address=None, port=0, unix=False):
        if unix:
            listener = socket.create_server(str(folders() / "socket"), family=socket.AF_UNIX)
        else:
            listener = any_network.listen(address or any_network.address(), port)
        if tls and not hasattr(tls, "wrap_socket"):
            tls = upstreams.server_tls(folders(), tls)
        started.append(upstreams.Upstream(listener, serve, tls))
        return started[-1]

    yield start
    for server in started:
        server.close()


@pytest.fixture
def sidecar(request, any_network, folders):
    """Starts a sidecar for one test: see `Sidecars`."""
    sidecars = Sidecars(any_network, folders)
    yield sidecars
    sidecars.stop()


@pytest.fixture(scope="module")
def shared_sidecar(any_network, folders):
    """Starts a sidecar for all tests of a file."""
    sidecars = Sidecars(any_network, folders)
    yield sidecars
    sidecars.stop()


class Sidecars:
    """Compiles resources and starts Envoys on the bootstraps that come out."""

    def __init__(self, network, folders):
        self.network, self.folders, self.started = network, folders, []

    def run(self, resources, *options, admin_port=ADMIN_PORT):
        return self.start(compile_tree(resources, self.folders(), *options) / "bootstrap.pb", admin_port)

    def transparent(self, resources, *options):
        """One with a transparent proxy and a DNS listener."""
        return self.run([transparent_dataplane(), *resources], *DNS_OPTIONS, *options)

    def explicit(self, services, *resources_and_options):
        """One with an outbound for every service, at `127.0.0.1` and the port that the result's `ports` names."""
        ports = {service["name"]: self.network.free_port() for service in services}
        extra = [item for item in resources_and_options if isinstance(item, dict)]
        options = [item for item in resources_and_options if not isinstance(item, dict)]
        admin_port = self.network.free_port()
        dataplane = explicit_dataplane(ports, admin_port)
        envoy = self.run([dataplane, *services, *extra], *options, admin_port=admin_port)
        envoy.ports = ports
        return envoy

    def start(self, bootstrap, admin_port):
        """An Envoy on a bootstrap of the test's own."""
        self.started.append(Envoy(self.network, bootstrap, admin_port, self.folders() / "envoy.log"))
        return self.started[-1]

    def stop(self):
        for envoy in self.started:
            envoy.stop()
