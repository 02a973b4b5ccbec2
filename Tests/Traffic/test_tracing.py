"""MeshTrace: spans of requests reach the collector."""

import time

import upstreams
from client import curl
from resources import service


def collect(stream, connection):
    """Takes what comes, and answers nothing."""
    while data := stream.recv(65536):
        connection.received += data


def test_zipkin(any_network, upstream, sidecar):
    web, collector = upstream(upstreams.http), upstream(collect)
    trace = {
        "type": "MeshTrace",
        "name": "all",
        "mesh": "default",
        "spec": {
            "targetRef": {"kind": "Mesh"},
            "default": {
                "backends": [
                    {"type": "Zipkin", "zipkin": {"url": f"http://{collector.address}:{collector.port}/api/v2/spans"}}
                ]
            },
        },
    }
    envoy = sidecar.explicit([service("page", [web.endpoint], 80, "http")], trace)
    assert "httpbin.org" in curl(any_network, f"http://127.0.0.1:{envoy.ports['page']}/")
    assert "x-b3-traceid" in web.connections[-1].requests[-1].headers
    for _ in range(150):  # Envoy sends spans every five seconds
        if collector.connections and b"traceId" in collector.connections[0].received:
            break
        time.sleep(0.1)
    assert collector.connections[0].received.startswith(b"POST /api/v2/spans HTTP/1.1")
