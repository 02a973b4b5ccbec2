"""Envoy accepts what comes of any policy that xdsc accepts: policies are drawn at random from their schemas."""

import json
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

import compiler
from test_formats import validate

KINDS = [
    "MeshAccessLog",
    "MeshCircuitBreaker",
    "MeshHealthCheck",
    "MeshHTTPRoute",
    "MeshLoadBalancingStrategy",
    "MeshPassthrough",
    "MeshRetry",
    "MeshTCPRoute",
    "MeshTimeout",
    "MeshTrace",
]
PROTOCOLS = ["tcp", "http", "http2", "grpc"]
SERVICES = [name + suffix for name in PROTOCOLS for suffix in ("", "-every-port")]
CASES = 200

# What strings may be, by the name of their field; those of other fields are drawn from all of these.
STRINGS = {
    "name": ["x-a", "tcp", "http", "HttpMethodGet", "a"],
    "value": ["/a", "/", "a", "10.0.0.1", "10.0.0.0/8", "example.com", "%PROTOCOL%", "5", "a,b", "/a|/b+"],
    "path": ["/a", "/dev/null"],
    "eventLogPath": ["/dev/null"],
    "endpoint": ["collector", "collector:4317", "10.0.0.1:1", "[::1]:2"],
    "address": ["collector:1", "10.0.0.1:1"],
    "url": ["http://collector:1", "http://10.0.0.1/a?b", "http://collector"],
    "hostname": ["example.com"],
    "plain": ["%KUMA_MESH% %PROTOCOL%", "a"],
    "retryOn": ["5xx", "503", "Reset", "HttpMethodGet", "Unavailable", "Canceled"],
    "receive": ["a", "é"],
    "replacePrefixMatch": ["/b/", ""],
    "replaceFullPath": ["/b", "\\1"],
    "zones": ["east", "west"],
}
DURATIONS = ["1ns", "1ms", "1s", "25ms", "1h30m", "10000h", "0.5ms"]
NUMBERS = [0, 1, 2, 3, 5, 50, 100, 101, 64, 65537, 1024, 8000000, 8000001, 80, 200, 302, 503, 599, 4294967295, -1]


class Drawing:
    def __init__(self, schema, seed):
        self.definitions, self.choice = schema["$defs"], random.Random(seed)

    def resolve(self, schema):
        while isinstance(schema, dict) and "$ref" in schema:
            schema = self.definitions[schema["$ref"].removeprefix("#/$defs/")]
        return schema

    def value(self, schema, name=""):
        schema, choice = self.resolve(schema), self.choice
        if not isinstance(schema, dict):
            return choice.choice(["a", 1, True, {"stringValue": "%PROTOCOL%"}, {"a": ["b"]}])
        if alternatives := schema.get("anyOf") or schema.get("oneOf"):
            fitting = [one for one in map(self.resolve, alternatives) if isinstance(one, dict)]
            if fitting := [one for one in fitting if set(one) - {"required"}]:
                return self.value({**schema, "anyOf": None, "oneOf": None, **choice.choice(fitting)}, name)
        if schema.get("enum"):
            return choice.choice(schema["enum"])
        types = schema.get("type", [])
        kind = [one for one in ([types] if isinstance(types, str) else types) if one != "null"]
        kind = kind[0] if kind else ("object" if "properties" in schema else None)
        if kind == "object":
            return self.object(schema)
        if kind == "array":
            return [self.value(schema.get("items", True), name) for _ in range(choice.choice([0, 1, 1, 2]))]
        if kind == "boolean":
            return choice.random() < 0.5
        if kind in ("integer", "number"):
            numbers = NUMBERS if kind == "integer" else [*NUMBERS, 0.5, 33.3, "12.5"]
            most = schema.get("maximum", 100 if kind == "number" else float("inf"))
            fitting = [one for one in numbers if schema.get("minimum", 0) <= float(one) <= most]
            return choice.choice(fitting if choice.random() < 0.98 else numbers)
        if kind == "string":
            if "duration" in schema.get("patternErrorMessage", ""):
                return choice.choice(DURATIONS if choice.random() < 0.95 else ["0s", "-1s"])
            return choice.choice(STRINGS.get(name) or [one for some in STRINGS.values() for one in some])
        return self.value(True)

    def object(self, schema):
        result = {}
        properties = schema.get("properties", {})
        for name, member in properties.items():
            if name in schema.get("required", []) or self.choice.random() < 0.6:
                result[name] = self.value(member, name)
        if not properties and isinstance(schema.get("additionalProperties"), dict):
            return {"a": self.value(schema["additionalProperties"])}
        if not result and properties:
            name = self.choice.choice(list(properties))
            result[name] = self.value(properties[name], name)
        # Of members that a type chooses from, that of the type.
        chosen = str(result.get("type", "")).lower()
        for name, member in properties.items():
            if name.lower() == chosen:
                result[name] = self.value(member, name)
        return result

    def spec(self, kind):
        spec = self.resolve(self.definitions[kind]["properties"]["spec"])
        drawn = self.object(spec)
        drawn["targetRef"] = {"kind": "Mesh"}
        drawn.pop("from", None)
        items = drawn.get("to", [])
        if "to" in spec["properties"] and not items:
            items = drawn["to"] = [self.object(self.resolve(spec["properties"]["to"]["items"]))]
        for item in items:
            name = self.choice.choice(SERVICES)
            is_route = kind in ("MeshHTTPRoute", "MeshTCPRoute")
            item["targetRef"] = {"kind": "MeshExternalService", "name": name} if is_route else {"kind": "Mesh"}
            for rule in item.get("rules", []):
                self.mend(rule)
        return drawn

    def mend(self, rule):
        """References lead to services."""
        default = rule.get("default", {})
        mirrors = [one.get("requestMirror") or {} for one in default.get("filters", [])]
        for reference in default.get("backendRefs", []) + [one["backendRef"] for one in mirrors if "backendRef" in one]:
            own = {name: reference[name] for name in ("weight",) if name in reference}
            reference.clear()
            reference.update({"kind": "MeshExternalService", "name": self.choice.choice(SERVICES), **own})


