"""What tools/docs makes: man pages, and completions in real shells."""

import filecmp
import os
import pty
import re
import shutil
import subprocess
import sys
import time

import pytest

from compiler import ROOT, binary, commands


@pytest.fixture(scope="module")
def docs(tmp_path_factory):
    return make(tmp_path_factory.mktemp("docs"))


def make(folder):
    subprocess.run([sys.executable, ROOT / "tools/docs", folder, binary()], check=True)
    return folder


def test_it_is_the_same_every_time(docs, tmp_path):
    again = make(tmp_path)
    files = [path.relative_to(docs) for path in docs.rglob("*") if path.is_file()]
    assert len(files) == 3 + len(commands())
    assert filecmp.cmpfiles(docs, again, files, shallow=False)[0] == files


@pytest.mark.skipif(not shutil.which("man"), reason="needs man (Debian: man-db)")
def test_man_pages_render_and_tell_everything(docs):
    pages = docs / "share/man/man1"
    for name, command in commands().items():
        page = pages / f"{name}.1"
        environment = os.environ | {"MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANROFFOPT": "-rHY=0"}
        shown = subprocess.run(["man", "--warnings=w", "-l", page], capture_output=True, text=True, env=environment)
        assert shown.stderr == ""
        words = " ".join(shown.stdout.split())
        assert f"NAME {name} - " in words and "EXIT STATUS 0 " in words
        codes = re.search("^Exit codes: (.*)$", command.get("discussion", ""), re.MULTILINE)
        assert (codes[1] if codes else "0 fine, 1 findings") in words
        for argument in command.get("arguments", []):
            for option in argument.get("names", []):
                assert ("-" if option["kind"] == "short" else "--") + option["name"] in words
            assert " ".join(argument["abstract"].split()) in words
        whatis = subprocess.run(["lexgrog", page], capture_output=True, text=True)
        assert whatis.returncode == 0 and f'"{name} - ' in whatis.stdout
    assert subprocess.run(["man", "-M", docs / "share/man", "-w", "xdsc-compile"], capture_output=True).returncode == 0


# What is typed before the tab, and how the line then begins.
LINES = [
    ("xdsc comp", "xdsc compile "),
    ("xdsc golden up", "xdsc golden update "),
    ("xdsc compile --keep", "xdsc compile --keep-going "),
    ("xdsc check --deny tls-sk", "xdsc check --deny tls-skip-all "),
    ("xdsc compile mesh --bootstrap dyn", "xdsc compile mesh --bootstrap dynamic "),
    ("xdsc decode --type envoy.service.discovery.v3.D", "xdsc decode --type envoy.service.discovery.v3.DiscoveryResponse "),
    ("xdsc check resou", "xdsc check resources.yaml "),
    ("xdsc compile resources.yaml --output some", "xdsc compile resources.yaml --output some-folder/"),
]


class Shell:
    """An interactive shell in a terminal, which writes the line as it stands to a file at Control-T."""

    def __init__(self, command, startup, folder):
        (folder / "resources.yaml").touch()
        (folder / "some-folder").mkdir()
        (folder / "startup").write_text(f"{startup}\nPS1=\n: >ready\n")
        self.folder = folder
        self.terminal, other = pty.openpty()
        environment = {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=other, stdout=other, stderr=other, start_new_session=True
        )
        os.close(other)
        os.write(self.terminal, b". ./startup\n")
        self.wait_for("ready")

    def wait_for(self, name):
        path = self.folder / name
        for _ in range(600):
            if path.exists():
                text = path.read_text()
                if text or name == "ready":
                    path.unlink()
                    return text
            time.sleep(0.05)
        pytest.fail(f"the shell did not answer: {os.read(self.terminal, 10_000)}")

    def complete(self, line):
        """The line after a tab."""
        os.write(self.terminal, f"{line}\t\x14\x15".encode())
        return self.wait_for("line")

    def end(self):
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


BASH = """
bind -x '"\\C-t": printf %s "$READLINE_LINE" >line.new; mv line.new line'
. {docs}/share/bash-completion/completions/xdsc
"""

ZSH = """
fpath=({docs}/share/zsh/site-functions $fpath)
autoload -Uz compinit
compinit -u -D
bindkey -e
show-line() {{ print -rn -- "$BUFFER" >line.new; command mv line.new line }}
zle -N show-line
bindkey '^T' show-line
"""


@pytest.mark.parametrize("name, options, startup", [("bash", ["--norc", "-i"], BASH), ("zsh", ["-f", "-i"], ZSH)])
def test_completion(docs, tmp_path, name, options, startup):
    if not shutil.which(name):
        pytest.skip(f"needs {name}")
    shell = Shell([name, *options], startup.format(docs=docs), tmp_path)
    try:
        assert [shell.complete(line) for line, _ in LINES] == [completed for _, completed in LINES]
    finally:
        shell.end()


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
def test_completion_in_fish(docs, tmp_path):
    (tmp_path / "resources.yaml").touch()
    (tmp_path / "some-folder").mkdir()
    script = docs / "share/fish/vendor_completions.d/xdsc.fish"
    environment = os.environ | {"HOME": str(tmp_path), "TERM": "dumb"}
    for line, completed in LINES:
        command = ["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"]
        outcome = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        words = [found.split("\t")[0] for found in outcome.stdout.splitlines()]
        assert words == [completed.split()[-1]], line
