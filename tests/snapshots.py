"""Whole outputs kept as files: a difference fails, `UPDATE_SNAPSHOTS=1` rewrites them for judging by eye."""

import os
from pathlib import Path


def assert_snapshot(kept: Path, said: str) -> None:
    """`said` must equal the file, byte for byte; an absent file fails too, unless rewritten."""
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(said.encode())
    assert kept.is_file(), f"{kept.name} does not exist: UPDATE_SNAPSHOTS=1 writes it"
    assert said == kept.read_bytes().decode(), f"{kept.name} differs: UPDATE_SNAPSHOTS=1 rewrites it"
