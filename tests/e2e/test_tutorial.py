"""The tutorial does what it says: its shell blocks, run in an empty folder, say what it shows."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.e2e.command import INSTALLED
from tests.tree import ROOT

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
DAY = "2026-11-21"
MARK = "@@@ end of block"

SETTING = {
    "PATH": f"{Path(INSTALLED).parent}{os.pathsep}{os.environ['PATH']}",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "AIMS_GATE_CHECK_AS_OF": DAY,
    "AIMS_GATE_READINESS_AS_OF": DAY,
    **{f"GIT_{who}_NAME": "Ana" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ana@example.org" for who in ("AUTHOR", "COMMITTER")},
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each shell block printed."""
    folder = tmp_path_factory.mktemp("tutorial")
    script = "".join(f"{text}echo '{MARK}'\n" for kind, text in BLOCKS if kind == "sh")
    command = ["bash", "-euo", "pipefail", "-c", script]
    run = subprocess.run(command, cwd=folder, env={**SETTING, "HOME": str(folder)}, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    return run.stdout.split(MARK)[:-1]


def test_every_block_is_run_or_shown() -> None:
    kinds = [kind for kind, _ in BLOCKS]
    assert set(kinds) == {"sh", "text"}
    assert kinds.count("sh") >= 10
    assert all(kinds[at - 1] == "sh" for at, kind in enumerate(kinds) if kind == "text")


def test_what_it_shows_is_what_is_said(said: list[str]) -> None:
    shown = 0
    ran = -1
    for kind, text in BLOCKS:
        ran += kind == "sh"
        if kind == "text":
            shown += 1
            place, printed = 0, " ".join(said[ran].split())
            for part in text.split("…\n"):
                words = " ".join(part.split())
                found = printed.find(words, place)
                assert found >= 0, f"{words!r} is not in:\n{said[ran]}"
                place = found + len(words)
    assert shown == TUTORIAL.count("```text")


def test_the_commands_it_is_about_are_in_it() -> None:
    ran = " ".join(text for kind, text in BLOCKS if kind == "sh")
    assert {"check", "declare", "new", "readiness"} <= set(re.findall(r"aims-gate ([a-z]+)", ran))
