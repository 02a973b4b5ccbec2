"""MeshProxyPatch: what it changes shows in requests."""

import json

import pytest

import upstreams
from client import curl, status
from resources import service

TYPE = "type.googleapis.com/envoy.extensions"
FAULT = {
    "name": "envoy.filters.http.fault",
    "typedConfig": {
        "@type": f"{TYPE}.filters.http.fault.v3.HTTPFault",
        "abort": {"httpStatus": 418, "percentage": {"numerator": 100}},
        "headers": [{"name": "x-fault", "presentMatch": True}],
    },
}
VIRTUAL_HOST = {"responseHeadersToAdd": [{"header": {"key": "x-patched", "value": "%PROTOCOL%"}}]}
LIMITS = {
    "typedExtensionProtocolOptions": {
        "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
            "@type": f"{TYPE}.upstreams.http.v3.HttpProtocolOptions",
            "commonHttpProtocolOptions": {"maxRequestsPerConnection": 1},
        }
    }
}


def modification(scope, operation, match=None, value=None, **members):
    if value is not None:
        members["value"] = json.dumps(value)
    if match:
        members["match"] = match
    return {scope: {"operation": operation, **members}}


def patch(*modifications):
    spec = {"targetRef": {"kind": "Mesh"}, "default": {"appendModifications": list(modifications)}}
    return {"type": "MeshProxyPatch", "name": "patch", "mesh": "default", "spec": spec}


@pytest.fixture(scope="module")
def server(upstream):
    return upstream(upstreams.http)


@pytest.fixture(scope="module")
def world(server, shared_sidecar):
    cluster = "meshexternalservice_patched"
    return shared_sidecar.explicit(
        [service("patched", [server.endpoint], 80, "http2"), service("plain", [server.endpoint], 81, "http2")],
        patch(
            modification(
                "httpFilter", "AddBefore", {"name": "envoy.filters.http.router", "listenerName": cluster}, FAULT
            ),
            modification("virtualHost", "Patch", {"name": "patched"}, VIRTUAL_HOST),
            modification("cluster", "Patch", {"name": cluster}, LIMITS),
        ),
    )


@pytest.fixture(scope="module")
def urls(world):
    return {name: f"http://127.0.0.1:{port}" for name, port in world.ports.items()}


def test_an_http_filter_answers(any_network, urls):
    assert status(any_network, urls["patched"], "-H", "x-fault: yes") == "418"
    assert status(any_network, urls["patched"]) == "200"
    assert status(any_network, urls["plain"], "-H", "x-fault: yes") == "200", "another listener is as it was"


def test_a_virtual_host_adds_a_header(any_network, urls):
    written = [curl(any_network, urls[name], "-o", "/dev/null", "-w", "%header{x-patched}") for name in ("patched", "plain")]
    assert written == ["HTTP/1.1", ""]


def test_a_cluster_has_what_is_merged_in_beside_what_it_had(any_network, server, urls):
    def connections(name):
        before = len(server.connections)
        for _ in range(3):
            assert status(any_network, urls[name]) == "200"
        return server.connections[before:]

    # A connection for each request, still of HTTP/2.
    assert [[request.version for request in one.requests] for one in connections("patched")] == [["HTTP/2"]] * 3
    assert len(connections("plain")) <= 1
