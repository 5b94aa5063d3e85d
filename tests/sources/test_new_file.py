"""A new file is written where it should be, and nowhere else."""

from pathlib import Path

import pytest

from aims_gate.errors import UsageError
from aims_gate.sources.new_file import is_there, target_of, write_new


def test_it_is_written_with_its_folders(tmp_path: Path) -> None:
    assert write_new(str(tmp_path), "a//b/../c.txt", "One\n", "hint") == "a/c.txt"
    assert (tmp_path / "a/c.txt").read_bytes() == b"One\n"


@pytest.mark.parametrize("path", ["../x", "a/../../x", ".git/x", ".GIT/hooks/x", "/x", ".."])
def test_nothing_is_written_elsewhere(path: str, tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    with pytest.raises(UsageError, match="not among the repository's files") as told:
        write_new(str(top), path, "One\n", "the hint")
    assert told.value.hint == "the hint"
    assert list(tmp_path.rglob("x")) == []


@pytest.mark.parametrize("target", ["{outside}", "inside", "{outside}/missing"])
def test_no_link_is_followed(target: str, tmp_path: Path) -> None:
    top, outside = tmp_path / "top", tmp_path / "outside"
    (top / "inside").mkdir(parents=True)
    outside.mkdir()
    (top / "linked").symlink_to(target.format(outside=outside))
    for path in ("linked/x", "linked/deeper/x"):
        with pytest.raises(UsageError, match="links are not followed"):
            target_of(str(top), path, "hint")
    (top / "x").symlink_to(outside / "y")
    assert is_there(str(top), "x")
    with pytest.raises(UsageError, match="there already"):
        write_new(str(top), "x", "One\n", "hint")
    assert list(outside.iterdir()) == []


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    with pytest.raises(UsageError, match="cannot be written"):
        write_new(str(tmp_path), "a/b", "One\n", "hint")
    with pytest.raises(UsageError, match="is there already"):
        write_new(str(tmp_path), "a", "One\n", "hint")
    assert (tmp_path / "a").read_text() == "mine"
