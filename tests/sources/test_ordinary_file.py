"""A file is read only where it is one, and whole: no link, no pipe, nothing that weighs more than may be read."""

import os
from pathlib import Path

from aims_gate.sources.ordinary_file import read_ordinary


def test_it_is_read_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_ordinary(str(file), 5) == b"12345"
    assert read_ordinary(os.fsencode(file), 4) is None


def test_nothing_else_is_read_or_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("a")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "nothing", "."):
        assert read_ordinary(str(tmp_path / name), 100) is None, name


def test_what_cannot_be_read_whole_is_not_read(tmp_path: Path) -> None:
    file = Path("/proc/self/status")  # an ordinary file by its looks, that tells no size
    assert not file.exists() or read_ordinary(str(file), 100_000) is None
