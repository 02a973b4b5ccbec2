"""Several policies come to what an independent implementation of RFC 7396 makes of their configurations: compiled one by
one and compiled as one, they give the same bytes."""

import copy
import random

import json_merge_patch
import pytest
import yaml

import compiler

SEEDS = range(40)
DURATIONS = ["1s", "250ms", "1h30m"]
COUNTS = [1, 2, 7, 100]
HEADERS = [{"name": "x-a"}, {"name": "x-b", "type": "Prefix", "value": "v"}]

# Fields by kind: what a leaf may be, or an object. Those that `!` begins are always there.
CONFS = {
    "MeshTimeout": {
        "!connectionTimeout": DURATIONS,
        "idleTimeout": DURATIONS,
        "http": {"!requestTimeout": DURATIONS, "streamIdleTimeout": DURATIONS, "maxStreamDuration": DURATIONS},
    },
    "MeshRetry": {
        "!http": {
            "!numRetries": COUNTS,
            "perTryTimeout": DURATIONS,
            "backOff": {"!baseInterval": DURATIONS, "maxInterval": ["1h30m", "2h"]},
            "retryOn": [["5xx"], ["Reset", "429"], ["GatewayError", "HttpMethodGet"]],
            "retriableRequestHeaders": [HEADERS, HEADERS[:1], []],
        },
        "tcp": {"!maxConnectAttempt": COUNTS},
    },
    "MeshCircuitBreaker": {
        "connectionLimits": {"maxConnections": COUNTS, "maxRetries": COUNTS, "maxRequests": COUNTS},
        "!outlierDetection": {
            "disabled": [True, False],
            "interval": DURATIONS,
            "maxEjectionPercent": [0, 50, 100],
            "!detectors": {
                "!totalFailures": {"consecutive": COUNTS},
                "gatewayFailures": {"consecutive": COUNTS},
                "successRate": {"minimumHosts": COUNTS},
            },
        },
    },
    "MeshHealthCheck": {
        "interval": DURATIONS,
        "unhealthyThreshold": COUNTS,
        "healthyPanicThreshold": ["62.9", 10],
        "failTrafficOnPanic": [True, False],
        "tcp": {"disabled": [True, False], "send": ["a", "b"], "receive": [["a"], ["b", "c"]]},
        "!http": {
            "disabled": [True, False],
            "path": ["/", "/health"],
            "expectedStatuses": [[200], [201, 202]],
            "requestHeadersToAdd": {"set": [[{"name": "a", "value": "1"}], []], "add": [[{"name": "b", "value": "2"}]]},
        },
    },
    "MeshLoadBalancingStrategy": {
        "!loadBalancer": {
            "!type": ["RingHash", "LeastRequest", "Maglev"],
            "leastRequest": {"choiceCount": [2, 3]},
            "ringHash": {
                "hashFunction": ["XXHash", "MurmurHash2"],
                "minRingSize": [1, 64],
                "maxRingSize": [64, 1024],
                "hashPolicies": [
                    [{"type": "Header", "header": {"name": "x-a"}}],
                    [{"type": "Connection", "connection": {"sourceIP": True}}],
                ],
            },
            "maglev": {"tableSize": [7, 251]},
        }
    },
}


def draw(choice, fields):
    """A configuration; what is not there is absent or null."""
    conf = {}
    for name, values in fields.items():
        if name.startswith("!") or choice.random() < 0.5:
            conf[name.lstrip("!")] = draw(choice, values) if isinstance(values, dict) else choice.choice(values)
        elif choice.random() < 0.2:
            conf[name] = None
    return conf


def without_nulls(conf):
    """A policy cannot take a value away: its nulls are as good as nothing."""
    if isinstance(conf, dict):
        return {name: without_nulls(value) for name, value in conf.items() if value is not None}
    return conf


def merged(confs):
    return json_merge_patch.merge(*[copy.deepcopy(without_nulls(conf)) for conf in confs])


def world(mesh):
    """A mesh whose only dataplane reaches a service of each kind of protocol."""
    names = ["tcp", "http", "http2", "grpc"]
    outbound = [
        {"port": 1000 + port, "backendRef": {"kind": "MeshExternalService", "name": name}}
        for port, name in enumerate(names)
    ]
    tags = {"kuma.io/service": "web"}
    yield {
        "type": "Dataplane",
        "mesh": mesh,
        "name": "web",
        "networking": {"address": "192.0.2.1", "inbound": [{"port": 80, "tags": tags}], "outbound": outbound},
    }
    for name in names:
        endpoints = [{"address": "192.0.2.2", "port": 80}]
        spec = {"match": {"port": 80, "protocol": name}, "endpoints": endpoints}
        yield {"type": "MeshExternalService", "mesh": mesh, "name": name, "spec": spec}


def policy(kind, mesh, name, conf):
    spec = {"targetRef": {"kind": "Mesh"}, "to": [{"targetRef": {"kind": "Mesh"}, "default": conf}]}
    return {"type": kind, "mesh": mesh, "name": name, "spec": spec}


def compile_meshes(resources, folder):
    (folder / "mesh.yaml").write_text(yaml.safe_dump_all(resources))
    outcome = compiler.run("compile", folder / "mesh.yaml", "-o", folder / "out")
    assert outcome.returncode == 0, outcome.stderr
    return folder / "out"


@pytest.fixture(scope="module", params=CONFS)
def trees(request, tmp_path_factory):
    """A mesh per seed, compiled from several policies, from their merge, and from the last of them alone."""
    kind, several, single, last = request.param, [], [], []
    for seed in SEEDS:
        choice, mesh = random.Random(f"{kind} {seed}"), f"mesh-{seed}"
        confs = [draw(choice, CONFS[kind]) for _ in range(choice.randint(2, 5))]
        # Of names the first in the alphabet has the highest precedence.
        several += [*world(mesh), *[policy(kind, mesh, f"p{9 - turn}", conf) for turn, conf in enumerate(confs)]]
        single += [*world(mesh), policy(kind, mesh, "p", merged(confs))]
        last += [*world(mesh), policy(kind, mesh, "p", confs[-1])]
    return [compile_meshes(resources, tmp_path_factory.mktemp(kind)) for resources in (several, single, last)]


def files(tree, seed):
    return [(tree / f"mesh-{seed}/web/{name}").read_bytes() for name in ("clusters.pb", "listeners.pb")]


@pytest.mark.parametrize("seed", SEEDS)
def test_policies_merge_as_the_rfc_says(trees, seed):
    several, single, _ = trees
    assert files(several, seed) == files(single, seed)


def test_merging_makes_a_difference(trees):
    several, _, last = trees
    assert sum(files(several, seed) != files(last, seed) for seed in SEEDS) > len(SEEDS) / 4
