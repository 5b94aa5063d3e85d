"""How far a record comes in breaking the glass, by who approves it and who made the change."""

from dataclasses import replace
from typing import Any

import pytest

from aims_gate.engine.glass import glass_notes
from aims_gate.facts.build import build
from aims_gate.model.review import Review
from tests.facts.world import ENTRY, METHOD, TYPES, World, approving, change_file, commit, label, prd, world

HOTFIX = ".aims/changes/hotfix.yaml"
ROW = {"reason": "It cannot wait.", "incident": "docs/inc.md", "until": "2026-11-23"}
INCIDENT = {"docs/inc.md": {"kind": "incident", "id": "INC", "systems": ["bot"]}}
GLASS: dict[str, Any] = {"any_of": ["executive", "programme-owner"], "at_most": "72h"}


def made(*reviews: Review, glass: Any = GLASS, method: dict[str, Any] | None = None, **given: Any) -> World:
    usual = {
        "records": (change_file(HOTFIX, break_glass=ROW),),
        "reviews": reviews,
        "head_documents": INCIDENT,
        "single": {**world().single, "risk-method": {**METHOD, "break_glass": glass, **(method or {})}},
    }
    return world(**{**usual, **given})


def found(changed: World, **side: Any) -> dict[str, Any]:
    collected = changed.collected()
    usual = {"lasting_glass": frozenset(record.path for record in changed.records)}
    (row,) = build(replace(collected, **{**usual, **side}), TYPES)["break_glass"]
    return dict(row)


def test_an_approval_by_a_role_that_the_method_names_breaks_it() -> None:
    row = found(made(approving("octo-dirk")))
    assert (row["state"], row["by"], row["systems"]) == ("broken", ["dirk"], ["bot"])
    assert "why" not in row


@pytest.mark.parametrize(
    ("login", "state"), [("octo-rita", "not-entitled"), ("octo-nobody", "not-entitled"), ("robot", "bot")]
)
def test_anybody_elses_is_listed_and_breaks_nothing(login: str, state: str) -> None:
    row = found(made(approving(login)._replace(bot=state == "bot")))
    assert (row["state"], row["could_break"]) == ("unapproved", ["dirk", "bert"])
    assert [given["state"] for given in row["given"]] == [state]


def test_whoever_made_the_change_cannot() -> None:
    row = found(made(approving("octo-dirk"), commits=(commit(("octo-dirk", "d@example.org")),)))
    assert (row["state"], row["could_break"], row["given"][0]["state"]) == ("unapproved", ["bert"], "self")


def test_why_nobody_could_is_said() -> None:
    commits = (commit(("octo-dirk", "d@example.org")),)
    row = found(made(approving("octo-dirk"), glass={**GLASS, "any_of": ["executive"]}, commits=commits))
    assert (row["could_break"], row["hindered"]) == ([], ["dirk took part in this change"])
    (said,) = glass_notes({"break_glass": [row]})
    assert "Could break it: nobody, as dirk took part in this change (executive)." in said


def test_one_of_content_that_cannot_be_told_leaves_it_open() -> None:
    row = found(made(approving("octo-dirk")._replace(commit="f" * 40)))
    assert (row["state"], row["given"][0]["state"]) == ("unknown", "unknown")


def test_one_of_other_content_is_stale() -> None:
    old = "f" * 40
    changed = made(approving("octo-dirk")._replace(commit=old))
    row = found(changed, digests={old: "1", changed.collected().change.head: "2"})
    assert (row["state"], row["given"][0]["state"]) == ("unapproved", "stale")


def test_where_the_method_is_strict_a_stranger_leaves_it_open() -> None:
    by = {"commits": (commit(("Stranger", "s@example.org")),)}
    strict = {"independence": {"limited": "strict"}}
    assert found(made(approving("octo-dirk"), **by))["state"] == "broken"
    row = found(made(approving("octo-dirk"), method=strict, **by))
    assert (row["state"], row["why"][:13]) == ("unknown", "s@example.org")


