from pathlib import Path

import pytest

from tests.snapshots import assert_snapshot


def test_absent_snapshot_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UPDATE_SNAPSHOTS", raising=False)
    with pytest.raises(AssertionError, match="does not exist"):
        assert_snapshot(tmp_path / "said.txt", "said")


def test_differing_snapshot_fails_until_rewritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "folder" / "said.txt"
    monkeypatch.setenv("UPDATE_SNAPSHOTS", "1")
    assert_snapshot(kept, "as before\n")
    monkeypatch.delenv("UPDATE_SNAPSHOTS")
    assert_snapshot(kept, "as before\n")
    with pytest.raises(AssertionError, match="differs"):
        assert_snapshot(kept, "otherwise\n")
