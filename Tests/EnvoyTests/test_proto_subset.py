"""Everything in proto/ is in Envoy's own API too: same names, numbers, types, labels, oneofs and values.

Needs protoc-c (Debian: protobuf-c-compiler) and, from PyPI, pytest and xds-protos, which holds Envoy's descriptors.
"""

import importlib
import pathlib
import subprocess

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool

PROTO = pathlib.Path(__file__).resolve().parents[2] / "proto"
PATHS = sorted(str(path.relative_to(PROTO)) for path in PROTO.rglob("*.proto"))
FIELD = descriptor_pb2.FieldDescriptorProto


def compiled(proto: pathlib.Path, scratch: pathlib.Path) -> dict[str, descriptor_pb2.FileDescriptorProto]:
    """Our files by path. The compiler fills in the JSON names."""
    output = scratch / "descriptors"
    subprocess.run(["protoc-c", f"-I{proto}", f"--descriptor_set_out={output}", *PATHS], check=True)
    return {file.name: file for file in descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes()).file}


def envoys(path: str) -> descriptor_pb2.FileDescriptorProto:
    """Envoy's file of that path."""
    importlib.import_module(path.removesuffix(".proto").replace("/", ".") + "_pb2")
    file = descriptor_pb2.FileDescriptorProto()
    descriptor_pool.Default().FindFileByName(path).CopyToProto(file)
    return file


def json_name(field) -> str:
    """The JSON name, which is the lowerCamelCase one where a descriptor gives none."""
    if field.json_name:
        return field.json_name
    head, *tail = field.name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in tail)


def shape(field, message) -> dict:
    oneof = message.oneof_decl[field.oneof_index].name if field.HasField("oneof_index") else None
    return {
        "number": field.number,
        "type": FIELD.Type.Name(field.type),
        "type_name": field.type_name,
        "label": FIELD.Label.Name(field.label),
        "oneof": oneof,
        "optional": field.proto3_optional,
        "json_name": json_name(field),
    }


def differences(ours, theirs, where: str):
    """What a file or message of ours has that Envoy's has not, or has otherwise."""
    if hasattr(ours, "field"):
        fields = {field.name: field for field in theirs.field}
        for field in ours.field:
            if field.name not in fields:
                yield f"{where}.{field.name} is not Envoy's"
            elif shape(field, ours) != shape(fields[field.name], theirs):
                yield f"{where}.{field.name}: {shape(field, ours)}, Envoy's: {shape(fields[field.name], theirs)}"
        if ours.options.map_entry != theirs.options.map_entry:
            yield f"{where}: one is the entry of a map"
    enums = {enum.name: enum for enum in theirs.enum_type}
    for enum in ours.enum_type:
        if enum.name not in enums:
            yield f"{where}.{enum.name} is not Envoy's"
            continue
        values = {value.name: value.number for value in enums[enum.name].value}
        for value in enum.value:
            if values.get(value.name) != value.number:
                yield f"{where}.{enum.name}.{value.name} = {value.number}, Envoy's: {values.get(value.name)}"
    nested = "nested_type" if hasattr(ours, "field") else "message_type"
    messages = {message.name: message for message in getattr(theirs, nested)}
    for message in getattr(ours, nested):
        if message.name in messages:
            yield from differences(message, messages[message.name], f"{where}.{message.name}")
        else:
            yield f"{where}.{message.name} is not Envoy's"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return compiled(PROTO, tmp_path_factory.mktemp("descriptors"))


def test_there_are_files():
    assert PATHS


@pytest.mark.parametrize("path", PATHS)
def test_file_is_a_subset_of_envoys(files, path):
    ours, theirs = files[path], envoys(path)
    assert (ours.package, ours.syntax) == (theirs.package, theirs.syntax)
    assert list(differences(ours, theirs, ours.package)) == []


@pytest.mark.parametrize(
    "old, new",
    [
        ("string alt_stat_name = 28;", "string alt_stat_name = 99;"),
        ("string alt_stat_name = 28;", "bytes alt_stat_name = 28;"),
        ("string alt_stat_name = 28;", "repeated string alt_stat_name = 28;"),
        ("string alt_stat_name = 28;", "string other_stat_name = 28;"),
        ("oneof cluster_discovery_type", "oneof discovery_type"),
        ("V6_ONLY = 2;", "V6_ONLY = 7;"),
    ],
)
def test_a_mistake_is_found(tmp_path, old, new):
    path = "envoy/config/cluster/v3/cluster.proto"
    for other in PATHS:
        text = (PROTO / other).read_text()
        if other == path:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "proto" / other).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "proto" / other).write_text(text)
    ours = compiled(tmp_path / "proto", tmp_path)[path]
    assert list(differences(ours, envoys(path), ours.package))