def test_reviews_that_could_not_be_had_leave_it_open() -> None:
    row = found(made(reviews=None), unavailable="GitHub did not answer")
    assert (row["state"], row["why"]) == ("unknown", "GitHub did not answer")


def test_without_a_forge_it_waits() -> None:
    assert found(made(reviews=None))["state"] == "waiting"


@pytest.mark.parametrize(
    "glass",
    [None, "anybody", [], {}, {"any_of": ["executive"]}, {"any_of": [], "at_most": "72h"}, {"at_most": "72h"},
     {"any_of": "executive", "at_most": "72h"}, {"any_of": ["executive"], "at_most": "soon"},
     {"any_of": ["executive"], "at_most": 72}, {"any_of": [5], "at_most": "72h"}],
)  # fmt: skip
def test_a_method_that_cannot_be_read_lets_nobody(glass: Any) -> None:
    row = found(made(approving("octo-dirk"), glass=glass))
    assert (row["state"], row["could_break"]) == ("refused", [])


@pytest.mark.parametrize(
    ("at_most", "until", "state"),
    [("72h", "2026-11-24", "broken"), ("72h", "2026-11-25", "refused"), ("36h", "2026-11-22", "broken"),
     ("36h", "2026-11-23", "refused"), ("12h", "2026-11-21", "broken"), ("1d", "2026-11-20", "refused")],
)  # fmt: skip
def test_its_last_day_is_no_further_than_the_method_allows(at_most: str, until: str, state: str) -> None:
    record = change_file(HOTFIX, break_glass={**ROW, "until": until})
    glass = {**GLASS, "at_most": at_most}
    assert found(made(approving("octo-dirk"), glass=glass, records=(record,)))["state"] == state


@pytest.mark.parametrize(
    "record",
    [
        change_file(HOTFIX, break_glass=ROW, systems=["ghost"]),
        change_file(HOTFIX, break_glass=ROW, systems="bot"),
        change_file(HOTFIX, break_glass="now"),
        change_file(HOTFIX, break_glass=[ROW]),
        change_file(HOTFIX, break_glass={**ROW, "reason": ["x"]}),
        change_file(HOTFIX, break_glass={**ROW, "until": 20261123}),
        prd(break_glass=ROW, edited=False),
        replace(label("bot"), value={"systems": ["bot"], "break_glass": ROW}),
    ],
)
def test_a_record_that_cannot_break_it_is_refused_whoever_approves(record: Any) -> None:
    row = found(made(approving("octo-dirk"), records=(record,)))
    assert (row["state"], row["by"], row["could_break"]) == ("refused", [], [])


def test_one_that_later_checks_would_not_find_is_refused() -> None:
    assert found(made(approving("octo-dirk")), lasting_glass=frozenset())["state"] == "refused"


def test_of_two_systems_each_asks_for_its_own_owner() -> None:
    entries = {"bot": ENTRY, "cat": {**ENTRY, "id": "cat", "owner": "rita", "backup": "dirk"}}
    record = change_file(HOTFIX, break_glass=ROW, systems=["bot", "cat"])
    glass = {**GLASS, "any_of": ["system-owner"]}
    one = made(approving("octo-bert"), glass=glass, entries=entries, records=(record,))
    both = made(approving("octo-bert"), approving("octo-dirk"), glass=glass, entries=entries, records=(record,))
    assert found(one)["state"] == "unapproved"
    assert (found(both)["state"], found(both)["by"]) == ("broken", ["bert", "dirk"])


def test_the_nonconformity_that_the_change_brings_is_shown() -> None:
    case = {"kind": "nonconformity", "id": "N", "systems": ["bot"], "record": HOTFIX, "status": "open"}
    row = found(made(approving("octo-dirk"), head_documents={**INCIDENT, "docs/nc.md": case}))
    assert row["nonconformities"] == [{"system": "bot", "closed": False, "path": "docs/nc.md"}]
    assert found(made())["nonconformities"] == [{"system": "bot", "closed": False}]
