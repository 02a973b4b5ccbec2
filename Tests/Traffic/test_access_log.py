"""MeshAccessLog: a line for each request and connection, with the documented fields."""

import json
import re
import time

import pytest

import upstreams
from client import answers, curl
from resources import policy, service

HTTP_LINE = re.compile(
    r'\[\d{4}-\d\d-\d\dT[\d:.]+Z\] default "GET /page HTTP/1\.1" 200 - 0 42 \d+ \d+ "-" "curl/[\d.]+" "-" "[-\w]+" '
    r'"(?P<authority>[\d.:]+)" "example" "page" "127\.0\.0\.1" "(?P<upstream>[\d.:]+)"'
)
TCP_LINE = re.compile(
    r"\[\d{4}-\d\d-\d\dT[\d:.]+Z\] - default 127\.0\.0\.1\(example\)->(?P<upstream>[\d.:]+)\(talk\) took \d+ms, "
    r"sent 10 bytes, received: 10 bytes"
)


def line_of(path):
    """The first line that is written; Envoy writes every ten seconds at the latest."""
    for _ in range(150):
        if path.exists() and (lines := path.read_text().splitlines()):
            return lines[0]
        time.sleep(0.1)
    return ""


@pytest.fixture
def world(upstream, sidecar, folders):
    folder = folders()
    web, talk = upstream(upstreams.http), upstream()

    def file(name, **log_format):
        return {"type": "File", "file": {"path": str(folder / name), **log_format}}

    members = [{"key": "to", "value": "%KUMA_DESTINATION_SERVICE%"}, {"key": "code", "value": "%RESPONSE_CODE%"}]
    envoy = sidecar.explicit(
        [service("page", [web.endpoint], 80, "http"), service("talk", [talk.endpoint], 4242)],
        policy("MeshAccessLog", "talk", {"backends": [file("talk.log")]}, to="talk"),
        policy(
            "MeshAccessLog",
            "page",
            {"backends": [file("page.log"), file("page.json", format={"type": "Json", "json": members})]},
            to="page",
        ),
    )
    return folder, envoy, web, talk


def test_lines(any_network, world):
    folder, envoy, web, talk = world
    assert "httpbin.org" in curl(any_network, f"http://127.0.0.1:{envoy.ports['page']}/page")
    assert answers(any_network, "127.0.0.1", envoy.ports["talk"])
    found = HTTP_LINE.fullmatch(line_of(folder / "page.log"))
    assert found, line_of(folder / "page.log")
    assert found["authority"] == f"127.0.0.1:{envoy.ports['page']}"
    assert found["upstream"] == f"{web.address}:{web.port}"
    assert json.loads(line_of(folder / "page.json")) == {"to": "page", "code": 200}
    found = TCP_LINE.fullmatch(line_of(folder / "talk.log"))
    assert found, line_of(folder / "talk.log")
    assert found["upstream"] == f"{talk.address}:{talk.port}"
