"""Which texts of PEM blocks a real Envoy reads, and `xdsc check` calls errors where it does not."""

import pytest

from test_certificates import CERTIFICATES, check_and_validate, client, source


def lines(change):
    return lambda text: "".join(f"{line}\n" for line in change(text.splitlines()))


def body(change):
    return lines(lambda pem: [pem[0], *map(change, pem[1:-1]), pem[-1]])


PARAMETERS = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
FORMS = {
    "text-before": lambda text: f"text\n{text}",
    "text-behind": lambda text: f"{text}text",
    "no-last-line-end": lambda text: text.rstrip("\n"),
    "carriage-returns": lambda text: text.replace("\n", "\r\n"),
    "spaces-at-ends": lambda text: text.replace("\n", " \t\n"),
    "body-indented": body(lambda line: f"  {line}"),
    "spaces-inside": body(lambda line: f"{line[:9]} {line[9:]}"),
    "empty-line-first": lines(lambda pem: [pem[0], "", *pem[1:]]),
    "old-label": lambda text: text.replace("CERTIFICATE", "X509 CERTIFICATE"),
    "parameters-before": lambda text: PARAMETERS + text,
}
MALFORMED = {
    "indented": lines(lambda pem: [f"  {line}" for line in pem]),
    "begin-in-a-line": lambda text: f"x {text}",
    "begin-with-more": lambda text: text.replace("-----\n", "----- x\n", 1),
    "begin-with-less": lambda text: text.replace("-----\n", "----\n", 1),
    "end-indented": lambda text: text.replace("-----END", " -----END"),
    "end-with-more": lambda text: f"{text.rstrip()} x\n",
    "end-of-another": lambda text: text.replace("-----END ", "-----END X"),
    "no-end": lambda text: text[: text.index("-----END")],
    "only-carriage-returns": lambda text: text.replace("\n", "\r"),
    "empty-line-inside": lines(lambda pem: [*pem[:2], "", *pem[2:]]),
    "empty-line-last": lines(lambda pem: [*pem[:-1], "", pem[-1]]),
    "header": lines(lambda pem: [pem[0], "A: b", "", *pem[1:]]),
    "no-base64": body(lambda line: f"{line[:-1]}!"),
    "empty": lines(lambda pem: [pem[0], pem[-1]]),
    "malformed-before": lambda text: f"-----BEGIN X-----\n!\n-----END X-----\n{text}",
    "unclosed-before": lambda text: f"-----BEGIN X-----\nAAAA\n{text}",
}


def settings(change):
    """The three places of a text: what a sidecar verifies by, what it presents, and its key."""
    ca, certificate, key = ((CERTIFICATES / name).read_text() for name in ("root.pem", "leaf.pem", "leaf.key"))
    yield {"caCert": source(change(ca))}
    yield client(change(certificate), key)
    yield client(certificate, change(key))


@pytest.mark.parametrize("name", [*FORMS, *MALFORMED])
@pytest.mark.parametrize("place", range(3), ids=["caCert", "clientCert", "clientKey"])
def test_envoy_refuses_what_is_an_error(name, place, tmp_path):
    verification = list(settings({**FORMS, **MALFORMED}[name]))[place]
    check, envoy = check_and_validate(verification, tmp_path, "--allow", "pem-invalid")
    assert (envoy.returncode == 0) == (name in FORMS), envoy.stderr
    if name in FORMS:
        assert "error:" not in check.stderr
    else:
        assert "[pem-invalid]" in check.stderr or "[certificate-unreadable]" in check.stderr
