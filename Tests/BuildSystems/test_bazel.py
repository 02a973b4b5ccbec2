"""The example for Bazel: one compile in many actions, on this machine and on others."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from compiler import ROOT, binary, run

pytestmark = pytest.mark.skipif(not shutil.which("bazel"), reason="needs Bazel (Debian: bazel-bootstrap), which needs root")

# Protobuf's default runtime, which conftest.py turns off, is the fast one.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"}

SERVER = """\
server:
- !channel
  address: "{address}"
  insecure-mode: true
connections:
- !sql-connection &database
  connection-string: ""
storages:
- !disk-storage &store
  path: {folder}/store
caches:
- !lru-action-cache &results
  storage: *store
  max-cached-refs: 256
  allow-updates: true
schedulers:
- !sql-scheduler &scheduler
  sql: *database
  storage: *store
  action-cache: *results
instances:
- name: ""
  services:
  - !action-cache
    cache: *results
  - !execution
    scheduler: *scheduler
  - !cas
    storage: *store
  - !bytestream
    storage: *store
"""


class Workspace:
    """A copy of the example, with the compiler under test, for which Bazel has nothing cached."""

    def __init__(self, folder):
        self.folder = folder / "workspace"
        self.mesh = self.folder / "mesh"
        shutil.copytree(ROOT / "tools/examples/bazel", self.folder)
        (self.folder / "bin").mkdir(exist_ok=True)
        shutil.copy(binary(), self.folder / "bin/xdsc")
        self.startup = [f"--output_user_root={folder}/bazel", "--max_idle_secs=60"]

    def bazel(self, *arguments):
        command = ["bazel", *self.startup, *arguments]
        outcome = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=120)
        return outcome.returncode, outcome.stdout, outcome.stderr

    def build(self, *arguments):
        status, _, said = self.bazel("build", "--experimental_repository_disable_download", "//:out", *arguments)
        assert status == 0, said
        return said

    def is_the_whole(self):
        """Whether Bazel's result is that of one compile, byte for byte."""
        whole = self.folder.parent / "whole"
        files = sorted(self.mesh.rglob("*.yaml"))
        assert run("compile", *files, "-o", whole).returncode == 0
        return subprocess.run(["diff", "-r", whole, self.folder / "bazel-bin/out"]).returncode == 0

    def replace(self, name, old, new):
        path = self.mesh / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace(tmp_path)
    yield workspace
    workspace.bazel("shutdown")


@pytest.fixture
def remote(tmp_path):
    """A BuildGrid server and two workers on loopback: its address, and what the workers say."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    configuration = tmp_path / "server.yml"
    configuration.write_text(SERVER.format(address=address, folder=tmp_path))
    bgd = Path(sysconfig.get_path("scripts"), "bgd")
    logs = [tmp_path / f"{name}.log" for name in ("server", "worker-1", "worker-2")]
    commands = [[bgd, "server", "start", configuration]]
    worker = Path(__file__).with_name("buildgrid_worker.py")
    commands += [[sys.executable, worker, address, tmp_path / log.stem] for log in logs[1:]]
    processes = []
    try:
        for command, log in zip(commands, logs):
            with open(log, "w") as out:
                processes.append(subprocess.Popen(command, stdout=out, stderr=out, env=ENVIRONMENT))
            if len(processes) == 1:
                wait_for(address, processes[0], log)
        yield address, logs[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def wait_for(address, process, log):
    host, port = address.split(":")
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        try:
            return socket.create_connection((host, int(port))).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
    pytest.fail(log.read_text())


def test_a_compile_spreads_over_actions(workspace):
    workspace.build()
    assert workspace.is_the_whole()

    # It needs nothing that is not said: neither the time nor another file is an input.
    (workspace.mesh / "notes.txt").write_text("Not a resource.")
    os.utime(workspace.mesh / "services.yaml")
    assert "1 process: 1 internal." in workspace.build()

    workspace.replace("services.yaml", "db.example", "db2.example")
    (workspace.mesh / "dataplanes/cart.yaml").unlink()
    workspace.build()
    assert workspace.is_the_whole()
    assert not (workspace.folder / "bazel-bin/out/default/cart").exists()

    status, actions, said = workspace.bazel("aquery", "//:out")
    assert status == 0, said
    assert [actions.count(f"Mnemonic: {name}\n") for name in ("XdscCompile", "XdscJoin")] == [4, 1]

    build = workspace.folder / "BUILD.bazel"
    build.write_text(build.read_text().replace("shards = 4", "shards = 1"))
    workspace.build()
    assert workspace.is_the_whole()


def test_options_and_errors_reach_the_compiler(workspace):
    assert run("compile", workspace.mesh, "--vip-lock", workspace.folder / "vips.lock").returncode == 0
    build = workspace.folder / "BUILD.bazel"
    options = 'vip_lock = "vips.lock",\n    options = ["--zone", "west"],\n    shards'
    build.write_text(build.read_text().replace("shards", options))
    workspace.build()
    manifest = (workspace.folder / "bazel-bin/out/manifest.json").read_text()
    assert '"zone": "west"' in manifest and '"name": "vips.lock"' in manifest

    workspace.replace("services.yaml", "name: database", "name: store")
    status, _, said = workspace.bazel("build", "//:out")
    assert status == 1
    assert 'no MeshExternalService "database" in mesh default' in said
    assert "vips.lock" in said  # the new service has no VIP in it


def test_other_machines_take_the_actions(workspace, remote):
    address, logs = remote
    arguments = ["--config=remote", f"--remote_executor=grpc://{address}"]
    assert "5 remote." in workspace.build(*arguments)
    assert workspace.is_the_whole()
    ran = "".join(log.read_text() for log in logs).splitlines()
    assert sorted(line.split()[2] for line in ran) == ["compile"] * 4 + ["join"]
    assert all(line.startswith("0 bin/xdsc ") for line in ran)

    # What was compiled once is there for everybody.
    workspace.bazel("clean")
    assert "5 remote cache hit" in workspace.build(*arguments)
    assert workspace.is_the_whole()
