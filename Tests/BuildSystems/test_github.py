"""The workflow for GitHub: its steps run here, with the compiler under test and a `gh` of our own."""

import json
import os
import re
import shutil
import subprocess

import pytest
import yaml

from compiler import ROOT, binary

EXAMPLE = ROOT / "tools/examples/github"

# Keeps comments in a file, and knows the three calls of comment-diff.
GH = r"""#!/usr/bin/env python3
import json, os, re, sys
from pathlib import Path

file = Path(os.environ["COMMENTS"])
comments = json.loads(file.read_text())
arguments = sys.argv[1:]
assert os.environ["GH_TOKEN"] == "token" and arguments.pop(0) == "api"
path = next(argument for argument in arguments if argument.startswith("repos/{owner}/{repo}/issues/"))
arguments.remove(path)
path = path.removeprefix("repos/{owner}/{repo}/issues/")
if arguments[:2] == ["--paginate", "--jq"]:
    assert path == "7/comments"
    (marker,) = re.fullmatch(r'\.\[\] \| select\(\.body \| startswith\("(.*)"\)\) \| \.id', arguments[2]).groups()
    for index, body in enumerate(comments):
        if body.startswith(marker):
            print(index)
else:
    silent, method, verb, field, body = arguments
    assert (silent, method, field) == ("--silent", "--method", "-F") and body.startswith("body=@")
    text = Path(body.removeprefix("body=@")).read_text()
    if verb == "POST":
        assert path == "7/comments"
        comments.append(text)
    else:
        assert verb == "PATCH"
        comments[int(path.removeprefix("comments/"))] = text
    file.write_text(json.dumps(comments))
"""


@pytest.fixture
def pull_request(tmp_path, monkeypatch):
    """The current folder: a repository with the workflow, whose mesh is to be changed."""
    project, programs = tmp_path / "project", tmp_path / "bin"
    programs.mkdir()
    (programs / "gh").write_text(GH)
    (programs / "gh").chmod(0o755)
    (programs / "xdsc").symlink_to(binary())
    shutil.copytree(ROOT / "tools/examples/mesh", project / "mesh")
    (project / ".github/workflows").mkdir(parents=True)
    shutil.copy(EXAMPLE / "comment-diff", project / ".github")
    shutil.copy(EXAMPLE / "mesh.yml", project / ".github/workflows")
    (tmp_path / "comments.json").write_text(json.dumps(["Looks good to me."]))
    identity = {f"GIT_{role}_{key}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    for key, value in identity.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("COMMENTS", str(tmp_path / "comments.json"))
    monkeypatch.chdir(project)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "The base"]):
        subprocess.run(["git", *command], check=True)
    return PullRequest(project, tmp_path / "comments.json")


class PullRequest:
    def __init__(self, folder, comments):
        self.folder = folder
        self.base = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True).stdout.strip()
        self.comments_file = comments

    def comments(self):
        return json.loads(self.comments_file.read_text())

    def replace(self, name, old, new):
        path = self.folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def run(self):
        """Runs the workflow's steps up to one that fails: the exit code and the output of the last."""
        values = {
            "github.event.pull_request.base.sha": self.base,
            "github.token": "token",
            "github.event.pull_request.number": "7",
        }
        workflow = yaml.safe_load((self.folder / ".github/workflows/mesh.yml").read_text())
        steps = [step for step in workflow["jobs"]["diff"]["steps"] if "run" in step]
        assert len(steps) == 2
        for step in steps:
            environment = {
                name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], value)
                for name, value in step.get("env", {}).items()
            }
            command = ["bash", "-e", "-c", step["run"]]
            outcome = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)
            if outcome.returncode:
                break
        return outcome.returncode, outcome.stdout + outcome.stderr


def test_there_is_one_comment_that_every_run_rewrites(pull_request):
    pull_request.replace("mesh/services.yaml", "db.example.com", "db2.example.com")
    status, said = pull_request.run()
    assert status == 0, said
    first, comment = pull_request.comments()
    assert first == "Looks good to me."
    assert comment.startswith("<!-- xdsc diff of mesh -->\n### xdsc: ")
    assert "db2.example.com" in comment

    pull_request.replace("mesh/services.yaml", "db2.example.com", "db.example.com")
    status, said = pull_request.run()
    assert status == 0, said
    (comment,) = pull_request.comments()[1:]
    assert comment.startswith("<!-- xdsc diff of mesh -->\n### xdsc: no difference")


def test_what_weakens_security_fails_after_the_comment(pull_request):
    pull_request.replace("mesh/services.yaml", "serverName: httpbin.org", "mode: SkipAll")
    status, said = pull_request.run()
    assert status == 1, said
    assert "weakens security" in pull_request.comments()[1]


def test_errors_are_annotations_and_no_comment(pull_request):
    pull_request.replace("mesh/services.yaml", "protocol: tcp", "protocol: tpc")
    status, said = pull_request.run()
    assert status == 1
    assert said.startswith("::error file=mesh/services.yaml,line=24,")
    assert pull_request.comments() == ["Looks good to me."]


def test_a_long_comment_is_one_that_github_takes(pull_request):
    service = (pull_request.folder / "mesh/services.yaml").read_text().split("---")[1]
    dataplane = (pull_request.folder / "mesh/dataplanes/web.yaml").read_text()
    for index in range(400):
        name = f"service-{index}"
        (pull_request.folder / f"mesh/{name}.yaml").write_text(service.replace("database", name))
        dataplane += f"  - port: {9000 + index}\n    backendRef:\n      kind: MeshExternalService\n      name: {name}\n"
    (pull_request.folder / "mesh/dataplanes/web.yaml").write_text(dataplane)
    status, said = pull_request.run()
    assert status == 0, said
    assert 30_000 < len(pull_request.comments()[1]) < 65_536
