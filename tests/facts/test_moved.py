"""Files that leave a system by being renamed."""

from typing import Any

from tests.facts.world import ENTRY, world


def moved(*files: str, **given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world(files=files, **given).facts()["change"]["moved_out"]
    return found


def test_a_rename_out_of_a_systems_paths_is_named() -> None:
    assert moved("R bot/a.py else/a.py") == [{"path": "else/a.py", "old_path": "bot/a.py", "systems": ["bot"]}]


def test_paths_that_the_head_takes_away_do_not_hide_the_move() -> None:
    assert moved("R bot/a.py else/a.py", head_entries={"bot": {**ENTRY, "paths": []}})
    assert moved("R bot/a.py else/a.py", head_entries={"bot": None})
    assert moved("R bot/a.py bot/b.py", head_entries={"bot": {**ENTRY, "paths": []}})


def test_a_move_within_or_into_owned_paths_or_of_an_inert_file_is_none() -> None:
    assert moved("R bot/a.py bot/b.py") == []
    assert moved("R else/a.py bot/a.py", "C bot/a.py else/a.py") == []
    assert moved("R bot/tests/a.py else/a.py") == []
    assert moved("R bot/a.py new/a.py", head_entries={"bot": {**ENTRY, "paths": ["bot/**", "new/**"]}}) == []
