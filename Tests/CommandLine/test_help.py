"""What `--help` teaches."""

import os
import shutil
import subprocess

import pytest

from compiler import ROOT, binary, commands, run

COMMANDS = commands()
EXAMPLES = {
    name: [line.strip() for line in command["discussion"].partition("Examples:\n")[2].split("\n\n")[0].splitlines()]
    for name, command in COMMANDS.items()
    if "Examples:\n" in command.get("discussion", "")
}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_terminal_and_has_examples(name):
    shown = run(*name.split("-")[1:], "--help").stdout
    assert [line for line in shown.splitlines() if len(line) > 80 and not line.startswith("USAGE:")] == []
    # Those of a group show its commands, too.
    examples = EXAMPLES.get(name) or EXAMPLES[name.rpartition("-")[0]]
    assert any(line.startswith(name.replace("-", " ") + " ") for line in examples)
    for line in EXAMPLES.get(name, []):
        assert f"  {line}\n" in shown


@pytest.fixture
def project(tmp_path, monkeypatch):
    """What the examples take for granted."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGER", "cat")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/xdsc").symlink_to(binary())
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    shutil.copytree(ROOT / "tools/examples/mesh", "mesh")
    shutil.copytree(ROOT / "golden/shard/empty", "cases/empty")
    assert run("compile", "mesh", "-o", "out").returncode == 0
    (tmp_path / "cluster.pb").write_bytes(b"\x0a\x01a")
    for command in (["init", "-q"], ["add", "mesh"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "1"]):
        subprocess.run(["git", *command], check=True)
    return tmp_path


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_work(name, project):
    for line in EXAMPLES[name]:
        command = line.split("  ")[0]
        if command.startswith("envoy -c "):
            assert (project / command.removeprefix("envoy -c ")).exists()
        else:
            outcome = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
            assert outcome.returncode == 0, (line, outcome.stderr)
