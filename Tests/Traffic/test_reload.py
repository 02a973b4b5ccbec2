"""An Envoy that watches a compiled tree takes every new compile, and only whole ones."""

import threading
from http.client import HTTPConnection, HTTPException

import pytest
import yaml

import compiler
import upstreams
from client import answers
from envoy_process import wait_until
from resources import explicit_dataplane, service


class Watched:
    """A tree that is compiled again and again, and the Envoy that watches it."""

    def __init__(self, network, folder, sidecar, services):
        self.network, self.folder = network, folder
        self.ports, self.admin_port = {}, network.free_port()
        self.envoy = sidecar.start(self.compile(services) / "bootstrap.pb", self.admin_port)

    def inputs(self, services):
        for each in services:
            self.ports.setdefault(each["name"], self.network.free_port())
        outbounds = {each["name"]: self.ports[each["name"]] for each in services}
        return [explicit_dataplane(outbounds, self.admin_port), *services]

    def compile(self, services):
        return compiler.compile_tree(self.inputs(services), self.folder, "--bootstrap", "dynamic")

    def updates(self):
        """How many compiles Envoy has taken, clusters and listeners both."""
        counters = ("cluster_manager.cds.update_success", "listener_manager.lds.update_success")
        return min(map(self.envoy.stat, counters))

    def recompile(self, services):
        """Compiles, and waits until Envoy has taken it."""
        before = self.updates()
        self.compile(services)
        wait_until(lambda: self.updates() > before)


@pytest.fixture
def watch(any_network, folders, sidecar):
    return lambda services: Watched(any_network, folders(), sidecar, services)


def test_an_established_connection_survives(any_network, upstream, watch):
    old, new = (service(name, [upstream().endpoint], 4242) for name in ("old", "new"))
    watched = watch([old])
    with any_network.connect("127.0.0.1", watched.ports["old"]) as stream:
        stream.sendall(b"before")
        assert stream.recv(16) == b"before"
        watched.recompile([old, new])
        wait_until(lambda: listening(any_network, watched.ports["new"]))
        assert answers(any_network, "127.0.0.1", watched.ports["new"])
        stream.sendall(b"after")
        assert stream.recv(16) == b"after"


def listening(network, port):
    try:
        network.connect("127.0.0.1", port).close()
    except ConnectionRefusedError:
        return False
    return True


def test_a_failed_compile_changes_nothing(any_network, upstream, watch):
    good = service("good", [upstream().endpoint], 4242)
    watched = watch([good])
    updates = watched.updates()
    before = {path: path.read_bytes() for path in (watched.folder / "out").rglob("*.*")}

    bad = service("bad", [], 4242, protocol="carrier-pigeon")
    (watched.folder / "resources.yaml").write_text(yaml.safe_dump_all(watched.inputs([good, bad])))
    outcome = compiler.run("compile", watched.folder / "resources.yaml", "-o", watched.folder / "out")

    assert outcome.returncode == 1
    assert {path: path.read_bytes() for path in (watched.folder / "out").rglob("*.*")} == before
    assert watched.updates() == updates
    assert answers(any_network, "127.0.0.1", watched.ports["good"])


def test_a_hundred_recompiles_under_load(any_network, upstream, watch):
    page = service("page", [upstream(upstreams.http).endpoint], 80, protocol="http")
    others = [service(f"other-{index}", [upstream().endpoint], 4242) for index in range(2)]
    watched = watch([page, others[0]])
    with Load(any_network, watched.ports["page"]) as load:
        for index in range(100):
            watched.recompile([page, others[(index + 1) % 2]])
    assert load.failures == []
    assert load.succeeded > 100


class Load:
    """Requests on a kept connection and on new ones by turns, as fast as they go, until stopped."""

    def __init__(self, network, port):
        self.network, self.port = network, port
        self.succeeded, self.failures = 0, []
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def run(self):
        while not self.done.is_set():
            client = HTTPConnection("127.0.0.1")
            try:
                client.sock = self.network.connect("127.0.0.1", self.port)
                for _ in range(10):
                    client.request("GET", "/")
                    response = client.getresponse()
                    assert (response.status, b"httpbin.org" in response.read()) == (200, True)
                    self.succeeded += 1
            except (OSError, HTTPException, AssertionError) as error:
                self.failures.append(repr(error))
            finally:
                client.close()
