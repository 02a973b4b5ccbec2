"""`--depfile`, as make and ninja read it."""

import os
import subprocess
import sysconfig
import time
from pathlib import Path

import pytest

from compiler import binary, run

SERVICE = """\
type: MeshExternalService
name: {name}
mesh: default
spec:
  match: {{port: 80, protocol: http}}
  endpoints: [{{address: {name}.example.com, port: 80}}]
"""

DATAPLANE = """\
type: Dataplane
name: web
mesh: default
networking:
  address: 192.168.0.1
  outbound: [{port: 8081, backendRef: {kind: MeshExternalService, name: one}}]
"""

# Every character that needs quoting, or might: in the names of a folder and of a file.
FOLDER = "mesh #1 $x: a\\b"
NAME = "a #b$c:d\\e !+,-.@_{}é.yaml"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The current folder: a mesh of two files."""
    monkeypatch.chdir(tmp_path)
    mesh = Path(FOLDER)
    mesh.mkdir()
    (mesh / "web.yaml").write_text(DATAPLANE)
    (mesh / NAME).write_text(SERVICE.format(name="one"))
    return mesh


def compile_tree(*arguments):
    return run("compile", *arguments, "-o", "out", "--depfile", "out.d")


class Make:
    def __init__(self, compile_command):
        Path("compile.sh").write_text(f"{compile_command} && touch out/manifest.json\n")
        Path("Makefile").write_text("out/manifest.json:\n\t@echo compiles; sh compile.sh\n-include out.d\n")

    def build(self):
        """Whether there was something to do."""
        return "compiles" in subprocess.run(["make"], check=True, capture_output=True, text=True).stdout


class Ninja:
    def __init__(self, compile_command):
        Path("compile.sh").write_text(f"{compile_command}\n")
        Path("build.ninja").write_text(
            "rule compile\n  command = sh compile.sh\n  depfile = out.d\n  restat = 1\n"
            "build out/manifest.json: compile\n"
        )

    def build(self):
        """Whether there was something to do."""
        ninja = Path(sysconfig.get_path("scripts"), "ninja")
        return "no work to do" not in subprocess.run([ninja], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("tool", [Make, Ninja])
def test_a_build_system_sees_every_change(project, tool):
    build = tool(f"'{binary()}' compile -q '{project}' -o out --depfile out.d").build
    assert build()
    assert not build()
    clusters = Path("out/default/web/clusters.pb")
    before = clusters.stat().st_mtime_ns

    # Make compares times to the nanosecond, but the clock of files moves in ticks.
    def change(action):
        time.sleep(0.02)
        action()
        assert build()
        assert not build()

    change(lambda: os.utime(project / NAME))
    assert clusters.stat().st_mtime_ns == before
    change(lambda: (project / "other.yaml").write_text(SERVICE.format(name="other")))
    assert "other.yaml" in Path("out.d").read_text()
    change(lambda: (project / "other.yaml").unlink())
    assert "other.yaml" not in Path("out.d").read_text()
    change((project / "sub").mkdir)
    change(lambda: (project / "sub/new.yaml").write_text(SERVICE.format(name="new")))
    assert clusters.stat().st_mtime_ns == before
    change(lambda: (project / NAME).write_text(SERVICE.format(name="one").replace("port: 80}]", "port: 81}]")))
    assert clusters.stat().st_mtime_ns > before


def test_the_lock_file_is_a_dependency_and_standard_input_is_none(project):
    text = SERVICE.format(name="one") + "---\n" + DATAPLANE
    command = [binary(), "compile", "-", "-o", "out", "--depfile", "out.d", "--vip-lock", "vips.lock"]
    subprocess.run(command, input=text, check=True, text=True)
    assert Path("out.d").read_text() == "out/manifest.json: \\\n  vips.lock\n\nvips.lock:\n"


def test_the_same_dependencies_leave_the_file_alone(project):
    assert compile_tree(project).returncode == 0
    before = os.stat("out.d")
    assert compile_tree(project).returncode == 0
    assert os.stat("out.d") == before


def test_nothing_is_written_with_errors(project):
    (project / NAME).write_text(SERVICE.format(name="one").replace("http", "htp"))
    assert compile_tree(project).returncode == 1
    assert not Path("out.d").exists()
    assert compile_tree(project, "--keep-going").returncode == 1
    assert Path("out.d").exists()


def test_a_name_that_cannot_be_written_stops_the_compile(project):
    (project / "it's.yaml").write_text(SERVICE.format(name="two"))
    outcome = compile_tree(project)
    assert outcome.returncode == 2
    assert f"{project}/it's.yaml: make and ninja do not both understand this name" in outcome.stderr
    assert not Path("out").exists() and not Path("out.d").exists()


def test_it_needs_an_output_folder(project):
    outcome = run("compile", project, "--depfile", "out.d")
    assert outcome.returncode == 2
    assert "--depfile needs -o" in outcome.stderr
