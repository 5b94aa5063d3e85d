"""Which mutes are in force, and what each silences."""

from typing import Any

import pytest

from aims_gate.facts.mutes import Mutes
from tests.facts.world import NOW

MUTE: dict[str, Any] = {"pattern": "openai", "reason": "A block list.", "owner": "rita", "review_by": "2026-12-21"}


def mutes(*rows: Any) -> Mutes:
    return Mutes({"mutes": list(rows)}, NOW)


@pytest.mark.parametrize("pattern", ["openai", "package:pypi:openai", "lib/**", "**/a.py", "/lib/a.py"])
def test_a_mute_silences_a_name_a_row_or_paths(pattern: str) -> None:
    assert mutes({**MUTE, "pattern": pattern}).silencing("lib/a.py", "package:pypi:openai", "openai") == 0


@pytest.mark.parametrize("pattern", ["a.py", "lib", "open", "openai-agents", "other/**", "", 7])
def test_a_mute_silences_nothing_else(pattern: Any) -> None:
    assert mutes({**MUTE, "pattern": pattern}).silencing("lib/a.py", "package:pypi:openai", "openai") is None


@pytest.mark.parametrize("key", ["pattern", "reason", "owner", "review_by"])
@pytest.mark.parametrize("value", [None, "", "TBD"])
def test_a_mute_that_lacks_something_is_not_in_force(key: str, value: Any) -> None:
    held = mutes({**MUTE, key: value})
    assert held.silencing("lib/a.py", "openai") is None
    (told,) = held.told({})
    assert (told["in_force"], told["why_not"]) == (False, f"it lacks {key}")


@pytest.mark.parametrize(
    ("review_by", "why_not"),
    [(NOW, f"it lapsed on {NOW}"), ("2026-11-20", "it lapsed on 2026-11-20"), ("soon", "its review_by is no date")],
)
def test_a_mute_lapses_at_its_review(review_by: str, why_not: str) -> None:
    held = mutes({**MUTE, "review_by": review_by})
    assert held.silencing("lib/a.py", "openai") is None
    assert held.told({})[0]["why_not"] == why_not


def test_mutes_are_told_with_what_they_silence() -> None:
    held = mutes({**MUTE, "review_by": "2026-11-20"}, MUTE)
    assert held.silencing("a", "openai") == 1
    assert [(m["in_force"], m["signals"], m.get("days_left")) for m in held.told({1: 3})] == [
        (False, 0, None),
        (True, 3, 30),
    ]


@pytest.mark.parametrize("register", [None, {}, [], {"mutes": None}, {"mutes": ["openai", 7]}])
def test_no_mutes(register: Any) -> None:
    held = Mutes(register, NOW)
    assert (held.silencing("a", "openai"), held.told({})) == (None, [])
