"""What a terminal gets to see, and what a pipe does not: colors, and how far a long run is."""

import os
import pty
import subprocess
import threading
import time

import pytest

from compiler import ROOT, binary

EXAMPLE = ROOT / "tools/examples/mesh"
ESCAPE = "\x1b"
CLEARING = "\r\x1b[K"


class Run:
    """A run whose standard error is a terminal, or a pipe, and whose standard output is a pipe."""

    def __init__(self, *arguments, terminal=True, **environment):
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", **environment}
        end, other = pty.openpty() if terminal else os.pipe()
        started = time.monotonic()
        process = subprocess.Popen(
            [binary(), *map(str, arguments)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=other,
        )
        os.close(other)
        reader = threading.Thread(target=self.read, args=[end])
        self.error = b""
        reader.start()
        self.out = process.stdout.read()
        self.status = process.wait()
        self.seconds = time.monotonic() - started
        reader.join()
        self.error = self.error.decode().replace("\r\n", "\n")

    def read(self, end):
        try:
            while piece := os.read(end, 10_000):
                self.error += piece
        except OSError:
            pass  # how a terminal ends
        os.close(end)


@pytest.fixture
def slow(tmp_path, monkeypatch):
    """Inputs in the current folder, of which one comes a second and a half late."""
    monkeypatch.chdir(tmp_path)
    service, _, generator = (EXAMPLE / "services.yaml").read_text().split("---\n")
    dataplane = (EXAMPLE / "dataplanes/web.yaml").read_text()
    os.mkfifo("late.yaml")

    def inputs(dataplanes=1):
        documents = [service, generator, *(dataplane.replace("name: web", f"name: web-{index}") for index in range(dataplanes))]

        def write():
            with open("late.yaml", "w") as pipe:
                time.sleep(1.5)
                pipe.write("---\n".join(documents))

        threading.Thread(target=write).start()
        return "late.yaml"

    return inputs


def test_a_long_run_tells_a_terminal_how_far_it_is(slow):
    run = Run("compile", slow(dataplanes=5000), "-o", "out", "--jobs", "1")
    assert run.status == 0
    lines = run.error.split(CLEARING)
    assert lines[0] == "" and lines[-1] == ""
    assert lines[1] == "xdsc: reading"
    assert any(line.startswith("xdsc: writing dataplane ") and line.endswith(" of 5000") for line in lines)
    assert all(line == "" or line.startswith("xdsc: ") and "\n" not in line for line in lines)


def test_progress_makes_room_for_messages(slow):
    run = Run("check", "late.yaml", slow(), EXAMPLE / "services.yaml")
    assert run.status == 1
    progress, message = run.error.rsplit(CLEARING, 1)
    assert set(progress.split(CLEARING)) <= {"", "xdsc: reading", "xdsc: checking"}
    assert message.startswith("late.yaml:2:7: ") and "xdsc: " not in message


@pytest.mark.parametrize(
    "options, terminal, environment",
    [
        ([], False, {}),
        (["--quiet"], True, {}),
        (["--diagnostics", "json"], True, {}),
        ([], True, {"TERM": "dumb"}),
    ],
)
def test_progress_is_for_people(slow, options, terminal, environment):
    run = Run("compile", slow(), "-o", "out", *options, terminal=terminal, **environment)
    assert (run.status, run.error) == (0, "")


def test_a_short_run_says_nothing(tmp_path):
    run = Run("compile", EXAMPLE, "-o", tmp_path / "out")
    assert run.status == 0
    # The machine may be too busy for it to be short.
    assert run.error == "" or run.seconds > 1


@pytest.mark.parametrize(
    "is_colored, options, terminal, environment",
    [
        (True, [], True, {}),
        (True, [], True, {"NO_COLOR": ""}),
        (False, [], True, {"NO_COLOR": "1"}),
        (False, [], True, {"TERM": "dumb"}),
        (False, [], False, {}),
        (True, ["--color", "always"], False, {"NO_COLOR": "1"}),
        (False, ["--color", "never"], True, {}),
        (False, ["--diagnostics", "json"], True, {}),
    ],
)
def test_colors_are_for_terminals(tmp_path, is_colored, options, terminal, environment):
    (tmp_path / "wrong.yaml").write_text("type: MeshExternalService\nname: a\nmesh: default\nspec: 1\n")
    run = Run("check", tmp_path, *options, terminal=terminal, **environment)
    assert run.status == 1
    assert "spec" in run.error
    assert (ESCAPE in run.error) == is_colored
    assert run.out == b""
