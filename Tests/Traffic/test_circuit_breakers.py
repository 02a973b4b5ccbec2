"""MeshCircuitBreaker: an endpoint that fails is left alone, and no more is asked than the limits allow."""

import threading

import pytest

import http_upstream
import upstreams
from client import answers, status
from envoy_process import wait_until
from resources import policy, service

DETECTION = {"interval": "1s", "baseEjectionTime": "60s", "maxEjectionPercent": 50}


@pytest.fixture(scope="module")
def gate():
    """Opened by a test, it lets slow servers answer."""
    return threading.Event()


@pytest.fixture(scope="module")
def world(any_network, upstream, shared_sidecar, gate):
    def slow(stream, connection):
        gate.wait(20)
        http_upstream.serve(stream, connection.requests)

    failing, good = upstream(upstreams.http_with({"/": 500})), upstream(upstreams.http)
    echo = upstream()
    nobody = {"address": echo.address, "port": any_network.free_port()}
    pair = [failing.endpoint, good.endpoint]
    envoy = shared_sidecar.explicit(
        [
            service("watched", pair, 80, "http"),
            service("plain", pair, 80, "http"),
            service("half", [echo.endpoint, nobody], 4242),
            service("narrow", [echo.endpoint], 4242),
            service("slow", [upstream(slow).endpoint], 80, "http"),
        ],
        policy(
            "MeshCircuitBreaker",
            "watched",
            {"outlierDetection": {**DETECTION, "detectors": {"totalFailures": {"consecutive": 3}}}},
            to="watched",
        ),
        policy(
            "MeshCircuitBreaker",
            "half",
            {
                "outlierDetection": {
                    **DETECTION,
                    "splitExternalAndLocalErrors": True,
                    "detectors": {"localOriginFailures": {"consecutive": 2}},
                }
            },
            to="half",
        ),
        policy("MeshCircuitBreaker", "narrow", {"connectionLimits": {"maxConnections": 1}}, to="narrow"),
        policy("MeshCircuitBreaker", "slow", {"connectionLimits": {"maxRequests": 1}}, to="slow"),
    )
    return envoy, failing


def test_an_endpoint_that_fails_is_left_alone(any_network, world):
    envoy, failing = world
    url = f"http://127.0.0.1:{envoy.ports['watched']}/"
    statuses = [status(any_network, url) for _ in range(20)]
    assert statuses.count("500") == 3, statuses
    assert len(failing.requests) == 3
    assert envoy.stat("cluster.meshexternalservice_watched.outlier_detection.ejections_active") == 1


def test_without_a_policy_half_of_the_requests_fail(any_network, world):
    envoy, _ = world
    url = f"http://127.0.0.1:{envoy.ports['plain']}/"
    assert sorted(status(any_network, url) for _ in range(10)) == ["200"] * 5 + ["500"] * 5


def test_an_endpoint_that_nobody_listens_at_is_left_alone(any_network, world):
    envoy, _ = world
    port = envoy.ports["half"]
    connected = [answers(any_network, "127.0.0.1", port) for _ in range(20)]
    assert connected.count(False) == 2, connected
    assert all(connected[10:])


def test_a_connection_beyond_the_limit_is_refused(any_network, world):
    envoy, _ = world
    port = envoy.ports["narrow"]
    with any_network.connect("127.0.0.1", port) as first:
        first.sendall(b"x")
        assert first.recv(1) == b"x"
        assert not answers(any_network, "127.0.0.1", port)
        first.sendall(b"y")
        assert first.recv(1) == b"y", "the first goes on"
    assert envoy.stat("cluster.meshexternalservice_narrow.upstream_cx_overflow") == 1
    wait_until(lambda: answers(any_network, "127.0.0.1", port))


def test_a_request_beyond_the_limit_is_refused(any_network, world, gate):
    envoy, _ = world
    url = f"http://127.0.0.1:{envoy.ports['slow']}/"
    first = []
    thread = threading.Thread(target=lambda: first.append(status(any_network, url)))
    thread.start()
    try:
        wait_until(lambda: envoy.stat("cluster.meshexternalservice_slow.upstream_rq_active") == 1)
        assert status(any_network, url) == "503"
    finally:
        gate.set()
        thread.join()
    assert first == ["200"]
    assert status(any_network, url) == "200"
