"""Findings as annotations, and the limits of what GitHub takes."""

from dataclasses import replace

import pytest
from hypothesis import given

from aims_gate.forges.github.annotations import annotations, identity
from aims_gate.forges.github.limits import DETAILS, MESSAGE, TITLE, clean, clip, clip_lines, line
from aims_gate.model.report import Finding, Location, Report, Result
from tests.forges.github.description import objections
from tests.reports.hostile import ANY_TEXT, with_any_text
from tests.reports.results import FAILED, PRD, SET_ASIDE, WAITED
from tests.reports.sample import HOSTILE, PASSED, REFUSED, UNDECIDED, with_text

HERE = Location(PRD, 3, 5)
FAILURE = replace(FAILED[0], findings=(Finding("It is missing.", HERE, "Add it."),), why="Because.", fix="Do it.")


def only(*results: Result) -> Report:
    return replace(REFUSED, results=results)


def test_a_finding_becomes_an_annotation_at_its_line() -> None:
    assert annotations(only(FAILURE)) == (
        {
            "path": PRD,
            "start_line": 3,
            "end_line": 3,
            "start_column": 5,
            "end_column": 5,
            "annotation_level": "failure",
            "title": "risk-assessment-recorded [system:support-assistant]",
            "message": "It is missing.\n\nAdd it.",
            "raw_details": "Because.\n\nDo it.",
        },
    )


def test_only_what_stands_against_the_change_is_annotated() -> None:
    met = [replace(one, findings=FAILURE.findings) for one in (*PASSED, *SET_ASIDE, *WAITED)]
    assert annotations(only(*met)) == ()
    unknown = replace(UNDECIDED.results[-1], findings=FAILURE.findings)
    assert [one["annotation_level"] for one in annotations(only(unknown))] == ["failure"]


def test_the_gravest_come_first() -> None:
    notice = replace(FAILURE, rule="n", severity="notice")
    warning = replace(FAILURE, rule="w", severity="warning", blocking=False)
    trial = replace(FAILURE, rule="t", blocking=False)
    levels = [(one["title"][0], one["annotation_level"]) for one in annotations(only(notice, warning, trial, FAILURE))]
    assert levels == [("r", "failure"), ("w", "warning"), ("t", "warning"), ("n", "notice")]


def test_nothing_is_a_failure_where_nothing_is_enforced() -> None:
    (made,) = annotations(replace(only(FAILURE), blocking=False))
    assert made["annotation_level"] == "warning"


def test_the_same_words_at_the_same_place_are_said_once() -> None:
    assert len(annotations(only(FAILURE, FAILURE))) == 1


@pytest.mark.parametrize(
    "path",
    ["(description)", "(label)", "", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\nb", "a\x1b[2J", "a\u202eb"],
)
def test_what_stands_in_no_file_of_the_tree_is_left_to_the_summary(path: str) -> None:
    placed = replace(FAILURE, findings=(Finding("x", Location(path)), Finding("y")))
    assert annotations(only(placed)) == ()


@pytest.mark.parametrize("path", ["app/(auth)/page.md", "a b/ü.md", "..a/b", "a\\b"])
def test_an_unusual_path_is_still_one(path: str) -> None:
    assert annotations(only(replace(FAILURE, findings=(Finding("x", Location(path)),))))[0]["path"] == path


def test_an_annotation_is_known_again_when_github_gives_it_back() -> None:
    (made,) = annotations(only(FAILURE))
    assert identity({**made, "blob_href": "x", "raw_details": None}) == identity(made)
    for key in ("path", "start_line", "annotation_level", "title", "message"):
        assert identity({**made, key: ["odd"]}) != identity(made)


@pytest.mark.parametrize("text", ["ü", "€", "🙂", "a", "\ud800"])
def test_limits_are_kept_in_bytes_and_whole_characters(text: str) -> None:
    long = text * 70_000
    told = replace(FAILURE, rule=long, why=long, fix=long, findings=(Finding(long, HERE, long),))
    (made,) = annotations(only(told))
    for key, most in {"title": TITLE, "message": MESSAGE, "raw_details": DETAILS}.items():
        assert most - 6 < len(made[key].encode()) <= most
        assert made[key].endswith("…")


def test_a_text_that_just_fits_is_whole() -> None:
    assert clip("ü" * 5, 10) == "ü" * 5
    assert clip("ü" * 6, 10) == "üüü…"
    assert clip_lines("ab\ncd", 5) == "ab\ncd"
    assert clip_lines("ab\ncd\nef", 5) == "ab\ncd"
    assert clip_lines("ab\ncd\nef", 6) == "ab\ncd"
    assert clip_lines("x" * 9, 6) == "xxx…"
    assert clip_lines("üü\nüüü", 8) == "üü"


def sent(report: Report) -> list[str]:
    """What GitHub's description holds against a request with these annotations."""
    made = list(annotations(report))
    output = {"title": line(report.summary) or "x", "summary": "x", "annotations": made[:50]}
    body = {"name": "aims-gate", "head_sha": "9ab0" * 10, "output": output}
    return objections("POST", "/repos/o/r/check-runs", {}, body)


@with_any_text
def test_no_text_makes_an_annotation_that_github_refuses(text: str) -> None:
    placed = tuple(replace(one, findings=(Finding(text, HERE, text),)) for one in with_text(text, REFUSED).results)
    report = only(*placed)
    assert sent(report) == []
    for made in annotations(report):
        assert made["message"].strip()
        for key in ("title", "message", "raw_details"):
            assert clean(made.get(key, "")) == made.get(key, "")


@given(text=ANY_TEXT)
def test_clean_text_can_be_sent_and_controls_nothing(text: str) -> None:
    shown = clean(text)
    shown.encode()
    assert not {"\x1b", "\x00", "\r", "\u202e", "\x9b", "\u2066", "\ufeff"} & {*shown}
    assert len(shown) == len(text)


def test_hostile_text_is_within_the_description() -> None:
    assert sent(HOSTILE) == []