def world(mesh):
    tags = {"kuma.io/service": "web"}
    redirect = {"redirectPortOutbound": 15001, "redirectPortInbound": 15006}
    networking = {"address": "192.0.2.1", "inbound": [{"port": 80, "tags": tags}], "transparentProxying": redirect}
    yield {"type": "Dataplane", "mesh": mesh, "name": "web", "networking": networking}
    endpoints = [{"address": "192.0.2.2", "port": 80}, {"address": "example.com", "port": 80}, {"address": "unix:///x"}]
    for turn, name in enumerate(PROTOCOLS):
        # With a port and without, so that a chain of the passthrough listener leads there.
        for suffix, match in ("", {"port": 1000 + turn}), ("-every-port", {}):
            spec = {"match": {"protocol": name, **match}, "endpoints": endpoints[: 1 + turn % 3]}
            labels = {"kuma.io/zone": "east"}
            yield {"type": "MeshExternalService", "mesh": mesh, "name": name + suffix, "labels": labels, "spec": spec}


def compile_meshes(meshes, folder):
    """Compiles meshes, of each of which the policies are given; those without errors."""
    folder.mkdir()
    resources = [one for mesh, policies in meshes.items() for one in [*world(mesh), *policies]]
    (folder / "all.yaml").write_text(yaml.safe_dump_all(resources))
    options = ["--keep-going", "--zone", "east", "--diagnostics", "json"]
    outcome = compiler.run("compile", folder / "all.yaml", "-o", folder / "out", *options)
    assert outcome.returncode in (0, 1), outcome.stderr
    found = [json.loads(line) for line in outcome.stderr.splitlines()]
    refused = {one["resource"]["mesh"] for one in found if one["severity"] == "error"}
    return [mesh for mesh in meshes if mesh not in refused]


@pytest.fixture(scope="module")
def specs(tmp_path_factory):
    """What xdsc accepts, by kind."""
    folder, result = tmp_path_factory.mktemp("drawn"), {}
    for kind in KINDS:
        schema = json.loads(compiler.run("schema", kind).stdout)
        drawn = {f"mesh-{case}": Drawing(schema, f"{kind} {case}").spec(kind) for case in range(CASES)}
        good = compile_meshes({mesh: [policy(kind, mesh, "p", spec)] for mesh, spec in drawn.items()}, folder / kind)
        assert len(good) > CASES / 10, f"{kind}: {len(good)}"
        result[kind] = [drawn[mesh] for mesh in good]
    return result


def policy(kind, mesh, name, spec):
    return {"type": kind, "mesh": mesh, "name": name, "spec": spec}


def expect_accepted(meshes, folder):
    assert compile_meshes(meshes, folder) == list(meshes), "each is fine by itself"
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda mesh: validate("-c", folder / f"out/{mesh}/web/bootstrap.pb"), meshes))
    failed = [yaml.safe_dump_all(meshes[mesh]) + run.stderr for mesh, run in zip(meshes, runs) if run.returncode]
    assert not failed, "\n".join(failed[:3])


@pytest.mark.parametrize("kind", KINDS)
def test_two_policies_of_a_kind(specs, kind, tmp_path):
    choice, own = random.Random(kind), specs[kind]
    meshes = {
        f"mesh-{case}": [policy(kind, f"mesh-{case}", name, choice.choice(own)) for name in ("p", "q")]
        for case in range(60)
    }
    expect_accepted(meshes, tmp_path / "pairs")


def test_policies_of_every_kind(specs, tmp_path):
    choice = random.Random(0)
    meshes = {
        f"mesh-{case}": [
            policy(kind, f"mesh-{case}", name, choice.choice(specs[kind])) for kind in KINDS for name in ("p", "q")
        ]
        for case in range(60)
    }
    expect_accepted(meshes, tmp_path / "all")
