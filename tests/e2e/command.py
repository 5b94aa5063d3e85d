"""Runs `aims-gate` as a user does: the installed command in a process of its own, or its `main` in this one.

Knows nothing of what is judged. Both ways see the same clean environment: no CI, no option's twin, nobody's git setup.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aims_gate.cli import main

INSTALLED = str(Path(sys.executable).parent / "aims-gate")

_KEPT = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")
_FIXED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "80"}


@dataclass(frozen=True)
class Said:
    """What a run left: exit code, stdout and stderr as bytes."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def words(self) -> str:
        """Both streams as one line, so that a wrapped sentence can be looked for."""
        return " ".join((self.stdout + b" " + self.stderr).decode().split())

    @property
    def report(self) -> dict[str, Any]:
        """The report of a run with `--report json=-`."""
        found: dict[str, Any] = json.loads(self.stdout)
        return found


def environment(**more: str) -> dict[str, str]:
    """The variables that a run sees."""
    return {**{name: os.environ[name] for name in _KEPT if name in os.environ}, **_FIXED, **more}


def installed(folder: Path, *args: str, given: bytes = b"", **more: str) -> Said:
    """Run the installed command in a folder."""
    done = subprocess.run(
        [INSTALLED, *args], cwd=folder, env=environment(**more), input=given, capture_output=True, timeout=60
    )
    return Said(done.returncode, done.stdout, done.stderr)


def called(folder: Path, *args: str, given: bytes = b"", **more: str) -> Said:
    """The same in this process, in a fifth of the time: for tables of many cases."""
    streams = {"stdin": io.BytesIO(given), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
    with _in(folder, environment(**more)), _streams(streams, ["aims-gate", *args]):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
        return Said(code, streams["stdout"].getvalue(), streams["stderr"].getvalue())


@contextmanager
def _in(folder: Path, variables: dict[str, str]) -> Iterator[None]:
    before, place = dict(os.environ), os.getcwd()
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(place)
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _streams(streams: dict[str, io.BytesIO], argv: list[str]) -> Iterator[None]:
    before = sys.stdin, sys.stdout, sys.stderr, sys.argv
    sys.stdin, sys.stdout, sys.stderr = (io.TextIOWrapper(stream, encoding="utf-8") for stream in streams.values())
    sys.argv = argv
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.argv = before
