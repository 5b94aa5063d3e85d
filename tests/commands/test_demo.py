"""`aims-gate demo`: the gate at work anywhere, and nothing left behind."""

import shutil
import tempfile
from pathlib import Path

import pytest

from aims_gate.commands import demo
from aims_gate.errors import SourceError
from aims_gate.model.report import Report
from tests.e2e.command import called, installed
from tests.repositories import Repo
from tests.tree import EXAMPLE


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this process makes its temporary ones."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_demo(tmp_path: Path) -> None:
    said = installed(tmp_path, "demo", TMPDIR=str(tmp_path))
    assert said.code == 0
    assert said.out.count("Verdict fail, exit code 1.") == 1
    assert said.out.count("Verdict undecided, exit code 0.") == 1
    assert list(tmp_path.iterdir()) == []


def test_demo_without_git(tmp_path: Path, temporary: Path) -> None:
    said = called(tmp_path, "demo", PATH=str(temporary), TMPDIR=str(temporary))
    assert said.code == 3
    assert "install git" in said.words
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("error", [SourceError("no"), KeyboardInterrupt(), BrokenPipeError()])
def test_an_error_leaves_no_folder_behind(error: BaseException, temporary: Path) -> None:
    repository = demo.demo_repository()
    assert Path(repository.__enter__()).parent == temporary
    assert not repository.__exit__(type(error), error, None)
    assert list(temporary.iterdir()) == []


def test_git_that_fails_says_why_and_leaves_no_folder_behind(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    git = tmp_path / "bin" / "git"
    git.parent.mkdir()
    git.write_text("#!/bin/sh\necho 'the disk is full' >&2\nexit 128\n", encoding="utf-8")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(git.parent))
    with pytest.raises(SourceError, match="`git init` failed: the disk is full"), demo.demo_repository():
        pass
    assert list(temporary.iterdir()) == []


def test_an_example_that_is_not_there_leaves_no_folder_behind(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(demo, "_EXAMPLE", str(tmp_path / "missing"))
    with pytest.raises(FileNotFoundError), demo.demo_repository():
        pass
    assert list(temporary.iterdir()) == []


def ids() -> list[str]:
    with demo.demo_repository() as folder:
        repo = Repo(Path(folder), create=False)
        return [repo.id(name) for name in ("main", "refused", "fixed")]


def test_ids_are_the_same_with_compiled_files_in_the_example(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    example = tmp_path / "example"
    shutil.copytree(EXAMPLE, example, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(demo, "_EXAMPLE", str(example))
    clean = ids()
    for folder in [path for path in example.rglob("*") if path.is_dir()]:
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__" / "any.cpython-312.pyc").write_bytes(b"\0compiled")
    assert ids() == clean
    monkeypatch.undo()
    assert ids() == clean


def test_ids_do_not_depend_on_whose_machine_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clean = ids()
    config = tmp_path / "config"
    config.write_text(
        "[user]\n\tname = Somebody\n\temail = s@example.org\n[core]\n\tautocrlf = true\n[commit]\n\tgpgsign = true\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    assert ids() == clean


def reports() -> tuple[Report, Report]:
    with demo.demo_repository() as folder:
        return demo.judged(folder, "refused"), demo.judged(folder, "fixed")


def test_a_demo_that_goes_otherwise_says_so() -> None:
    refused, fixed = reports()
    assert demo.unexpected(refused, fixed) == ""
    assert "the first state was not refused (exit code 0)" in demo.unexpected(fixed, fixed)
    assert "the second state was not let through (exit code 1)" in demo.unexpected(refused, refused)
