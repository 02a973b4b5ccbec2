"""Whatever a side of a diff is, what is in it counts."""

import json
import shutil
import subprocess
from pathlib import Path

from compiler import binary, run
from small_mesh import dataplane

def diff(*arguments):
    """The status, and what was said on standard output."""
    outcome = run("diff", *arguments)
    assert not outcome.stderr, outcome.stderr
    return outcome.returncode, outcome.stdout


NO_DIFFERENCE = (0, "no difference in 1 dataplane\n")


def test_a_tree_is_what_its_resources_compile_to(mesh):
    assert run("compile", "mesh", "-o", "out").returncode == 0
    assert diff("mesh", "out") == (0, "no difference in 2 dataplanes\n")
    assert diff("out/default/web", "mesh") == NO_DIFFERENCE
    assert diff("out/default", "out") == (0, "no difference in 2 dataplanes\n")
    for name in ("clusters", "listeners", "bootstrap"):
        assert diff(f"out/default/web/{name}.pb", "out/default/web") == NO_DIFFERENCE
    assert diff("out/default/web/transport_sockets.pb", "out/default/api") == NO_DIFFERENCE


def test_standard_input_is_a_side(mesh):
    resources = "---\n".join(path.read_text() for path in sorted(mesh.folder.iterdir()))
    command = [binary(), "diff", "mesh", "-"]
    outcome = subprocess.run(command, input=resources, capture_output=True, text=True)
    assert (outcome.returncode, outcome.stdout) == (0, "no difference in 2 dataplanes\n")


def test_a_commit_is_a_side(mesh):
    def git(*arguments):
        identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)

    lock = ("--vip-lock", "vips.lock")
    assert run("compile", "mesh", "-o", "out", *lock).returncode == 0
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    mesh.write(one="other.example.com")
    status, text = diff("git:HEAD:mesh", "mesh", *lock)
    assert status == 1
    assert "- loadAssignment.endpoints[0].lbEndpoints[one.example.com:443]" in text
    assert "+ loadAssignment.endpoints[0].lbEndpoints[other.example.com:443]" in text
    assert diff("git:HEAD:mesh", "git:HEAD:./out", *lock) == (0, "no difference in 2 dataplanes\n")
    assert diff("git:HEAD:out/default/web", "out") == NO_DIFFERENCE
    assert diff("git:HEAD:out/default/web/clusters.pb", "out/default/web") == NO_DIFFERENCE


def test_only_files_that_differ_are_read(mesh):
    assert run("compile", "mesh", "-o", "old").returncode == 0
    mesh.put("dataplane-web", dataplane("web", ["one"]))
    assert run("compile", "mesh", "-o", "new").returncode == 0
    expected = diff("old", "new")
    assert expected[0] == 1
    old, new = (
        {output["path"]: output["sha256"] for output in json.loads(Path(tree, "manifest.json").read_text())["outputs"]}
        for tree in ("old", "new")
    )
    same = [path for path in old if old[path] == new[path]]
    assert "default/api/clusters.pb" in same
    for tree in ("old", "new"):
        for path in [*same, "default/web/transport_sockets.pb"]:
            Path(tree, path).unlink()
    assert diff("old", "new") == expected


def test_what_a_tree_lacks_or_has_otherwise_is_an_error(mesh):
    assert run("compile", "mesh", "-o", "old").returncode == 0
    mesh.write(one="other.example.com")
    assert run("compile", "mesh", "-o", "new").returncode == 0
    clusters = Path("new/default/web/clusters.pb")
    shutil.copy("old/default/web/clusters.pb", clusters)
    outcome = run("diff", "old", "new")
    assert outcome.returncode == 2
    assert "new/default/web/clusters.pb: is not what was compiled" in outcome.stderr
    clusters.unlink()
    assert run("diff", "old", "new").returncode == 2


def test_one_side_may_choose_the_dataplane(mesh):
    assert run("compile", "mesh", "-o", "out").returncode == 0
    mesh.put("dataplane-web", dataplane("web", ["one"]))
    assert diff("out", "mesh", "--dataplane", "api") == NO_DIFFERENCE
    assert diff("out", "mesh", "--dataplane", "web")[0] == 1
    outcome = run("diff", "out/default/web/clusters.pb", "mesh")
    assert outcome.returncode == 2
    assert "does not say which of the 2 dataplanes" in outcome.stderr
    assert run("diff", "out/default/web/clusters.pb", "mesh", "--dataplane", "api").returncode == 0
