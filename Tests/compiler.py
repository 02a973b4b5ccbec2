"""Runs the compiler under test."""

import functools
import json
import os
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]


@functools.cache
def binary():
    """The compiler: the one that XDSC names, else the release binary, made by tools/build."""
    if path := os.environ.get("XDSC"):
        return path
    build = subprocess.run([ROOT / "tools/build"], stdout=subprocess.PIPE, text=True, check=True)
    return build.stdout.splitlines()[-1]


def run(*arguments):
    """Any command of the compiler, to its end."""
    return subprocess.run([binary(), *map(str, arguments)], capture_output=True, text=True, timeout=60)


def compile_tree(resources, folder, *options):
    """Compiles resources, given as paths or as mappings, into `folder/out`; the path of the dataplane's own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [resource for resource in resources if isinstance(resource, dict)]
    (folder / "resources.yaml").write_text(yaml.safe_dump_all(written))
    paths = [resource for resource in resources if not isinstance(resource, dict)]
    outcome = run("compile", folder / "resources.yaml", *paths, "-o", folder / "out", *options)
    assert outcome.returncode == 0, outcome.stderr
    (dataplane,) = (folder / "out").glob("*/*/")
    return dataplane


def commands():
    """What the compiler tells about each of its commands, by the name of its man page."""
    dump = run("--experimental-dump-help")

    def below(command, prefix):
        name = prefix + command["commandName"]
        yield name, command
        for child in command.get("subcommands", []):
            if child["commandName"] != "help":
                yield from below(child, f"{name}-")

    return dict(below(json.loads(dump.stdout)["command"], ""))
