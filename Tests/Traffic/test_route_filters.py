"""MeshHTTPRoute: what becomes of requests and responses on the way."""

import pytest

import upstreams
from client import curl
from envoy_process import wait_until
from resources import backend, path, route, route_filter, rule, service

RULES = [
    rule(
        [path("Exact", "/request")],
        route_filter(
            "RequestHeaderModifier",
            set=[{"name": "x-set", "value": "new"}],
            add=[{"name": "x-add", "value": "two"}],
            remove=["x-gone"],
        ),
    ),
    rule(
        [path("Exact", "/response")],
        route_filter(
            "ResponseHeaderModifier",
            set=[{"name": "x-protocol", "value": "%PROTOCOL%"}, {"name": "x-share", "value": "100%%"}],
            remove=["content-type"],
        ),
    ),
    rule(
        [path("PathPrefix", "/v1")],
        route_filter(
            "URLRewrite",
            hostname="other.example",
            path={"type": "ReplacePrefixMatch", "replacePrefixMatch": "/v2/"},
        ),
    ),
    rule(
        [path("PathPrefix", "/joined")],
        route_filter("URLRewrite", path={"type": "ReplacePrefixMatch", "replacePrefixMatch": "/v2"}),
    ),
    rule(
        [path("PathPrefix", "/whole")],
        route_filter("URLRewrite", path={"type": "ReplaceFullPath", "replaceFullPath": "/all"}),
    ),
    rule(
        [path("PathPrefix", "/moved")],
        route_filter(
            "RequestRedirect",
            scheme="https",
            hostname="new.example",
            port=8443,
            statusCode=307,
            path={"type": "ReplacePrefixMatch", "replacePrefixMatch": "/new/"},
        ),
    ),
    rule([path("Exact", "/found")], route_filter("RequestRedirect", hostname="new.example")),
    rule([path("Exact", "/copied")], route_filter("RequestMirror", backendRef=backend("copies"))),
    rule([path("Exact", "/never")], route_filter("RequestMirror", percentage=0, backendRef=backend("copies"))),
]


@pytest.fixture(scope="module")
def servers(upstream):
    return {name: upstream(upstreams.http) for name in ["web", "copies"]}


@pytest.fixture(scope="module")
def url(servers, shared_sidecar):
    """Of a sidecar that has a listener for `web` alone."""
    web, copies = [service(name, [server.endpoint], 80, "http") for name, server in servers.items()]
    envoy = shared_sidecar.explicit([web], copies, route("MeshHTTPRoute", "web", RULES))
    return f"http://127.0.0.1:{envoy.ports['web']}"


def requests(server):
    return [request for connection in server.connections for request in connection.requests]


def last(server):
    """The request that came last; one connection has them all."""
    return requests(server)[-1]


def test_request_headers(any_network, servers, url):
    sent = ["-H", "x-set: old", "-H", "x-add: one", "-H", "x-gone: here", "-H", "x-kept: here"]
    assert curl(any_network, f"{url}/request", *sent)
    headers = last(servers["web"]).headers
    assert headers["x-set"] == "new"
    assert headers["x-add"] in ("one,two", "two"), "added behind the other"
    assert "x-gone" not in headers
    assert headers["x-kept"] == "here"


def test_response_headers(any_network, url):
    written = curl(
        any_network, f"{url}/response", "-o", "/dev/null", "-w", "%header{x-protocol} %header{x-share} [%{content_type}]"
    )
    assert written == "HTTP/1.1 100% []"


@pytest.mark.parametrize(
    "target, expected",
    [
        ("/v1", "/v2/"),
        ("/v1/users?q=1", "/v2/users?q=1"),
        ("/joined/users", "/v2users"),
        ("/whole/of/it?q=1", "/all?q=1"),
        ("/other", "/other"),
    ],
)
def test_paths(any_network, servers, url, target, expected):
    assert curl(any_network, url + target)
    assert last(servers["web"]).path == expected


def test_host(any_network, servers, url):
    assert curl(any_network, f"{url}/v1", "-H", "host: first.example")
    assert last(servers["web"]).host == "other.example"
    assert curl(any_network, f"{url}/other", "-H", "host: first.example")
    assert last(servers["web"]).host == "first.example", "an IP endpoint has no name of its own"


@pytest.mark.parametrize(
    "target, expected",
    [
        ("/moved/here?q=1", "307 https://new.example:8443/new/here?q=1"),
        ("/moved", "307 https://new.example:8443/new/"),
        ("/found", "302 http://new.example"),
    ],
)
def test_redirects(any_network, servers, url, target, expected):
    before = len(requests(servers["web"]))
    written = curl(any_network, url + target, "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}")
    assert written.startswith(expected)
    assert len(requests(servers["web"])) == before, "answered by the sidecar"


def test_mirrors(any_network, servers, url):
    assert curl(any_network, f"{url}/never", "-H", "host: web.example")
    assert curl(any_network, f"{url}/copied", "-H", "host: web.example")
    wait_until(lambda: requests(servers["copies"]))
    assert last(servers["web"]).path == "/copied"
    assert [(copy.path, copy.host) for copy in requests(servers["copies"])] == [("/copied", "web.example-shadow")]
