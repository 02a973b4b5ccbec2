"""How diff behaves at a terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import termios

import pytest

from compiler import binary


def at_terminal(rows, pager, *arguments):
    """What a terminal of so many rows shows."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    environment = {**os.environ, "PAGER": pager, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    command = [binary(), "diff", *arguments]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=terminal, env=environment)
    os.close(terminal)
    shown = b""
    while True:
        try:
            piece = os.read(controller, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(controller)
    return process.wait(), shown.decode()


@pytest.fixture
def changed(mesh):
    subprocess.run([binary(), "compile", "mesh", "-o", "out"], check=True)
    mesh.write(one="other.example.com")


def test_a_long_text_goes_through_the_pager(changed):
    status, shown = at_terminal(5, "sed 's/^/paged: /'", "out", "mesh")
    assert status == 1
    assert all(line.startswith("paged: ") for line in shown.splitlines())
    assert "\x1b[" in shown


@pytest.mark.parametrize(
    "rows, pager, arguments",
    [
        (500, "sed d", []),
        (5, "sed d", ["--no-pager"]),
        (5, "sed d", ["--format=json"]),
        (5, "no-such-pager", []),
        (5, "", []),
    ],
)
def test_otherwise_it_is_shown_as_it_is(changed, rows, pager, arguments):
    status, shown = at_terminal(rows, pager, "out", "mesh", *arguments)
    assert status == 1
    assert "lbEndpoints[other.example.com:443]" in shown


def test_a_pager_may_be_left_early(changed):
    assert at_terminal(5, "head -n 1", "out", "mesh")[0] == 1


def test_a_pipe_gets_no_colours(changed):
    outcome = subprocess.run([binary(), "diff", "out", "mesh"], capture_output=True, text=True)
    assert outcome.returncode == 1
    assert "\x1b" not in outcome.stdout
