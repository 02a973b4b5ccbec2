"""`--shard` and `join`: the parts of a compile are the whole, byte for byte."""

import json
import shutil

import pytest
import yaml

from compiler import ROOT, run

EXAMPLE = ROOT / "tools/examples/mesh"
# It has a private key.
DOCUMENTATION = ROOT / "golden/documentation/universal-transparent/input"


def files(tree):
    """Content and mode of every file, by path."""
    return {
        str(path.relative_to(tree)): (path.read_bytes(), path.stat().st_mode)
        for path in tree.rglob("*")
        if path.is_file()
    }


def succeed(*arguments):
    outcome = run(*arguments)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stderr


def compile_parts(folder, count, *arguments):
    parts = [folder / f"part-{index}" for index in range(1, count + 1)]
    for index, part in enumerate(parts, 1):
        succeed("compile", *arguments, "-o", part, "--shard", f"{index}/{count}")
    return parts


@pytest.fixture
def mesh(tmp_path):
    """The example and the documentation's resources, each service of which every dataplane but one of the example has."""
    mesh = tmp_path / "mesh"
    shutil.copytree(EXAMPLE, mesh)
    (dataplane,) = DOCUMENTATION.glob("dataplane-*.yaml")
    for path in DOCUMENTATION.glob("mes-*.yaml"):
        shutil.copy(path, mesh)
    resource = yaml.safe_load(dataplane.read_text())
    for index in range(9):
        resource["name"] = f"transparent-{index}"
        resource["mesh"] = "default" if index < 8 else "other"
        (mesh / f"{index}.yaml").write_text(yaml.safe_dump(resource))
    return mesh


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_the_parts_are_the_whole(tmp_path, mesh, count):
    succeed("compile", mesh, "-o", tmp_path / "whole", "--emit", "yaml")
    whole = files(tmp_path / "whole")
    assert len(whole) == 1 + 15 * 8
    assert {mode & 0o777 for _, mode in whole.values()} == {0o600, 0o644}

    parts = compile_parts(tmp_path, count, mesh, "--emit", "yaml")
    union, outputs = {}, []
    for part in parts:
        found = files(part)
        outputs += json.loads(found.pop("manifest.json")[0])["outputs"]
        assert not union.keys() & found.keys()
        union |= found
    manifest = whole["manifest.json"]
    assert union | {"manifest.json": manifest} == whole
    assert sorted(outputs, key=lambda output: output["path"]) == json.loads(manifest[0])["outputs"]

    succeed("join", *reversed(parts), "-o", tmp_path / "joined")
    assert files(tmp_path / "joined") == whole


def test_joining_again_touches_only_what_changed(tmp_path, mesh):
    succeed("join", *compile_parts(tmp_path, 3, mesh), "-o", tmp_path / "joined")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "joined").rglob("*.pb")}
    service = mesh / "services.yaml"
    service.write_text(service.read_text().replace("db.example.com", "db2.example.com"))
    (mesh / "dataplanes/cart.yaml").unlink()
    said = succeed("join", *compile_parts(tmp_path, 3, mesh), "-o", tmp_path / "joined", "-v")
    # Two files each of two dataplanes and eight transparent proxies, and the manifest.
    assert said == f"xdsc: {tmp_path}/joined: 21 files written, 36 unchanged, 4 removed\n"
    changed = {path for path, time in before.items() if path.exists() and path.stat().st_mtime_ns != time}
    expected = {
        path
        for name in ["orders", "worker", *(f"transparent-{index}" for index in range(8))]
        for path in (tmp_path / "joined/default" / name).glob("*.pb")
        if path.name in ("clusters.pb", "bootstrap.pb")
    }
    assert changed == expected
    assert not (tmp_path / "joined/default/cart").exists()


def test_parts_go_by_a_frozen_lock_file(tmp_path, mesh):
    lock = tmp_path / "vips.lock"
    refused = run("compile", mesh, "-o", tmp_path / "out", "--shard", "1/2", "--vip-lock", lock)
    assert refused.returncode == 2
    assert "needs --frozen" in refused.stderr
    succeed("compile", mesh, "-o", tmp_path / "whole", "--vip-lock", lock)
    succeed("join", *compile_parts(tmp_path, 2, mesh, "--vip-lock", lock, "--frozen"), "-o", tmp_path / "joined")
    assert files(tmp_path / "joined") == files(tmp_path / "whole")


def test_what_is_no_whole_is_not_written(tmp_path, mesh):
    parts = compile_parts(tmp_path, 2, mesh)
    outcome = run("join", parts[0], "-o", tmp_path / "joined")
    assert outcome.returncode == 2
    assert outcome.stderr == f"xdsc: error: {parts[0]}: part 2/2 of this compile was not given\n"
    path = next(parts[1].rglob("clusters.pb"))
    path.write_bytes(path.read_bytes() + b"\0")
    outcome = run("join", *parts, "-o", tmp_path / "joined")
    assert outcome.returncode == 2
    assert outcome.stderr == f"xdsc: error: {path}: is not what was compiled\n  help: compile again\n"
    assert not (tmp_path / "joined").exists()
