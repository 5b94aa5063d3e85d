"""What was done last, and that nothing of a day to come counts."""

from typing import Any

from aims_gate.facts.recurring import audited, latest, latest_review, measured

TODAY = "2026-11-21"


def test_the_newest_row_that_is_not_of_a_day_to_come_is_the_latest() -> None:
    rows: list[dict[str, Any]] = [{"d": "2026-01-01"}, {"d": "2026-11-21"}, {"d": "2026-11-22"}, {"d": "soon"}, {}]
    assert latest(rows, "d", TODAY) == {"d": "2026-11-21"}
    assert latest(rows[2:], "d", TODAY) == {}


def test_the_last_review_says_where_it_stands() -> None:
    reviews = [{"date": "2026-05-01"}, {"date": "2026-03-01"}, {"date": "2027-01-01"}]
    assert latest_review({"management_reviews": reviews}, TODAY) == {"date": "2026-05-01", "index": 0}
    assert [latest_review(value, TODAY) for value in ({}, None, [], {"management_reviews": ["x"]})] == [{}, {}, {}, {}]


def test_each_thing_audited_has_the_day_of_its_newest_audit() -> None:
    audits = [
        {"audited": "2025-05-01", "controls": ["9.1", "A.6"]},
        {"audited": "2026-05-01", "controls": ["A.6"]},
        {"audited": "2027-05-01", "controls": ["A.5"]},
        {"controls": ["A.4"]},
    ]
    assert audited(audits, TODAY) == {"9.1": "2025-05-01", "A.6": "2026-05-01"}


PLAN = {"review_every": "90d", "metrics": [{"name": "rewrites"}, {"name": "overrides"}]}


def result(**more: Any) -> dict[str, Any]:
    figures = [{"metric": "rewrites", "value": 0.2}, {"metric": "overrides"}]
    return {"path": "docs/r.md", "systems": ["bot"], "measured": "2026-11-01", "results": figures, **more}


def test_monitoring_is_held_against_its_plan() -> None:
    found = measured("bot", PLAN, [result(measured="2026-02-01"), result(reviewed_by="ana")], TODAY)
    assert found == {
        "path": "docs/r.md", "date": "2026-11-01", "due": "2027-01-30", "missing": ["overrides"], "reviewed_by": "ana",
    }  # fmt: skip


def test_a_plan_without_interval_says_no_next_day() -> None:
    assert "due" not in measured("bot", {}, [result()], TODAY)


def test_what_is_of_another_system_or_a_day_to_come_shows_nothing() -> None:
    assert measured("ear", PLAN, [result()], TODAY) == {}
    assert measured("bot", PLAN, [result(measured="2026-12-01"), result(measured="TBD")], TODAY) == {}
