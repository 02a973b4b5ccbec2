"""An Envoy that runs what was compiled differs in nothing from it."""

import compiler
from envoy_process import wait_until
from resources import DNS_OPTIONS, explicit_dataplane, mesh, service, transparent_dataplane

HIDDEN = "privateKey.inlineBytes"


def diff(tree, envoy, folder, query=""):
    """The status and text of a diff from what was compiled to what runs."""
    dump = folder / "config_dump.json"
    dump.write_text(envoy.get(f"/config_dump{query}"))
    outcome = compiler.run("diff", tree, dump)
    assert not outcome.stderr, outcome.stderr
    return outcome.returncode, outcome.stdout


def every_kind(authority):
    client = authority.issue("client")
    pair = {"clientCert": {"inlineString": client.certificate}, "clientKey": {"inlineString": client.key}}
    endpoint = {"address": "192.0.2.1", "port": 443}
    return [
        service("tls", [endpoint, {"address": "tls.example.com", "port": 443}], 443, "http", **pair),
        service("old", [endpoint], 444, "grpc", tls={"version": {"min": "TLS10"}}, mode="SkipSAN"),
        service("any", [{"address": "any.example.com", "port": 80}], None, "http2"),
        service("plain", [{"address": "unix:///tmp/x.sock"}], 4242),
    ]


def test_a_static_bootstrap(network, folders, sidecar, authority):
    folder = folders()
    tree = compiler.compile_tree([transparent_dataplane(), *every_kind(authority)], folder, *DNS_OPTIONS)
    envoy = sidecar.start(tree / "bootstrap.pb", 9901)
    for query in ("", "?include_eds"):
        status, text = diff(tree, envoy, folder, query)
        assert status == 0, text
        assert text.endswith("no difference in 1 dataplane\n")
        # The one thing that nobody can compare is said.
        assert text.count(HIDDEN) == 1


def test_a_dynamic_bootstrap_before_and_after_a_compile(any_network, folders, sidecar):
    folder = folders()
    admin_port, port = any_network.free_port(), any_network.free_port()

    def compile_with(host):
        resources = [
            explicit_dataplane({"one": port}, admin_port),
            mesh(),
            service("one", [{"address": host, "port": 80}], 80, "http"),
        ]
        return compiler.compile_tree(resources, folder, "--bootstrap", "dynamic")

    tree = compile_with("192.0.2.1")
    envoy = sidecar.start(tree / "bootstrap.pb", admin_port)
    wait_until(lambda: diff(tree, envoy, folder)[0] == 0)
    # What runs is older than what is compiled, until Envoy has taken it.
    dump = folder / "before.json"
    dump.write_text(envoy.get("/config_dump"))
    tree = compile_with("192.0.2.2")
    outcome = compiler.run("diff", dump, tree)
    assert outcome.returncode == 1
    assert "+ loadAssignment.endpoints[0].lbEndpoints[192.0.2.2:80]" in outcome.stdout
    assert compiler.run("diff", dump, tree, "--fail-on", "security").returncode == 0
    wait_until(lambda: diff(tree, envoy, folder)[0] == 0)
    # Resources do not say how a bootstrap gets its listeners, so that is no difference.
    assert compiler.run("diff", folder / "resources.yaml", folder / "config_dump.json").returncode == 0
