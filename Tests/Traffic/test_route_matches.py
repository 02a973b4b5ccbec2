"""MeshHTTPRoute: which of its rules a request is for."""

import pytest

import upstreams
from client import curl
from resources import path, route, route_filter, rule, service

MATCHES = {
    "exact": [path("Exact", "/exact")],
    "prefix": [path("PathPrefix", "/prefix")],
    "prefix with method": [{**path("PathPrefix", "/prefix"), "method": "PUT"}],
    "expression": [path("RegularExpression", "/[0-9]+/x")],
    "method": [{"method": "DELETE"}],
    "query": [{"queryParams": [{"type": "Exact", "name": "q", "value": "a"}]}],
    "query expression": [{"queryParams": [{"type": "RegularExpression", "name": "n", "value": "[0-9]+"}]}],
    "header": [{"headers": [{"name": "x-exact", "value": "yes"}]}],
    "header there": [{"headers": [{"type": "Present", "name": "x-there"}]}],
    "header prefix": [{"headers": [{"type": "Prefix", "name": "x-prefix", "value": "ab"}]}],
    "header expression": [{"headers": [{"type": "RegularExpression", "name": "x-expression", "value": "a+"}]}],
    "header absent": [{**path("Exact", "/absent"), "headers": [{"type": "Absent", "name": "user-agent"}]}],
    "either": [path("Exact", "/either"), path("Exact", "/or")],
}


def says(name):
    """Makes responses say which rule it was."""
    return route_filter("ResponseHeaderModifier", set=[{"name": "x-rule", "value": name}])


@pytest.fixture(scope="module")
def url(upstream, shared_sidecar):
    server = upstream(upstreams.http)
    rules = [rule(matches, says(name)) for name, matches in MATCHES.items()]
    envoy = shared_sidecar.explicit(
        [service("web", [server.endpoint], 80, "http")], route("MeshHTTPRoute", "web", rules)
    )
    return f"http://127.0.0.1:{envoy.ports['web']}"


@pytest.mark.parametrize(
    "target, options, expected",
    [
        ("/exact", [], "exact"),
        ("/exact/more", [], ""),
        ("/prefix", [], "prefix"),
        ("/prefix/more", [], "prefix"),
        ("/prefixed", [], ""),
        ("/prefix/more", ["-X", "PUT"], "prefix with method"),
        ("/42/x", [], "expression"),
        ("/42/xy", [], ""),
        ("/", ["-X", "DELETE"], "method"),
        ("/?q=a", [], "query"),
        ("/?q=ab", [], ""),
        ("/?n=7", [], "query expression"),
        ("/?n=7a", [], ""),
        ("/", ["-H", "x-exact: yes"], "header"),
        ("/", ["-H", "x-exact: no"], ""),
        ("/", ["-H", "x-there: whatever"], "header there"),
        ("/", ["-H", "x-prefix: abc"], "header prefix"),
        ("/", ["-H", "x-prefix: cab"], ""),
        ("/", ["-H", "x-expression: aaa"], "header expression"),
        ("/", ["-H", "x-expression: aab"], ""),
        ("/absent", ["-H", "user-agent:"], "header absent"),
        ("/absent", [], ""),
        ("/either", [], "either"),
        ("/or", [], "either"),
        ("/anything/else", [], ""),
    ],
)
def test_the_rule(any_network, url, target, options, expected):
    written = curl(any_network, url + target, "--output", "/dev/null", "-w", "%{http_code} %header{x-rule}", *options)
    assert written == f"200 {expected}"
