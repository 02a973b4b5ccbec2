"""What the tests of diff share."""

import pytest

from small_mesh import Mesh


@pytest.fixture
def mesh(tmp_path, monkeypatch):
    """The folder `mesh` in the current folder, with two services that two dataplanes reach."""
    monkeypatch.chdir(tmp_path)
    return Mesh(tmp_path / "mesh", ["api", "web"], one="one.example.com", two="two.example.com")
