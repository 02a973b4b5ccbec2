"""The hooks for pre-commit, in a repository that uses them."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from compiler import ROOT, binary

HOOKS = ROOT / ".pre-commit-hooks.yaml"


@pytest.fixture
def commit(tmp_path, monkeypatch):
    """Commits everything in the current folder, a repository with the hooks: the exit code and what is said."""
    identity = {f"GIT_{role}_{key}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    environment = os.environ | identity | {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "GIT_CONFIG_GLOBAL": "/dev/null"}
    pre_commit = Path(sysconfig.get_path("scripts"), "pre-commit")

    def run(*command, folder="."):
        outcome = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        return outcome.returncode, outcome.stdout + outcome.stderr

    def succeed(*command, folder="."):
        status, said = run(*command, folder=folder)
        assert status == 0, said
        return said.strip()

    # The hooks' own repository; building the compiler in it is left out.
    hooks = tmp_path / "hooks"
    (hooks / "tools").mkdir(parents=True)
    shutil.copy(HOOKS, hooks)
    (hooks / "tools/xdsc").write_text(f'#!/bin/sh\nexec "{binary()}" "$@"\n')
    (hooks / "tools/xdsc").chmod(0o755)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Hooks"]):
        succeed("git", *command, folder=hooks)
    revision = succeed("git", "rev-parse", "HEAD", folder=hooks)

    project = tmp_path / "project"
    shutil.copytree(ROOT / "tools/examples/mesh", project / "mesh")
    ids = [{"id": hook["id"]} for hook in yaml.safe_load(HOOKS.read_text())]
    configuration = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": ids}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
    monkeypatch.chdir(project)
    succeed("git", "init", "-q")
    succeed(pre_commit, "validate-manifest", HOOKS)
    succeed(pre_commit, "install")

    def commit():
        succeed("git", "add", ".")
        return run("git", "commit", "-m", "A change")

    return commit


def outcomes(said):
    """What became of each hook, by its name."""
    lines = [line.split("...", 1) for line in said.splitlines() if "..." in line]
    return {name: rest.lstrip(".").removeprefix("(no files to check)") for name, rest in lines}


def test_a_mesh_with_errors_is_not_committed(commit):
    status, said = commit()
    assert status == 0, said
    assert outcomes(said) == {"check the mesh": "Passed", "check golden cases": "Skipped"}

    # What is wrong is in a file that does not change: whoever removes a service breaks its users.
    services = Path("mesh/services.yaml")
    services.write_text(services.read_text().replace("name: database", "name: store"))
    status, said = commit()
    assert status == 1
    assert outcomes(said)["check the mesh"] == "Failed"
    assert 'mesh/dataplanes/orders.yaml:10:13: error: no MeshExternalService "database"' in said

    services.write_text(services.read_text().replace("name: store", "name: database"))
    Path("notes.txt").write_text("Nothing of the mesh.")
    status, said = commit()
    assert status == 0, said
    assert outcomes(said) == {"check the mesh": "Skipped", "check golden cases": "Skipped"}


def test_golden_cases_must_pass(commit):
    shutil.copytree(ROOT / "golden/shard/empty", "cases/empty")
    status, said = commit()
    assert status == 0, said
    assert outcomes(said)["check golden cases"] == "Passed"
    Path("cases/empty/args").write_text("input\n--shard\n1/2\n")
    status, said = commit()
    assert status == 1
    assert outcomes(said)["check golden cases"] == "Failed"
    assert "cases/empty: failed" in said
