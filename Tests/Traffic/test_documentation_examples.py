"""The documentation's seven examples, unmodified, through a transparent proxy: resolve, connect, get the answer that
the documentation shows; and the upstream sees what it should."""

import base64
import json
import ssl
import sys
from pathlib import Path

import pytest
import yaml

import upstreams
from client import answers
from envoy_process import wait_until
from resources import TAGS
from upstreams import server_tls

HERE = Path(__file__).parent
SEED = HERE.parents[2] / "shared/seed"
NAMES = ["mes-grpc", "mes-grpcs", "mes-http", "mes-https", "mes-tcp", "mes-tcp-mtls", "mes-tcp-tls"]
SERVICES = ["grpc.reflection.v1alpha.ServerReflection", "hello.HelloService"]

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs the documentation's examples in ../shared/seed")


@pytest.fixture(scope="module", params=["universal", "kubernetes"])
def world(request, network, name_server, authority, authority_file, folders, shared_sidecar, upstream):
    """The seven upstreams by service name, under the examples' own names and ports, and a sidecar that reaches them."""
    folder = SEED / request.param
    hosts = {name: network.address() for name in ("tcpbin.com", "httpbin.org", "grpcbin.test.k6.io")}
    name_server.hosts = {name: [address] for name, address in hosts.items()}
    tls = {name: server_tls(folders(), authority.issue(name, dns=[name])) for name in hosts}
    client = yaml.safe_load((folder / "mes-tcp-mtls.yaml").read_text())["spec"]["tls"]["verification"]["clientCert"]
    identity = authority.issue("tcpbin.com", dns=["tcpbin.com"])
    mutual = server_tls(folders(), identity, trusted_client=base64.b64decode(client["inline"]).decode())

    backend, calls = folders() / "grpc", folders() / "calls"
    with calls.open("wb") as output:
        grpc = network.start([sys.executable, HERE / "grpc_server.py", f"unix:{backend}"], True, stdout=output)
    wait_until(lambda: calls.read_text())
    front = upstreams.forward_to(str(backend))

    def at(host, port, serve, tls=None):
        return upstream(serve, tls, hosts[host], port)

    servers = {
        "mes-tcp": at("tcpbin.com", 4242, upstreams.echo),
        "mes-tcp-tls": at("tcpbin.com", 4243, upstreams.echo, tls["tcpbin.com"]),
        "mes-tcp-mtls": at("tcpbin.com", 4244, upstreams.echo, mutual),
        "mes-http": at("httpbin.org", 80, upstreams.http),
        "mes-https": at("httpbin.org", 443, upstreams.http, tls["httpbin.org"]),
        "mes-grpc": at("grpcbin.test.k6.io", 9000, front),
        "mes-grpcs": at("grpcbin.test.k6.io", 9001, front, tls["grpcbin.test.k6.io"]),
    }
    inputs = [folder / f"{name}.yaml" for name in ["hostnamegenerator-example", *NAMES]]
    envoy = shared_sidecar.transparent(inputs, "--system-ca-path", authority_file)
    suffix = ".kong-mesh-system" if request.param == "kubernetes" else ""
    servers["core name"] = lambda name: name + suffix
    servers["client certificate"] = ssl.PEM_cert_to_DER_cert(base64.b64decode(client["inline"]).decode())
    servers["grpc calls"] = lambda: [json.loads(line) for line in calls.read_text().splitlines()[1:]]
    yield servers
    envoy.stop()
    for server in servers.values():
        if isinstance(server, upstreams.Upstream):
            server.close()
    grpc.terminate()
    grpc.wait()


@pytest.mark.parametrize("name", NAMES)
def test_name_resolves_to_a_vip_in_order(network, world, name):
    # Services without a creation time get their addresses in the order of their core names.
    index = sorted(NAMES, key=world["core name"]).index(name)
    assert network.resolve(f"{name}.svc.meshext.local") == [f"242.0.0.{index}"]


@pytest.mark.parametrize("name, port", [("mes-tcp", 4242), ("mes-tcp-tls", 4243), ("mes-tcp-mtls", 4244)])
def test_tcp_echoes(network, world, name, port):
    command = f"echo 'echo this' | nc -q 3 {name}.svc.meshext.local {port}"
    assert network.run("sh", "-c", command).stdout == "echo this\n"
    assert world[name].connections[-1].received == b"echo this\n"


def test_tcp_tls_names_the_server(network, world):
    assert answers(network, *network.resolve("mes-tcp-tls.svc.meshext.local"), 4243)
    seen = world["mes-tcp-tls"].connections[-1]
    assert (seen.sni, seen.alpn, seen.client_certificate) == ("tcpbin.com", None, None)


def test_tcp_mtls_presents_the_client_certificate(network, world):
    assert answers(network, *network.resolve("mes-tcp-mtls.svc.meshext.local"), 4244)
    seen = world["mes-tcp-mtls"].connections[-1]
    assert (seen.sni, seen.client_certificate) == ("tcpbin.com", world["client certificate"])


@pytest.mark.parametrize("name", ["mes-http", "mes-https"])
def test_http_shows_the_page(network, world, name):
    page = network.run("curl", "-s", f"http://{name}.svc.meshext.local").stdout
    assert "<title>httpbin.org</title>" in page
    (request,) = world[name].connections[-1].requests
    assert (request.version, request.host, request.headers["x-kuma-tags"]) == ("HTTP/1.1", "httpbin.org", TAGS)


def test_https_offers_http1_only(network, world):
    network.run("curl", "-s", "http://mes-https.svc.meshext.local")
    seen = world["mes-https"].connections[-1]
    assert (seen.sni, seen.alpn) == ("httpbin.org", "http/1.1")


@pytest.mark.parametrize("name, port", [("mes-grpc", 9000), ("mes-grpcs", 9001)])
def test_grpc_lists_the_services(network, world, name, port):
    listing = network.run(sys.executable, HERE / "grpc_list.py", f"{name}.svc.meshext.local:{port}")
    assert listing.stdout.split() == SERVICES, listing.stderr
    assert world["grpc calls"]()[-1]["metadata"]["x-kuma-tags"] == TAGS


def test_grpcs_speaks_http2_to_the_named_server(network, world):
    network.run(sys.executable, HERE / "grpc_list.py", "mes-grpcs.svc.meshext.local:9001")
    seen = world["mes-grpcs"].connections[-1]
    assert (seen.sni, seen.alpn) == ("grpcbin.test.k6.io", "h2")
