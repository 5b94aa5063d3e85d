"""Where reports go: files, stdout, a terminal."""

import os
import pty
import subprocess
import termios
from pathlib import Path

import pytest

from tests.e2e.command import INSTALLED, environment
from tests.e2e.example import TODAY, check, example


def test_several_reports_at_once(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    files = {name: tmp_path / "new" / name for name in ("text", "json", "junit", "markdown")}
    said = check(repo, *(f"--report={name}={path}" for name, path in files.items()), "--report=markdown=-")
    assert said.code == 1
    assert files["markdown"].read_bytes() == said.stdout
    for name, path in files.items():
        assert check(repo, f"--report={name}=-").stdout == path.read_bytes()


@pytest.mark.parametrize("option", ["--report=json={}", "--save-facts={}"])
@pytest.mark.parametrize("path", ["folder", "file/below", "folder/" + "x" * 300])
def test_a_path_that_cannot_be_written(option: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    said = check(example(tmp_path / "repo", "fixed"), option.format(tmp_path / path))
    assert said.code == 2
    assert "cannot be written to" in said.words
    assert "Traceback" not in said.words


def test_no_colour_into_a_pipe_or_where_it_is_not_wanted(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    for variables in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert b"\x1b" not in check(repo, **variables).stdout


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_at_a_terminal(variables: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    ours, theirs = pty.openpty()
    try:
        subprocess.run([INSTALLED, "check", "--base=main", f"--as-of={TODAY}"], cwd=repo.folder,
                       env=environment(**variables), stdout=theirs, stderr=theirs, timeout=60)  # fmt: skip
        assert (b"\x1b[" in os.read(ours, 65_536)) is coloured
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize(("columns", "widest"), [(60, 60), (200, 100), (0, 80)])
def test_text_is_as_wide_as_the_terminal_up_to_what_reads_well(columns: int, widest: int, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    try:
        subprocess.run([INSTALLED, "check", "--base=main", f"--as-of={TODAY}"], cwd=repo.folder,
                       env=environment(NO_COLOR="1"), stdout=theirs, stderr=theirs, timeout=60)  # fmt: skip
        lines = os.read(ours, 65_536).decode().splitlines()
        assert widest - 15 < max(map(len, lines)) <= widest
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_case_names_its_file_on_gitlab_and_nowhere_else(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    named = {ci: b" file=" in check(repo, "--report=junit=-", GITLAB_CI=ci).stdout for ci in ("true", "false", "")}
    assert named == {"true": True, "false": False, "": False}
