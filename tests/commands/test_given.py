"""What stands behind options."""

import re
from pathlib import Path

import pytest

from aims_gate.commands.given import Lines, day_of_judgement, text_of
from aims_gate.errors import UsageError


def test_the_day_that_was_asked_for_is_taken() -> None:
    assert day_of_judgement("2026-11-21") == "2026-11-21"


def test_without_one_it_is_today() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day_of_judgement(""))


@pytest.mark.parametrize("text", ["today", "2026-13-01", "2026-11-21T09:00:00Z", "21.11.2026", " "])
def test_any_other_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        day_of_judgement(text)


def test_a_text_is_read_whatever_bytes_it_has(tmp_path: Path) -> None:
    file = tmp_path / "description.md"
    file.write_bytes(b"caf\xe9\n")
    assert text_of(str(file)) == "caf\ufffd\n"
    assert text_of("") == ""


def test_a_text_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        text_of(str(tmp_path / "absent"))


def test_a_variable_has_a_value_a_line() -> None:
    assert Lines().split_envvar_value("json=a b.json\n\njunit=c.xml\n") == ["json=a b.json", "junit=c.xml"]
