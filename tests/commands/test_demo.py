"""`aims-gate demo`: the gate at work anywhere, and nothing left behind."""

from pathlib import Path

from tests.e2e.command import called, installed


def test_demo(tmp_path: Path) -> None:
    said = installed(tmp_path, "demo", TMPDIR=str(tmp_path))
    assert said.code == 0
    assert said.out.count("Verdict fail, exit code 1.") == 1
    assert said.out.count("Verdict undecided, exit code 0.") == 1
    assert list(tmp_path.iterdir()) == []


def test_demo_without_git(tmp_path: Path) -> None:
    said = called(tmp_path, "demo", PATH=str(tmp_path), TMPDIR=str(tmp_path))
    assert said.code == 3
    assert "install git" in said.words
    assert list(tmp_path.iterdir()) == []
