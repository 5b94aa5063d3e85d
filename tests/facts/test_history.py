"""What the records of a step say of each system that it changed."""

from typing import Any

from aims_gate.facts.history import SystemChange, first_landed, history_of, material_since, system_changes
from aims_gate.facts.ownership import Ownership
from aims_gate.model.change import NOBODY
from aims_gate.model.collected import StatedRecord
from aims_gate.model.document import Parsed
from aims_gate.model.standing import Landed

ENTRIES: dict[str, Any] = {
    "bot": {"id": "bot", "paths": ["bot/**"], "inert": ["bot/tests/**"]},
    "ear": {"paths": ["ear/**"]},
}


def landed(*files: str, day: str = "2026-05-01", **record: Any) -> Landed:
    records = (StatedRecord("r.yaml", "", "change", record, Parsed("r.yaml", record)),) if record else ()
    return Landed("c" * 40, f"{day}T10:00:00+00:00", NOBODY, files, records)


def changes(*steps: Landed) -> tuple[SystemChange, ...]:
    return system_changes(steps, Ownership(ENTRIES, ENTRIES))


def said(*files: str, **record: Any) -> list[tuple[str, str]]:
    return [(change.system, change.said) for change in changes(landed(*files, **record))]


def test_a_step_changes_the_systems_whose_files_it_touches() -> None:
    assert said("bot/a.py", "ear/b.py", "README.md") == [("bot", "undeclared"), ("ear", "undeclared")]
    assert said("bot/tests/a.py", "README.md") == []


def test_a_record_says_what_kind_of_change_it_was() -> None:
    assert said("bot/a.py", systems=["bot"], change=["prompt"]) == [("bot", "material")]
    assert said("bot/a.py", systems=["bot"], change=["none-material"]) == [("bot", "none-material")]
    assert said("bot/a.py", ai=False, reason="No.") == [("bot", "not-ai")]
    assert said("bot/a.py", systems=["bot"], ai=False) == [("bot", "not-ai")]
    assert said("bot/a.py", systems=["ear"], change=["prompt"]) == [("bot", "undeclared"), ("ear", "material")]


def test_a_material_record_outweighs_another() -> None:
    both = landed("bot/a.py", systems=["bot"], change=["none-material"])
    second = landed("bot/a.py", systems=["bot"], change=["data"])
    merged = both._replace(records=both.records + second.records)
    assert [change.said for change in changes(merged)] == ["material"]


def test_steps_after_an_assessment_count_until_a_record_says_that_nothing_material_changed() -> None:
    found = changes(
        landed("bot/a.py", day="2026-06-03", systems=["bot"], change=["prompt"]),
        landed("bot/a.py", day="2026-06-02", systems=["bot"], change=["none-material"]),
        landed("bot/a.py", day="2026-06-01"),
        landed("bot/a.py", day="2026-05-01", systems=["bot"], change=["prompt"]),
    )
    assert [material_since(found, "bot", day) for day in ("2026-05-01", "2026-06-01", "2026-06-03", "")] == [2, 1, 0, 3]
    assert material_since(found, "ear", "") == 0
    assert history_of(found, "bot") == {
        "changes": 4, "material": 2, "none_material": 1, "not_ai": 0, "undeclared": 1, "last": "2026-06-03",
        "unrecorded": 1, "newest_unrecorded": "c" * 12,
    }  # fmt: skip
    assert history_of(found, "ear")["changes"] == 0


def test_what_came_before_a_systems_entry_could_have_no_record() -> None:
    steps = (
        landed("bot/a.py", day="2026-06-03")._replace(commit="d" * 40),
        landed("bot/a.py", day="2026-06-02", systems=["bot"], change=["prompt"]),
        landed("bot/a.py", ".aims/systems/bot.yaml", day="2026-06-01"),
        landed("bot/a.py", day="2026-05-01"),
    )
    began = first_landed(steps).get(".aims/systems/bot.yaml")
    assert (began, first_landed(steps).get("other")) == (2, None)
    seen = history_of(system_changes(steps, Ownership(ENTRIES, ENTRIES)), "bot", began)
    assert (seen["undeclared"], seen["unrecorded"], seen["newest_unrecorded"]) == (3, 1, "d" * 12)


def test_a_step_that_is_dated_back_landed_no_sooner_than_what_is_under_it() -> None:
    found = changes(
        landed("bot/a.py", day="2026-07-01"), landed("bot/a.py", day="2020-01-01"), landed("bot/a.py", day="2026-06-01")
    )
    assert [change.day for change in found] == ["2026-07-01", "2026-06-01", "2026-06-01"]
    assert material_since(found, "bot", "2026-05-31") == 3


def test_a_record_after_the_fact_answers_what_came_before_it_and_nothing_later() -> None:
    def changes(*said: tuple[str, bool]) -> tuple[SystemChange, ...]:
        """Newest first."""
        return tuple(
            SystemChange("bot", "2026-10-01", what, n, f"{n}" * 40, alters) for n, (what, alters) in enumerate(said)
        )

    before = changes(("material", False), ("undeclared", True))
    after = changes(("undeclared", True), ("material", False), ("undeclared", True))
    ordinary = changes(("material", True), ("undeclared", True))
    assert history_of(before, "bot")["unrecorded"] == 0
    assert (history_of(after, "bot")["unrecorded"], history_of(after, "bot")["newest_unrecorded"]) == (1, "0" * 12)
    assert history_of(ordinary, "bot")["unrecorded"] == 1
