"""`xdsc schema` against an independent validator, and against what the compiler takes and refuses."""

import collections
import copy
import functools
import json
import random

import jsonschema
import pytest

import compiler
import core_yaml
import goldens

# Errors that a single resource makes by its shape: a resource that has one breaks the schema.
SHAPE = {
    "dataplane-field",
    "dataplane-tag",
    "endpoint-port",
    "endpoints-empty",
    "extension-type",
    "generator-selector",
    "invalid-name",
    "label-type",
    "match-port",
    "match-protocol",
    "match-type",
    "missing-field",
    "name-length",
    "outbound-backend",
    "outbound-port",
    "tls-client-pair",
    "tls-mode",
    "tls-subject-alt-name",
    "unknown-field",
    "wrong-type",
}

# Errors of a text that is not YAML or JSON, or holds what this project reads otherwise than others.
TEXT = {
    "alias-limit",
    "complex-key",
    "duplicate-key",
    "invalid-encoding",
    "json-syntax",
    "merge-key",
    "nesting-limit",
    "nul-byte",
    "tag-mismatch",
    "unknown-alias",
    "unknown-tag",
    "yaml-syntax",
}

CASES = sorted(path.parent for path in goldens.GOLDEN.rglob("input") if path.is_dir())


@functools.cache
def schema(*kind):
    outcome = compiler.run("schema", *kind)
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout)


@functools.cache
def validator(*kind):
    return jsonschema.Draft202012Validator(schema(*kind))


def kinds():
    return schema()["properties"]["kind"]["anyOf"][0]["enum"]


def kind_of(document):
    return isinstance(document, dict) and (document.get("kind") or document.get("type"))


def faults(document, *kind):
    return [f"{error.json_path}: {error.message}" for error in validator(*kind).iter_errors(document)]


@functools.cache
def check(path):
    """The errors in the files at a path, which are what stands in them whatever the options are."""
    outcome = compiler.run("check", path, "--diagnostics", "json")
    findings = map(json.loads, outcome.stderr.splitlines())
    return [finding for finding in findings if finding["severity"] == "error" and "line" in finding]


def golden_documents(case):
    """Every document of a case's input that can be read, and the errors in it."""
    errors = check(case / "input")
    for path in sorted((case / "input").rglob("*.*")):
        found = [error for error in errors if error["file"] == str(path)]
        if path.suffix not in (".yaml", ".yml", ".json") or any(error["id"] in TEXT for error in found):
            continue
        documents = core_yaml.documents(path)
        ends = [line for line, _ in documents[1:]] + [float("inf")]
        for (line, value), end in zip(documents, ends):
            yield f"{path}:{line}", value, [error for error in found if line <= error["line"] < end]


@pytest.mark.parametrize("case", CASES, ids=goldens.name)
def test_golden_inputs(case):
    for place, document, errors in golden_documents(case):
        found = faults(document)
        if not errors:
            assert not found, place
        for error in errors:
            assert found or error["id"] not in SHAPE, (place, error)


def test_every_shape_error_has_a_golden():
    """Else its line above would test nothing."""
    found = {error["id"] for case in CASES for error in check(case / "input")}
    assert SHAPE <= found


