"""MeshRetry: what fails is tried again."""

import pytest

import http_upstream
from client import answers, curl
from resources import policy, service

STATUS = ("--output", "/dev/null", "--write-out", "%{http_code}")


def failing_first(stream, connection):
    """Answers the first request of a connection with 503, and serves the others."""
    data = stream.recv(65536)
    connection.requests.append(data)
    stream.sendall(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n")
    http_upstream.serve(stream, connection.requests)


@pytest.fixture(scope="module")
def world(any_network, upstream, shared_sidecar):
    server, plain_server, echo = upstream(failing_first), upstream(failing_first), upstream()
    nobody = {"address": echo.address, "port": any_network.free_port()}
    envoy = shared_sidecar.explicit(
        [
            service("retried", [server.endpoint], 80, "http"),
            service("plain", [plain_server.endpoint], 80, "http"),
            service("half", [echo.endpoint, nobody], 4242),
        ],
        policy("MeshRetry", "retried", {"http": {"numRetries": 2, "retryOn": ["5xx"]}}, to="retried"),
        policy("MeshRetry", "half", {"tcp": {"maxConnectAttempt": 4}}, to="half"),
    )
    return envoy, server


def test_a_request_that_fails_is_sent_again(any_network, world):
    envoy, server = world
    assert curl(any_network, f"http://127.0.0.1:{envoy.ports['retried']}/", *STATUS) == "200"
    assert sum(len(connection.requests) for connection in server.connections) == 2


def test_without_a_policy_the_failure_is_the_answer(any_network, world):
    envoy, _ = world
    assert curl(any_network, f"http://127.0.0.1:{envoy.ports['plain']}/", *STATUS) == "503"


def test_a_connection_that_fails_goes_to_another_endpoint(any_network, world):
    envoy, _ = world
    assert all(answers(any_network, "127.0.0.1", envoy.ports["half"]) for _ in range(10))
