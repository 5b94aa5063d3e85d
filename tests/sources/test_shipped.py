from pathlib import Path

import pytest

from aims_gate.sources import pack
from aims_gate.sources.shipped import renew


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the pack's."""
    monkeypatch.setattr(pack, "folder", lambda: str(tmp_path))
    return tmp_path


def test_a_table_that_is_out_of_date_is_only_named_when_asked(
    shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert renew({"a.json": lambda: "{}\n"}, "what the rules say now", ["--check"]) == 1
    assert capsys.readouterr().err == "policies/a.json is not what the rules say now\n"
    assert list(shipped.iterdir()) == []


def test_else_it_is_written_with_line_feeds(shipped: Path) -> None:
    assert renew({"a.json": lambda: "ü\n"}, "what the rules say now", []) == 0
    assert (shipped / "a.json").read_bytes() == "ü\n".encode()


@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_nothing_is_done_where_all_are_current(arguments: list[str], shipped: Path) -> None:
    assert renew({}, "what the rules say now", arguments) == 0
    assert list(shipped.iterdir()) == []
