"""The examples for make and ninja."""

import os
import shutil
import subprocess
import sysconfig
import time
from pathlib import Path

import pytest

from compiler import ROOT, binary, run

EXAMPLES = ROOT / "tools/examples"
NINJA = Path(sysconfig.get_path("scripts"), "ninja")


class Project:
    """A copy of an example, in a folder of its own."""

    def __init__(self, name, folder):
        self.folder = folder / name
        shutil.copytree(EXAMPLES / name, self.folder)
        self.mesh = self.folder / "mesh"
        if name == "make":
            self.command = ["make", "-j4", f"XDSC={binary()}"]
        else:
            file = self.folder / "build.ninja"
            file.write_text(file.read_text().replace("xdsc = xdsc", f"xdsc = {binary()}"))
            self.command = [NINJA]

    def build(self):
        outcome = subprocess.run(self.command, cwd=self.folder, capture_output=True, text=True, timeout=120)
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        return outcome.stdout

    def did_nothing(self):
        said = self.build()
        return said in ("make: Nothing to be done for 'all'.\n", "ninja: no work to do.\n")

    def times(self, folder):
        files = [path for path in (self.folder / folder).rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder / folder)): path.stat().st_mtime_ns for path in files}

    def sent_again(self, change):
        """The dataplanes whose configuration is sent again after a change."""
        before = self.times("sent")
        time.sleep(0.02)  # longer than the tick by which files get their times
        change()
        self.build()
        assert self.did_nothing()
        return {name for name, time in self.times("sent").items() if before.get(name) != time}

    def replace(self, name, old, new):
        path = self.mesh / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))


@pytest.fixture(params=["make", "ninja"])
def project(request, tmp_path):
    return Project(request.param, tmp_path)


def test_only_what_changed_is_built(project):
    project.build()
    assert set(project.times("sent")) == {"cart", "checkout", "orders", "search", "web", "worker"}
    assert project.did_nothing()

    assert project.sent_again(lambda: os.utime(project.mesh / "services.yaml")) == set()
    assert project.sent_again(lambda: project.replace("services.yaml", "db.example", "db2.example")) == {
        "orders",
        "worker",
    }
    # Nobody is to be sent a service that nobody uses, whether its file is new, changed or gone.
    new = project.mesh / "new.yaml"
    text = (project.mesh / "services.yaml").read_text().split("---")[1].replace("database", "another")
    assert project.sent_again(lambda: new.write_text(text)) == set()
    assert "another" not in "".join(path.read_text() for path in (project.folder / "sent").iterdir())
    assert project.sent_again(lambda: new.write_text(text.replace("port: 5432", "port: 5433"))) == set()
    assert project.sent_again(new.unlink) == set()
    assert project.sent_again(lambda: project.replace("dataplanes/cart.yaml", "8081", "8082")) == {"cart"}


def test_the_result_is_that_of_one_compile(project):
    project.build()
    whole = project.folder / "whole"
    assert run("compile", project.mesh, "-o", whole).returncode == 0
    assert subprocess.run(["diff", "-r", whole, project.folder / "out"]).returncode == 0


def test_errors_stop_the_build_and_their_end_lets_it_go_on(project):
    project.build()
    before = project.times("out")
    project.replace("services.yaml", "protocol: tcp", "protocol: tpc")
    outcome = subprocess.run(project.command, cwd=project.folder, capture_output=True, text=True)
    assert outcome.returncode != 0
    assert "services.yaml:24:15: error: " in outcome.stdout + outcome.stderr
    assert project.times("out") == before
    project.replace("services.yaml", "protocol: tpc", "protocol: tcp")
    project.build()
    assert project.did_nothing()
