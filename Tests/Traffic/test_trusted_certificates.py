"""What `xdsc check` says of certificates that are trusted is what happens when a server presents them, or others that they
have signed."""

import ipaddress
import re

import pytest
import yaml
from cryptography import x509

from certificates import Authority
from client import answers
from compiler import run
from resources import service

SERVER_NAME = "server.example"
NO_NAME, NOT_CA = "certificate-name", "certificate-not-ca"
CA, NO_CA = (x509.BasicConstraints(ca=ca, path_length=None) for ca in (True, False))


def usage(signs):
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


SIGNS, SIGNS_NOTHING = usage(True), usage(False)
NAMED, OTHER = (x509.SubjectAlternativeName([x509.DNSName(name)]) for name in (SERVER_NAME, "other.example"))

# The certificate's extensions, whether a server connects that it has signed, whether one does that presents it, findings.
TRUSTED = {
    "ca": ([CA, NAMED], True, True, []),
    "ca-that-signs": ([CA, SIGNS, NAMED], True, True, []),
    "ca-that-signs-nothing": ([CA, SIGNS_NOTHING, NAMED], False, True, [NOT_CA]),
    "leaf": ([NO_CA, NAMED], True, True, [NOT_CA]),
    "leaf-that-signs": ([NO_CA, SIGNS, NAMED], True, True, [NOT_CA]),
    "leaf-that-signs-nothing": ([NO_CA, SIGNS_NOTHING, NAMED], False, True, [NOT_CA]),
    "plain": ([NAMED], True, True, [NOT_CA]),
    "plain-that-signs": ([SIGNS, NAMED], True, True, [NOT_CA]),
    "plain-that-signs-nothing": ([SIGNS_NOTHING, NAMED], False, True, [NOT_CA]),
    "other-ca": ([CA, OTHER], True, False, []),
    "other-leaf": ([NO_CA, OTHER], True, False, [NOT_CA]),
    "other-leaf-that-signs-nothing": ([NO_CA, SIGNS_NOTHING, OTHER], False, False, [NO_NAME, NOT_CA]),
    "nameless": ([NO_CA, SIGNS_NOTHING], False, False, [NO_NAME, NOT_CA]),
}
# A certificate's names, what the service asks for beside its own name, whether it connects.
NAMES = {
    "exact": (x509.DNSName("a.test"), ("Exact", "a.test"), True),
    "other": (x509.DNSName("a.test"), ("Exact", "b.test"), False),
    "longer": (x509.DNSName("a.test"), ("Exact", "www.a.test"), False),
    "capitals": (x509.DNSName("A.test"), ("Exact", "a.TEST"), True),
    "wildcard": (x509.DNSName("*.test"), ("Exact", "a.test"), True),
    "wildcard-of-two-labels": (x509.DNSName("*.test"), ("Exact", "b.a.test"), False),
    "wildcard-without-its-label": (x509.DNSName("*.a.test"), ("Exact", "a.test"), False),
    "wildcard-behind": (x509.DNSName("a*.test"), ("Exact", "ab.test"), True),
    "wildcard-before": (x509.DNSName("*a.test"), ("Exact", "ba.test"), True),
    "wildcard-between": (x509.DNSName("a*b.test"), ("Exact", "axb.test"), True),
    "wildcard-behind-other": (x509.DNSName("a*.test"), ("Exact", "bb.test"), False),
    "prefix": (x509.DNSName("a.test"), ("Prefix", "a."), True),
    "prefix-other": (x509.DNSName("a.test"), ("Prefix", "b."), False),
    "address": (x509.IPAddress(ipaddress.ip_address("192.0.2.7")), ("Exact", "192.0.2.7"), True),
    "address-other": (x509.IPAddress(ipaddress.ip_address("192.0.2.7")), ("Exact", "192.0.2.8"), False),
    "address-v6": (x509.IPAddress(ipaddress.ip_address("2001:db8::1")), ("Exact", "2001:db8::1"), True),
    "uri": (x509.UniformResourceIdentifier("spiffe://a/b"), ("Exact", "spiffe://a/b"), True),
    "uri-other": (x509.UniformResourceIdentifier("spiffe://a/b"), ("Exact", "spiffe://a/c"), False),
    "uri-prefix": (x509.UniformResourceIdentifier("spiffe://a/b"), ("Prefix", "spiffe://a/"), True),
}


def trusting(name, server, authority, **verification):
    return service(
        name, [server.endpoint], 443, serverName=SERVER_NAME, caCert={"inlineString": authority.pem}, **verification
    )


def pinned(name, upstream):
    """A service with the names asked for, whose server presents the one certificate that is trusted."""
    san, (kind, value), _ = NAMES[name]
    authority = Authority(name, extensions=[NO_CA, SIGNS_NOTHING, x509.SubjectAlternativeName([san])])
    matches = [{"type": kind, "value": value}]
    return trusting(f"name-{name}", upstream(tls=authority.identity), authority, subjectAltNames=matches)


@pytest.fixture(scope="module")
def services(authority, upstream):
    """Two services for each certificate that is trusted, which may have signed itself or not; and one for each name."""
    services = [pinned(name, upstream) for name in NAMES]
    for name, (extensions, *_) in TRUSTED.items():
        for prefix, issuer in (("root-", None), ("issued-", authority)):
            trusted = Authority(name, issuer, extensions)
            signed = trusted.issue(SERVER_NAME, dns=[SERVER_NAME])
            services.append(trusting(f"{prefix}{name}-signed", upstream(tls=signed), trusted))
            services.append(trusting(f"{prefix}{name}-itself", upstream(tls=trusted.identity), trusted))
    return {service["name"]: service for service in services}


@pytest.fixture(scope="module")
def envoy(services, shared_sidecar):
    return shared_sidecar.explicit(list(services.values()))


def findings(service, folder):
    path = folder / "service.yaml"
    path.write_text(yaml.safe_dump(service))
    text = run("check", path).stderr
    return sorted(re.findall(r"\[(certificate-[a-z-]+)\]", text)), text


@pytest.mark.parametrize("name", TRUSTED)
@pytest.mark.parametrize("prefix", ["root-", "issued-"])
def test_trust_is_as_said(any_network, services, envoy, prefix, name, tmp_path):
    _, signed, itself, expected = TRUSTED[name]
    for suffix, connects in (("-signed", signed), ("-itself", itself)):
        label = f"{prefix}{name}{suffix}"
        assert answers(any_network, "127.0.0.1", envoy.ports[label]) == connects, label
        found, text = findings(services[label], tmp_path)
        assert found == expected, text
        if NOT_CA in found:
            said = "Envoy still trusts every certificate" if signed else "no other certificate is verified"
            assert said in text


@pytest.mark.parametrize("name", NAMES)
def test_names_fit_as_said(any_network, services, envoy, name, tmp_path):
    label = f"name-{name}"
    connects = NAMES[name][2]
    assert answers(any_network, "127.0.0.1", envoy.ports[label]) == connects
    found, text = findings(services[label], tmp_path)
    assert (NO_NAME not in found) == connects, text
