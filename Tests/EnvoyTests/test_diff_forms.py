"""diff sees the same in every form of a file."""

import pytest
from google.protobuf import json_format

import goldens
from compiler import run
from envoy_messages import message_class, walk

AREAS = ("dataplane", "dns", "documentation", "endpoints", "protocol", "tls", "verification", "zones")
BOOTSTRAPS = [path for path in goldens.files("bootstrap.pb") if path.relative_to(goldens.GOLDEN).parts[0] in AREAS]


def live(path):
    """A bootstrap in the names of `.proto` files, as Envoy's admin interface shows messages, and with numbers for enums."""
    message = message_class("envoy.config.bootstrap.v3.Bootstrap").FromString(path.read_bytes())
    for _ in walk(message):  # loads the types inside every Any
        pass
    return json_format.MessageToJson(message, preserving_proto_field_name=True, use_integers_for_enums=True)


@pytest.mark.parametrize("path", BOOTSTRAPS, ids=goldens.name)
def test_every_form_of_a_file_is_the_same(path, tmp_path):
    decoded = tmp_path / "decoded.json"
    decoded.write_text(run("decode", "--format", "json", path).stdout)
    other = tmp_path / "live.json"
    other.write_text(live(path))
    for form in (path.with_suffix(".yaml"), decoded, other):
        if form.exists():
            outcome = run("diff", path, form)
            assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stdout
