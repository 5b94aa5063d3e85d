"""Several reports as one: the worst verdict, and nothing of any of them lost."""

from dataclasses import fields, replace
from typing import Any

import pytest

from aims_gate.engine.combine import combine
from aims_gate.engine.report import digest, report_on
from aims_gate.facts.together import together
from aims_gate.model.report import Counts, Report, Subject
from tests.engine.cases import facts, policy, rule, system, unknown

PASSES, FAILS = facts(system(risk={"ok": True})), facts(system(risk={"ok": False}))
OPEN = facts(system(risk={"ok": True}, unknown=[unknown("risk.ok")]))
LENIENT = {"register": {"config": {"mode": "warn"}}}


def one(given: dict[str, Any], **of_policy: Any) -> Report:
    return report_on(given, policy(rule("risk.ok"), rule("true", id="r2"), **of_policy))


def combined(*given: dict[str, Any], **of_policy: Any) -> Report:
    parts = [(number, one(part, **of_policy)) for number, part in enumerate(given, 5)]
    return combine(parts, together(enumerate(given, 5)))


@pytest.mark.parametrize(
    ("parts", "verdict", "code", "summary"),
    [
        ((PASSES, PASSES), "pass", 0, "Passed: each of 2 pull requests (#5, #6)."),
        ((PASSES, FAILS), "fail", 1, "Refused: 1 of 2 pull requests fails (#6)."),
        ((FAILS, FAILS), "fail", 1, "Refused: 2 of 2 pull requests fail (#5, #6)."),
        ((OPEN, PASSES), "undecided", 3, "Undecided: 1 of 2 pull requests could not be judged (#5)."),
        ((OPEN, FAILS), "fail", 1, "Refused: 1 of 2 pull requests fails (#6); 1 could not be judged (#5)."),
        ((PASSES, OPEN, FAILS), "fail", 1, "Refused: 1 of 3 pull requests fails (#7); 1 could not be judged (#6)."),
    ],
)
def test_the_worst_verdict_counts(parts: Any, verdict: str, code: int, summary: str) -> None:
    report = combined(*parts)
    assert (report.verdict, report.exit_code, report.summary) == (verdict, code, summary)
    assert report.blocking


def test_a_mode_that_lets_through_lets_all_of_them_through() -> None:
    report = combined(PASSES, FAILS, **LENIENT)
    assert (report.verdict, report.exit_code, report.blocking) == ("fail", 0, False)


def test_one_that_blocks_blocks_the_whole() -> None:
    parts = [(5, one(FAILS, **LENIENT)), (6, one(FAILS))]
    report = combine(parts, together([(5, FAILS), (6, FAILS)]))
    assert (report.exit_code, report.blocking) == (1, True)


def test_every_result_is_there_and_says_whose_it_is() -> None:
    parts = [one(PASSES), one(FAILS)]
    report = combined(PASSES, FAILS)
    numbers = [5, 5, 6, 6]
    assert [result.subject.number for result in report.results] == numbers
    alone = [result for part in parts for result in part.results]
    bare = [replace(r, subject=Subject(r.subject.kind, r.subject.id), fingerprint="") for r in report.results]
    assert bare == [replace(result, fingerprint="") for result in alone]
    assert len({result.fingerprint for result in report.results}) == 4
    assert not {result.fingerprint for result in report.results} & {result.fingerprint for result in alone}


def test_counts_are_sums() -> None:
    alone, both = one(PASSES).counts, combined(PASSES, PASSES).counts
    assert alone.rules == 2
    for field in fields(Counts):
        assert getattr(both, field.name) == 2 * getattr(alone, field.name), field.name


def test_sign_offs_and_the_change_are_told_apart() -> None:
    report = combined(PASSES, FAILS)
    assert {key: (state["pull_request"], state["system"]) for key, state in report.sign_off.items()} == {
        "#5 s1": (5, "s1"),
        "#6 s1": (6, "s1"),
    }
    assert report.change["systems"] == ["s1"]
    assert (report.change["title"], report.change["ai"], report.change["tier"]) == (
        "Pull requests #5, #6",
        True,
        "limited",
    )
    assert [(part["number"], part["verdict"]) for part in report.change["pull_requests"]] == [(5, "pass"), (6, "fail")]


def test_the_change_begins_and_ends_where_they_do() -> None:
    first, last = facts(change={"base": "1" * 40, "head": "2" * 40}), facts(change={"base": "2" * 40, "head": "3" * 40})
    report = combined(first, last)
    assert (report.change["base"], report.change["head"], report.change["ai"]) == ("1" * 40, "3" * 40, False)


def test_what_is_noted_of_all_is_noted_once() -> None:
    first, last = one(facts(notes=["Of both.", "Of one."])), one(facts(notes=["Of both."]))
    notes = combine([(5, first), (6, last)], together([(5, PASSES), (6, PASSES)])).notes
    assert notes[:2] == (f"#5, Change: {first.summary}", f"#6, Change: {last.summary}")
    assert notes.count("Of both.") == 1
    assert "#5: Of one." in notes


def test_what_they_would_make_of_the_gate_names_whose_it_is() -> None:
    merged = {
        "verdict": "pass",
        "files": [".aims/config.yaml"],
        "differences": [{"rule": "r1", "subject": {"kind": "system", "id": "s1"}, "now": "fail", "then": "pass"}],
    }
    parts = [(5, one(PASSES)), (6, replace(one(FAILS), if_merged=merged)), (7, replace(one(FAILS), if_merged=merged))]
    found = combine(parts, together([])).if_merged
    assert (found["verdict"], found["files"]) == ("pass", [".aims/config.yaml"])
    assert [one["subject"]["pull_request"] for one in found["differences"]] == [6, 7]
    assert combined(PASSES, FAILS).if_merged == {}


def test_policies_that_differ_are_all_named() -> None:
    parts = [(5, replace(one(PASSES), policy={"digest": "a", "source": "main"}))]
    parts.append((6, replace(one(PASSES), policy={"digest": "b", "source": "main"})))
    assert combine(parts, together([])).policy == {"digest": "a, b", "source": "main"}


def test_the_digest_is_of_the_facts_of_all() -> None:
    assert combined(PASSES, FAILS).facts_digest == digest(together([(5, PASSES), (6, FAILS)]))
    assert combined(PASSES, FAILS).facts_digest != combined(FAILS, PASSES).facts_digest
