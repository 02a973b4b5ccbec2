"""MeshTimeout: what takes too long ends."""

import time

import pytest

import http_upstream
from client import answers, curl
from resources import policy, service

STATUS = ("--output", "/dev/null", "--write-out", "%{http_code}")


def slow(stream, connection):
    stream.recv(65536)
    time.sleep(3)
    http_upstream.serve(stream, connection.requests)


def silent_after_one(stream, connection):
    """Echoes, and says nothing more."""
    while data := stream.recv(65536):
        stream.sendall(data)


@pytest.fixture(scope="module")
def world(upstream, shared_sidecar):
    slow_server, echo_server = upstream(slow), upstream(silent_after_one)
    return shared_sidecar.explicit(
        [
            service("slow", [slow_server.endpoint], 80, "http"),
            service("idle", [echo_server.endpoint], 4242),
            service("patient", [echo_server.endpoint], 4243),
        ],
        policy("MeshTimeout", "all", {"idleTimeout": "1h"}),
        policy("MeshTimeout", "slow", {"http": {"requestTimeout": "1s"}}, to="slow"),
        policy("MeshTimeout", "idle", {"idleTimeout": "1s"}, to="idle"),
    )


def test_a_request_that_takes_too_long_is_answered_by_the_sidecar(any_network, world):
    begin = time.monotonic()
    assert curl(any_network, f"http://127.0.0.1:{world.ports['slow']}/", *STATUS) == "504"
    assert time.monotonic() - begin < 2.9, "before the server had answered"


def test_an_idle_connection_is_closed(any_network, world):
    with any_network.connect("127.0.0.1", world.ports["idle"]) as stream:
        stream.sendall(b"x")
        assert stream.recv(1) == b"x"
        stream.settimeout(8)
        assert stream.recv(1) == b"", "closed by the sidecar"


def test_one_for_which_the_policy_says_otherwise_stays(any_network, world):
    with any_network.connect("127.0.0.1", world.ports["patient"]) as stream:
        stream.sendall(b"x")
        assert stream.recv(1) == b"x"
        time.sleep(3)
        stream.sendall(b"y")
        assert stream.recv(1) == b"y"
    assert answers(any_network, "127.0.0.1", world.ports["patient"])
