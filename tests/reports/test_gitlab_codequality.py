import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example
from jsonschema import Draft4Validator

from aims_gate.model.report import Finding, Location, Report, Subject
from aims_gate.reports import Options, gitlab_codequality
from aims_gate.reports.gitlab_codequality import LONGEST_DESCRIPTION, render
from tests.reports.hostile import with_any_text
from tests.reports.results import FAILED, PASSED, SET_ASIDE, UNKNOWN, WAITED, WARNED
from tests.reports.sample import HOSTILE_TEXTS, REFUSED, SAMPLES, UNDECIDED, UNTOUCHED, WAITING, with_text

SCHEMA = Draft4Validator(json.loads((Path(__file__).parent / "gitlab/codeclimate.json").read_text(encoding="utf-8")))
SEVERITIES = ["blocker", "critical", "major", "minor", "info"]
VERDICT = "aims-gate-verdict"


def entries(report: Report) -> list[dict[str, Any]]:
    said = json.loads(render(report, Options()))
    assert isinstance(said, list)
    return said


def entry(report: Report, rule: str) -> dict[str, Any]:
    (only,) = [one for one in entries(report) if one["check_name"] == rule]
    return only


def kept_by_gitlab(report: Report) -> list[dict[str, Any]]:
    """GitLab reads up to the first entry that its schema refuses and keeps the last of each fingerprint."""
    kept: dict[str, dict[str, Any]] = {}
    for one in entries(report):
        if not SCHEMA.is_valid(one):
            break
        kept[one["fingerprint"]] = one
    return list(kept.values())


def assert_whole(report: Report) -> None:
    told = entries(report)
    assert kept_by_gitlab(report) == told
    for one in told:
        assert one["description"]
        assert len(one["description"]) <= LONGEST_DESCRIPTION
        assert one["severity"] in SEVERITIES
        path, line = one["location"]["path"], one["location"]["lines"]["begin"]
        assert not {"", ".", ".."}.intersection(path.split("/"))
        assert line >= 1
    assert [one["severity"] for one in told] == sorted((one["severity"] for one in told), key=SEVERITIES.index)


@pytest.mark.parametrize("sample", SAMPLES)
def test_gitlab_keeps_every_entry(sample: str) -> None:
    assert_whole(SAMPLES[sample])


@with_any_text
@example(text="../x")
@example(text="\0")
def test_gitlab_keeps_every_entry_whatever_its_text(text: str) -> None:
    report = with_text(text)
    assert_whole(report)
    assert render(report, Options()).isascii()
    for one in entries(report):
        (one["description"] + one["check_name"] + one["location"]["path"]).encode()


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_adds_an_entry(text: str) -> None:
    assert [one["check_name"] for one in entries(with_text(text))] == [
        one["check_name"] for one in entries(with_text("x"))
    ]


def test_the_schema_would_refuse_an_entry_without_a_fingerprint() -> None:
    told = entries(REFUSED)[0]
    del told["fingerprint"]
    assert not SCHEMA.is_valid(told)


def test_a_finding_stands_at_its_line_and_says_what_is_missing_and_who_can_help() -> None:
    told = entry(REFUSED, "risk-assessment-recorded")
    assert told["location"] == {"path": "docs/prd/refund-suggestions.md", "lines": {"begin": 16}}
    assert told["description"] == (
        "risk-assessment-recorded (6.1.2, 8.2): R2: likelihood 3 times impact 3 is 9, and the row says 6. "
        "Can unblock: assistant-owner, platform-lead."
    )


@pytest.mark.parametrize(
    ("result", "severity"),
    [
        (FAILED[0], "blocker"),
        (UNKNOWN[0], "critical"),
        (WARNED[0], "major"),
        (replace(FAILED[0], blocking=False), "major"),
        (replace(WARNED[0], severity="notice"), "minor"),
        (WAITED[0], "info"),
        (SET_ASIDE[0], "info"),
        (SET_ASIDE[1], "info"),
    ],
)
def test_each_outcome_has_its_severity(result: Any, severity: str) -> None:
    assert entry(replace(REFUSED, results=(result,)), result.rule)["severity"] == severity


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (None, ".aims/systems/support-assistant.yaml"),
        (Location("/etc/passwd", 3), ".aims/systems/support-assistant.yaml"),
        (Location("a/../../x", 3), ".aims/systems/support-assistant.yaml"),
    ],
)
def test_what_has_no_place_stands_where_its_subject_is_described(place: Location | None, where: str) -> None:
    told = replace(FAILED[0], findings=(Finding("x", place),))
    assert entry(replace(REFUSED, results=(told,)), told.rule)["location"] == {"path": where, "lines": {"begin": 1}}
    bare = replace(FAILED[0], findings=(), subject=Subject("change", "change"))
    assert entry(replace(REFUSED, results=(bare,)), bare.rule)["location"]["path"] == ".aims/config.yaml"


def test_a_fingerprint_outlives_another_line_and_ends_with_other_words() -> None:
    def fingerprint(finding: Finding) -> str:
        told = replace(FAILED[0], findings=(finding,))
        return str(entry(replace(REFUSED, results=(told,)), told.rule)["fingerprint"])

    here = fingerprint(Finding("x", Location("a.md", 3)))
    assert fingerprint(Finding("x", Location("a.md", 30, 7))) == here
    assert len({here, fingerprint(Finding("y", Location("a.md", 3))), fingerprint(Finding("x", Location("b.md")))}) == 3


def test_two_that_say_the_same_of_one_file_stay_two() -> None:
    told = replace(FAILED[0], findings=tuple(Finding("x", Location("a.md", line)) for line in (3, 4, 5)))
    assert len(kept_by_gitlab(replace(REFUSED, results=(told,)))) == 3 + 1


@pytest.mark.parametrize(
    ("report", "severity"),
    [
        (REFUSED, "info"),
        (WAITING, "info"),
        (UNTOUCHED, "info"),
        (UNDECIDED, "info"),
        (replace(UNTOUCHED, verdict="undecided", exit_code=3), "critical"),
        (replace(WAITING, verdict="undecided", exit_code=3), "critical"),
        (replace(REFUSED, results=WARNED), "blocker"),
        (replace(REFUSED, results=PASSED), "blocker"),
    ],
)
def test_the_verdict_is_loud_where_nothing_else_shows_it(report: Report, severity: str) -> None:
    told = entry(report, VERDICT)
    assert told["severity"] == severity
    assert told["verdict"] == report.verdict


def test_the_verdict_says_how_much_was_judged_and_keeps_its_fingerprint() -> None:
    told = entry(UNTOUCHED, VERDICT)
    assert "0 rules judged" in told["description"]
    assert told["counts"]["files"] == 4
    assert told["fingerprint"] == entry(REFUSED, VERDICT)["fingerprint"]
    assert told["location"]["path"] == ".aims/config.yaml"


def test_past_the_limit_the_loudest_are_kept_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gitlab_codequality, "MOST_ENTRIES", 12)
    warned = replace(WARNED[0], findings=tuple(Finding("x", Location("a.md", line)) for line in range(1, 13)))
    told = entries(replace(REFUSED, results=(warned, *FAILED)))
    assert [one["severity"] for one in told] == ["blocker"] * 9 + ["major"] * 2 + ["info"]
    assert "10 more findings are left out" in told[-1]["description"]


def test_a_long_description_is_cut() -> None:
    told = replace(FAILED[0], findings=(Finding("x" * 2_000),))
    said = entry(replace(REFUSED, results=(told,)), told.rule)["description"]
    assert len(said) == LONGEST_DESCRIPTION
    assert said.endswith("x…")
