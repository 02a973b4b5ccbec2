"""A worker for a BuildGrid server: asks it for actions, runs them, and puts into its store what comes of them.

Run as `buildgrid_worker.py HOST:PORT FOLDER`. It says what it ran, in a line each, with the exit code. The messages come
from BuildGrid, which brings the Remote Execution API and the Remote Workers API; no registry has a worker of its own.
"""

import hashlib
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import grpc
from buildgrid._protos.build.bazel.remote.execution.v2 import remote_execution_pb2 as execution
from buildgrid._protos.google.bytestream import bytestream_pb2 as bytestream
from buildgrid._protos.google.bytestream.bytestream_pb2_grpc import ByteStreamStub
from buildgrid._protos.google.devtools.remoteworkers.v1test2 import bots_pb2 as bots
from buildgrid._protos.google.devtools.remoteworkers.v1test2.bots_pb2_grpc import BotsStub

OK = 1
PENDING, ACTIVE, COMPLETED = 1, 2, 4
CHUNK = 1 << 20


def digest_of(data):
    return execution.Digest(hash=hashlib.sha256(data).hexdigest(), size_bytes=len(data))


class Store:
    """The server's content-addressable storage."""

    def __init__(self, channel):
        self.stream = ByteStreamStub(channel)

    def get(self, digest, message=None):
        """The bytes of a digest, or the message in them."""
        request = bytestream.ReadRequest(resource_name=f"blobs/{digest.hash}/{digest.size_bytes}")
        data = b"".join(part.data for part in self.stream.Read(request))
        assert digest_of(data) == digest
        return data if message is None else message.FromString(data)

    def put(self, data):
        digest = digest_of(data)
        name = f"uploads/{uuid.uuid4()}/blobs/{digest.hash}/{digest.size_bytes}"
        starts = range(0, max(len(data), 1), CHUNK)
        self.stream.Write(
            bytestream.WriteRequest(
                resource_name=name,
                write_offset=start,
                data=data[start : start + CHUNK],
                finish_write=start + CHUNK >= len(data),
            )
            for start in starts
        )
        return digest

    def lay_out(self, digest, folder):
        """Makes a folder of a directory in the store."""
        folder.mkdir(parents=True, exist_ok=True)
        directory = self.get(digest, execution.Directory)
        for node in directory.files:
            path = folder / node.name
            path.write_bytes(self.get(node.digest))
            path.chmod(0o555 if node.is_executable else 0o444)
        for node in directory.directories:
            self.lay_out(node.digest, folder / node.name)

    def take_in(self, folder):
        """Puts the files of a folder into the store: the directory of it, and those of every folder below."""
        directory, below = execution.Directory(), []
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                child, more = self.take_in(path)
                directory.directories.add(name=path.name, digest=digest_of(child.SerializeToString()))
                below += [child, *more]
            else:
                directory.files.add(name=path.name, digest=self.put(path.read_bytes()))
        return directory, below


def execute(action, store, folder):
    """Runs an action in a fresh folder that has its inputs, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    store.lay_out(action.input_root_digest, folder)
    command = store.get(action.command_digest, execution.Command)
    for path in command.output_directories:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    environment = {variable.name: variable.value for variable in command.environment_variables}
    outcome = subprocess.run(command.arguments, cwd=folder, env=environment, capture_output=True)
    result = execution.ActionResult(
        exit_code=outcome.returncode, stdout_raw=outcome.stdout, stderr_raw=outcome.stderr
    )
    for path in command.output_directories:
        if (folder / path).is_dir():
            root, below = store.take_in(folder / path)
            tree = execution.Tree(root=root, children=below)
            result.output_directories.add(path=path, tree_digest=store.put(tree.SerializeToString()))
    print(outcome.returncode, *command.arguments, flush=True)
    return result


def work(address, folder):
    channel = grpc.insecure_channel(address)
    store, stub = Store(channel), BotsStub(channel)
    session = bots.BotSession(bot_id=str(uuid.uuid4()), status=OK)
    device = session.worker.devices.add(handle="cpu")
    device.properties.add(key="OSFamily", value="linux")
    device.properties.add(key="ISA", value="x86-64")
    session = stub.CreateBotSession(bots.CreateBotSessionRequest(bot_session=session), timeout=30)
    while True:
        for lease in session.leases:
            if lease.state == PENDING:
                lease.state = ACTIVE
            elif lease.state == ACTIVE:
                action = execution.Action()
                assert lease.payload.Unpack(action)
                lease.result.Pack(execute(action, store, folder))
                lease.state = COMPLETED
        request = bots.UpdateBotSessionRequest(name=session.name, bot_session=session)
        session = stub.UpdateBotSession(request, timeout=30)


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]))
