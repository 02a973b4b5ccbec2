"""The golden cases: folders with `expected/` below `golden/`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "golden"


def files(pattern):
    """Expected files of every golden case, in order."""
    return sorted(path for path in GOLDEN.rglob(pattern) if "expected" in path.relative_to(GOLDEN).parts)


def case(path):
    """The folder of the case that a golden file belongs to."""
    return next(parent.parent for parent in path.parents if parent.name == "expected")


def name(path):
    """How a golden file is called in test names."""
    return str(path.relative_to(GOLDEN))
