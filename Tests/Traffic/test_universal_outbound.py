"""Universal without a transparent proxy: the documentation's Dataplane, a plain connection to 127.0.0.1:8080."""

from pathlib import Path

import pytest

import upstreams
from client import curl
from resources import TAGS

SEED = Path(__file__).resolve().parents[3] / "shared/seed/universal"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs the documentation's examples in ../shared/seed")


def test_outbound_of_the_documentation(network, name_server, upstream, sidecar):
    httpbin = upstream(upstreams.http, port=80)
    name_server.hosts = {"httpbin.org": [httpbin.address]}
    sidecar.run([SEED / "dataplane-example.yaml", SEED / "mes-http.yaml"])
    assert "<title>httpbin.org</title>" in curl(network, "http://127.0.0.1:8080/")
    (request,) = httpbin.connections[-1].requests
    assert (request.host, request.headers["x-kuma-tags"]) == ("httpbin.org", TAGS)
