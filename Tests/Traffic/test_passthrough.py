"""MeshPassthrough: what else leaves a transparent proxy."""

import pytest

import upstreams
from client import answers, curl
from resources import mesh


def passthrough(mode, *matches):
    spec = {"targetRef": {"kind": "Mesh"}, "default": {"passthroughMode": mode, "appendMatch": list(matches)}}
    return {"type": "MeshPassthrough", "name": "passthrough", "mesh": "default", "spec": spec}


def forbidding():
    return mesh(networking={"outbound": {"passthrough": False}})


@pytest.mark.parametrize("resources, passes", [((), True), ((forbidding(),), False)], ids=["allowed", "forbidden"])
def test_without_a_policy_the_mesh_decides(network, upstream, sidecar, resources, passes):
    echo = upstream()
    sidecar.transparent(list(resources))
    assert answers(network, echo.address, echo.port) == passes


def test_none_blocks(network, upstream, sidecar):
    echo = upstream()
    sidecar.transparent([passthrough("None")])
    assert not answers(network, echo.address, echo.port)
    assert not echo.connections


def test_all_passes_even_where_the_mesh_forbids_it(network, upstream, sidecar):
    echo = upstream()
    sidecar.transparent([forbidding(), passthrough("All")])
    assert answers(network, echo.address, echo.port)


def test_addresses_and_ports_that_match_pass(network, upstream, sidecar):
    named, other_port, range_, other = upstream(), upstream(), upstream(), upstream()
    sidecar.transparent(
        [
            passthrough(
                "Matched",
                {"type": "IP", "value": named.address, "port": named.port},
                {"type": "IP", "value": other_port.address, "port": 1},
                {"type": "CIDR", "value": f"{range_.address}/32"},
            )
        ]
    )
    assert answers(network, named.address, named.port)
    assert answers(network, range_.address, range_.port)
    assert not answers(network, other_port.address, other_port.port)
    assert not answers(network, other.address, other.port)
    assert not other.connections and not other_port.connections


def test_only_what_speaks_the_protocol_passes(network, upstream, authority, sidecar):
    secure = upstream(upstreams.http, tls=authority.issue("server", dns=["web.example"]))
    plain, web = upstream(), upstream(upstreams.http)
    sidecar.transparent(
        [
            passthrough(
                "Matched",
                {"type": "IP", "value": secure.address, "port": secure.port, "protocol": "tls"},
                {"type": "IP", "value": plain.address, "port": plain.port, "protocol": "tls"},
                {"type": "IP", "value": web.address, "port": web.port, "protocol": "http"},
            )
        ]
    )
    assert "httpbin" in curl(network, f"https://{secure.address}:{secure.port}/", "--insecure")
    assert not answers(network, plain.address, plain.port), "no TLS"
    assert not plain.connections
    assert "httpbin" in curl(network, f"http://{web.address}:{web.port}/")
    assert not answers(network, web.address, web.port), "no HTTP"


def test_a_domain_is_its_own_addresses(network, name_server, upstream, authority, sidecar):
    web, elsewhere = upstream(upstreams.http), upstream(upstreams.http)
    identity = authority.issue("server", dns=["secure.example"])
    secure = upstream(upstreams.http, tls=identity)
    other = upstream(upstreams.http, tls=identity, port=secure.port)
    name_server.hosts = {"web.example": [web.address], "secure.example": [secure.address]}
    sidecar.transparent(
        [
            passthrough(
                "Matched",
                {"type": "Domain", "value": "web.example", "port": web.port, "protocol": "http"},
                {"type": "Domain", "value": "secure.example", "port": secure.port, "protocol": "tls"},
            )
        ]
    )
    assert "httpbin" in curl(network, f"http://web.example:{web.port}/")
    assert curl(network, f"http://{web.address}:{web.port}/") == "", "another host"
    assert "httpbin" in curl(network, f"https://secure.example:{secure.port}/", "--insecure")
    # Who claims the name on the way to another address ends up at the domain's own.
    pretend = ("--insecure", "--resolve", f"secure.example:{other.port}:{other.address}")
    assert "httpbin" in curl(network, f"https://secure.example:{other.port}/", *pretend)
    assert len(secure.connections) == 2 and not other.connections
    assert curl(network, f"https://{secure.address}:{secure.port}/", "--insecure") == "", "no name"
    assert not answers(network, elsewhere.address, elsewhere.port)