def test_it_is_a_schema():
    for kind in [[], *([kind] for kind in kinds())]:
        assert schema(*kind)["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
        jsonschema.Draft202012Validator.check_schema(schema(*kind))


def test_ids_tell_schemas_apart():
    ids = [schema(*kind)["$id"] for kind in [[], *([kind] for kind in kinds())]]
    assert len(set(ids)) == len(ids)


def test_every_field_is_described():
    def properties(value, path):
        for name, member in value.items() if isinstance(value, dict) else []:
            # Below these stands what a document is compared with, not what it may have.
            if name in ("if", "then", "else", "oneOf", "anyOf", "examples"):
                continue
            if name == "properties":
                yield from ((f"{path}/{field}", content) for field, content in member.items())
            yield from properties(member, f"{path}/{name}")

    fields = list(properties(schema(), ""))
    assert len(fields) > 100
    for path, field in fields:
        assert field.get("description", "").endswith("."), path


def test_examples_and_defaults_are_valid():
    def annotated(value):
        if isinstance(value, dict):
            yield from ((value, example) for example in value.get("examples", []) if isinstance(value["examples"], list))
            if "description" in value and "default" in value:
                yield value, value["default"]
            value = list(value.values())
        if isinstance(value, list):
            for member in value:
                yield from annotated(member)

    found = list(annotated(schema()))
    assert len(found) > 30
    for rules, example in found:
        resolved = {**rules, "$defs": schema()["$defs"]}
        assert jsonschema.Draft202012Validator(resolved).is_valid(example), (rules, example)


@pytest.mark.parametrize("case", CASES, ids=goldens.name)
def test_the_schema_of_one_kind_agrees(case):
    for place, document, _ in golden_documents(case):
        kind = kind_of(document)
        if kind not in kinds():
            continue
        is_skipped = kind == "Secret" and "kind" in document and document.get("type") != "system.kuma.io/secret"
        assert is_skipped or bool(faults(document, kind)) == bool(faults(document)), place
        other = "Mesh" if kind != "Mesh" else "Secret"
        assert faults(document, other), place


@pytest.mark.parametrize(
    "document, is_valid",
    [
        ({"type": "Mesh", "name": "m"}, True),
        ({"type": "Nothing of ours", "anything": 1}, True),
        ({"apiVersion": "v1", "kind": "ConfigMap", "data": {}}, True),
        ({"apiVersion": "v1", "kind": "Secret", "type": "Opaque", "metadata": {}}, True),
        ({"apiVersion": "v1", "kind": "Secret", "type": "system.kuma.io/secret", "metadata": {}}, False),
        ({"apiVersion": "v1", "kind": "List"}, True),
        ({"apiVersion": "v1", "kind": "List", "items": None}, True),
        ({"apiVersion": "v1", "kind": "List", "items": [{"type": "Mesh", "name": "m"}]}, True),
        ({"apiVersion": "v1", "kind": "List", "items": [{"type": "Mesh"}]}, False),
        ({"apiVersion": "kuma.io/v1alpha1", "kind": "MeshList", "items": {}}, False),
        ({"type": "MeshTimout", "name": "t", "spec": {"targetRef": {"kind": "Mesh"}}}, False),
        ({"apiVersion": "kuma-io/v1", "kind": "Mesh", "anything": 1}, True),
        ({"type": "MeshExternalService", "name": "e", "spec": {"extension": {"type": "x", "config": None}}}, True),
        ({"type": "Mesh", "kind": None}, False),
        ({"name": "m"}, False),
        ([], False),
        (None, True),
    ],
)
def test_documents_of_any_kind(document, is_valid, tmp_path):
    path = tmp_path / "document.yaml"
    path.write_text(json.dumps(document))
    assert not faults(document) == is_valid
    assert (check(path) == []) == is_valid


class Mutation:
    """Changes to one place of a resource."""

    TEXTS = ["", "a b", "0.0.0.0", "::1", "x" * 64, "host.example.", "-x", "unix:///a", "unix://", "a\nb", "5s", "TLS10"]
    VALUES = [None, True, 1.5, "80", [], {}, [None], {"a": None}, -1, 0, 1, 65535, 65536, *TEXTS]

    def __init__(self, seed):
        self.random = random.Random(seed)

    def places(self, value):
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
        for key, member in list(members):
            yield value, key
            yield from self.places(member)

    def apply(self, document):
        parent, key = self.random.choice(list(self.places(document)))
        change = self.random.choice(["delete", "rename", "add", "set", "set", "set"])
        if change == "set" or isinstance(parent, list):
            parent[key] = copy.deepcopy(self.random.choice(self.VALUES))
        elif change == "add":
            parent["another"] = "field"
        else:
            value = parent.pop(key)
            if change == "rename":
                parent[key + "s"] = value


def test_changed_resources(tmp_path):
    """What the compiler takes is valid, and what it refuses for its shape is not, whatever is done to a resource."""
    whole = [
        document
        for case in CASES
        for _, document, errors in golden_documents(case)
        if not errors and kind_of(document) in kinds()
    ]
    mutation = Mutation(20240614)
    documents = []
    for number in range(1500):
        document = copy.deepcopy(mutation.random.choice(whole))
        # No two of one name, and none that another could take the address of.
        (document.get("metadata") or document)["name"] = f"changed-{number}"
        document.pop("status", None)
        mutation.apply(document)
        documents.append(document)
    path = tmp_path / "documents.yaml"
    path.write_text("".join(f"---\n{json.dumps(document, ensure_ascii=False)}\n" for document in documents))
    errors = collections.defaultdict(list)
    for error in check(path):
        errors[error["line"] // 2 - 1].append(error)
    verdicts = collections.Counter()
    for number, document in enumerate(documents):
        found = faults(document)
        verdicts[bool(errors[number]), bool(found)] += 1
        if not errors[number]:
            assert not found, document
        for error in errors[number]:
            # What an extension has beside itself is its own to check.
            is_extension = '"extension"' in json.dumps(document)
            assert found or is_extension or error["id"] not in SHAPE, (document, error)
    assert verdicts[False, False] > 100 and verdicts[True, True] > 100, verdicts


def test_an_unknown_kind():
    outcome = compiler.run("schema", "MeshExternlService")
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        'xdsc: error: nothing of kind "MeshExternlService" is compiled\n  help: did you mean "MeshExternalService"?\n'
    )
