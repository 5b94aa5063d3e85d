"""Where the project's own files stand, for the tests that read them. Knows no rule about what they hold."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "aims_gate"

EXAMPLE = PACKAGE / "example"
"""Someone else's repository, shipped as data: nothing in it is held to the house rules."""


def tracked_files() -> tuple[Path, ...]:
    """Every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return tuple(ROOT / name for name in listed if name and (ROOT / name).is_file())


def texts() -> tuple[tuple[str, str], ...]:
    """Path and content of every committed text file; what is not UTF-8 is data and left out."""
    found = []
    for path in tracked_files():
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return tuple(found)


def modules() -> tuple[Path, ...]:
    """The package's own modules, sorted."""
    return tuple(sorted(path for path in PACKAGE.rglob("*.py") if EXAMPLE not in path.parents))


def syntax(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """A path as messages show it."""
    return path.relative_to(ROOT).as_posix()
