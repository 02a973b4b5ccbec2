"""Every golden `.pb`, read with Envoy's own descriptors."""

import hashlib
import json
import re

import pytest
import yaml
from google.protobuf import json_format
from google.protobuf.unknown_fields import UnknownFieldSet

import goldens
from envoy_messages import message_class, unpack, walk
from validate_rules import violations

RESOURCE_TYPES = {
    "clusters.pb": "envoy.config.cluster.v3.Cluster",
    "listeners.pb": "envoy.config.listener.v3.Listener",
    "transport_sockets.pb": "envoy.service.discovery.v3.Resource",
    "secrets.pb": "envoy.extensions.transport_sockets.tls.v3.Secret",
}


def read(path):
    kind = "envoy.service.discovery.v3.DiscoveryResponse"
    if path.name == "bootstrap.pb":
        kind = "envoy.config.bootstrap.v3.Bootstrap"
    return message_class(kind).FromString(path.read_bytes())


def resources(path):
    return [unpack(resource) for resource in read(path).resources]


def varint(number):
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    return bytes(encoded) + bytes([number])


def expected_version(response):
    digest = hashlib.sha256()
    for resource in response.resources:
        packed = resource.SerializeToString(deterministic=True)
        digest.update(varint(len(packed)) + packed)
    return digest.hexdigest()


def canonical_json(message):
    """The message in protobuf's JSON mapping, parsed."""
    for _ in walk(message):  # loads the types inside every Any
        pass
    return json.loads(json_format.MessageToJson(message))


class Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.2's core schema would read as a number, too: that is what Envoy and xdsc read."""


Dumper.add_implicit_resolver(
    "number of the core schema",
    re.compile(r"(0o[0-7]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$"),
    list("-+.0123456789"),
)


def rendered(message):
    """The readable twin, as Python's protobuf and PyYAML make it."""
    return yaml.dump(
        canonical_json(message),
        Dumper=Dumper,
        default_flow_style=False,
        sort_keys=False,
        width=float("inf"),
        allow_unicode=True,
    )


all_messages = pytest.mark.parametrize("path", goldens.files("*.pb"), ids=goldens.name)
all_responses = pytest.mark.parametrize(
    "path", [path for path in goldens.files("*.pb") if path.name != "bootstrap.pb"], ids=goldens.name
)
all_twins = pytest.mark.parametrize(
    "path", [path for path in goldens.files("*.pb") if path.with_suffix(".yaml").exists()], ids=goldens.name
)
all_dataplanes = pytest.mark.parametrize(
    "folder", [path.parent for path in goldens.files("clusters.pb")], ids=goldens.name
)


@all_messages
def test_has_no_unknown_field(path):
    for node in walk(read(path)):
        assert not len(UnknownFieldSet(node.message)), node.path


@all_messages
def test_serializes_to_the_same_bytes(path):
    for node in walk(read(path), packed=path.read_bytes()):
        if node.packed is not None:
            assert node.message.SerializeToString(deterministic=True) == node.packed, node.path


@all_messages
def test_keeps_the_rules_of_its_fields(path):
    assert [f"{node.path}.{problem}" for node in walk(read(path)) for problem in violations(node.message)] == []


@all_twins
def test_equals_its_readable_twin(path):
    text = path.with_suffix(".yaml").read_text()
    assert yaml.safe_load(text) == canonical_json(read(path))
    assert text == rendered(read(path))


@all_responses
def test_response_names_its_type_and_version(path):
    response = read(path)
    assert response.type_url == "type.googleapis.com/" + RESOURCE_TYPES[path.name]
    assert all(resource.type_url == response.type_url for resource in response.resources)
    assert response.version_info == expected_version(response)
    assert {field.name for field, _ in response.ListFields()} <= {"version_info", "resources", "type_url"}


@all_responses
def test_resources_are_sorted_by_name(path):
    names = [resource.name.encode() for resource in resources(path)]
    assert names == sorted(set(names))


@all_dataplanes
def test_transport_sockets_are_those_of_the_clusters(folder):
    expected = {}
    for cluster in resources(folder / "clusters.pb"):
        if cluster.transport_socket_matches:
            (match,) = cluster.transport_socket_matches
            expected[cluster.name] = match.transport_socket
    found = resources(folder / "transport_sockets.pb")
    assert {resource.name: unpack(resource.resource) for resource in found} == expected
    assert all({field.name for field, _ in resource.ListFields()} == {"name", "resource"} for resource in found)


@all_dataplanes
def test_bootstrap_holds_the_same_resources(folder):
    bootstrap = read(folder / "bootstrap.pb")
    if bootstrap.HasField("dynamic_resources"):
        assert not bootstrap.HasField("static_resources")
        sources = bootstrap.dynamic_resources
        for source, name in ((sources.cds_config, "clusters.pb"), (sources.lds_config, "listeners.pb")):
            path = goldens.case(folder) / source.path_config_source.path
            assert path == folder / name
            assert path.parents[3] == goldens.case(folder) / source.path_config_source.watched_directory.path
        return
    static = bootstrap.static_resources
    assert list(static.clusters) == resources(folder / "clusters.pb")
    assert list(static.listeners) == resources(folder / "listeners.pb")
