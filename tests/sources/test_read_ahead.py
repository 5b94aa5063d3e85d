"""What was read ahead is what reading gives, and a file that changed is read again."""

import json
from pathlib import Path

import pytest

from aims_gate.sources import pack
from aims_gate.sources.read_ahead import main, read_ahead
from aims_gate.sources.rules import read_rule
from aims_gate.sources.strict_yaml import read_yaml

PATH, DATA = next(iter(pack.rule_files().items()))


def test_the_shipped_table_is_current() -> None:
    assert main(["--check"]) == 0
    assert len(pack.read_ahead_table()) > 35


def test_each_value_is_what_reading_its_file_gives() -> None:
    for path, data in pack.rule_files().items():
        bare = pack.without_examples(data)
        assert pack.read_before(path, bare) == read_yaml(bare, path, limit=262_144).value is not None


def test_a_file_that_changed_is_read_again() -> None:
    bare = pack.without_examples(DATA)
    changed = bare.replace(b"severity: error", b"severity: notice")
    assert pack.read_before(PATH, changed) is None
    assert (read_rule(bare, PATH, pack.PACK).severity, read_rule(changed, PATH, pack.PACK).severity) == (
        "error",
        "notice",
    )


def test_a_file_that_was_never_read_ahead_is_read() -> None:
    assert pack.read_before("iso42001/other.yaml", pack.without_examples(DATA)) is None


def test_without_a_table_every_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "read_ahead_table", lambda *_: {})
    assert "prompt" in pack.change_types()
    assert pack.profile("starter")["id"] == "starter"


def test_what_is_out_of_date_is_written_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pack, "table_name", lambda _, of_programme: str(tmp_path / f"{of_programme}.json"))
    pack.read_ahead_table.cache_clear()
    try:
        assert (pack.read_ahead_table(), main(["--check"])) == ({}, 1)
        assert main([]) == 0
        for which in (False, True):
            assert json.loads((tmp_path / f"{which}.json").read_text(encoding="utf-8")) == read_ahead(which)
    finally:
        pack.read_ahead_table.cache_clear()
