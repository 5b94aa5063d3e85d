import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.model.report import Finding, Location
from aims_gate.reports import Options
from aims_gate.reports.text import MOST_FINDINGS, render
from aims_gate.reports.text_layout import NARROWEST, Layout, columns
from tests.reports.hostile import with_any_text
from tests.reports.sample import REFUSED, SAMPLES, UNTOUCHED, WAITING, with_text
from tests.reports.test_characters import is_harmless

PASTED = " " * 10


@pytest.mark.parametrize("width", [NARROWEST, 60, 80, 132])
@pytest.mark.parametrize("sample", ["refused", "waiting", "untouched", "undecided"])
def test_no_line_is_wider_than_asked_but_for_one_long_word_or_a_line_to_paste(sample: str, width: int) -> None:
    for line in render(SAMPLES[sample], Options(width=width, verbose=True)).splitlines():
        assert columns(line) <= width or " " not in line.strip() or line.startswith(PASTED)


def test_the_refused_change_fits_a_terminal_whole() -> None:
    assert max(map(columns, render(REFUSED, Options(verbose=True)).splitlines())) <= 80


def test_it_begins_with_the_verdict_and_the_counts() -> None:
    first, second, third, *_ = render(UNTOUCHED, Options(width=300)).splitlines()
    assert first == UNTOUCHED.summary
    assert (second, third) == ("", "Verdict pass, exit code 0.")
    assert "0 rules judged" in render(UNTOUCHED, Options())


def test_colour_is_only_paint() -> None:
    painted = render(REFUSED, Options(colour=True))
    assert "\x1b[1;31m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render(REFUSED, Options())


@with_any_text
def test_nothing_written_elsewhere_reaches_the_terminal_as_a_command(text: str) -> None:
    said = render(with_text(text), Options(verbose=True))
    assert is_harmless(said.replace("\n", ""))


@with_any_text
def test_nothing_written_elsewhere_stands_where_our_headings_stand(text: str) -> None:
    def flush(said: str) -> list[str]:
        return [line for line in said.splitlines() if line and line[0] != " "]

    told = replace(with_text(text), summary="Refused.")
    assert flush(render(told, Options())) == flush(render(replace(REFUSED, summary="Refused."), Options()))


def test_a_place_stays_whole_and_can_be_opened() -> None:
    finding = Finding("is missing", Location("docs/a folder with spaces/impact assessment.md", 8, 13))
    told = replace(REFUSED, results=(replace(REFUSED.results[3], findings=(finding,)),))
    assert "\n    docs/a folder with spaces/impact assessment.md:8:13  is missing\n" in render(told, Options())
    assert "\n    docs/a folder with spaces/impact assessment.md:8:13\n      is missing\n" in render(
        told, Options(width=60)
    )


def test_a_block_to_paste_is_never_wrapped() -> None:
    long = "key: " + "word " * 40
    told = replace(REFUSED, results=(replace(REFUSED.results[3], fix=f"Add:\n\n    {long}\n"),))
    assert f"\n{PASTED}{long.strip()}\n" in render(told, Options())


@pytest.mark.parametrize(
    ("number", "shown"), [(MOST_FINDINGS + 2, MOST_FINDINGS + 2), (MOST_FINDINGS + 3, MOST_FINDINGS)]
)
def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted(number: int, shown: int) -> None:
    findings = tuple(Finding(f"F{at} is missing", Location("a.md", at + 1, 1)) for at in range(number))
    told = replace(REFUSED, results=(replace(REFUSED.results[3], findings=findings),))
    said = render(told, Options())
    assert said.count("is missing") == shown
    assert (f"    and {number - shown} more; --verbose lists them\n" in said) == (shown < number)
    assert render(told, Options(verbose=True)).count("is missing") == number


def test_a_failure_without_finding_or_place_says_so() -> None:
    bare = replace(REFUSED.results[3], findings=(), reason="", fix="")
    assert "No finding names a place: no reason was recorded" in render(replace(REFUSED, results=(bare,)), Options())
    unplaced = replace(bare, findings=(Finding("Nothing names an owner."),))
    assert "\n    Nothing names an owner.\n" in render(replace(REFUSED, results=(unplaced,)), Options())


def test_who_could_sign_is_said_even_when_it_is_nobody() -> None:
    nobody = {"support-assistant": {"missing": ["executive"], "could_sign": []}}
    said = " ".join(render(replace(WAITING, sign_off=nobody), Options()).split())
    assert "Still missing: executive Could sign: nobody holds the role and is independent" in said


@pytest.mark.parametrize(
    ("could", "expected"),
    [
        ([], "Could sign: nobody, as nobody holds executive. "),
        (["cy"], "Could sign: cy, but not all of it, as nobody holds executive. "),
    ],
)
def test_why_nobody_could_sign_is_said(could: list[str], expected: str) -> None:
    state = {
        "support-assistant": {"missing": ["executive"], "could_sign": could, "hindered": ["nobody holds executive"]}
    }
    assert expected in " ".join(render(replace(WAITING, sign_off=state), Options()).split()) + " "


def test_what_passed_is_listed_only_when_asked_for() -> None:
    assert "ai-change-declared" not in render(REFUSED, Options())
    said = render(REFUSED, Options(verbose=True))
    assert "ai-change-declared · change:change: computed" in said
    assert "Blocks from tier high" in said


@given(st.text("ab 漢字e\u0301"), st.integers(NARROWEST, 90))
def test_wrapping_counts_columns_and_loses_no_word(text: str, width: int) -> None:
    wrapped = Layout(width).prose(text, indent=2, hang=4)
    assert " ".join(wrapped).split() == text.split()
    assert all(columns(line) <= width or " " not in line.strip() for line in wrapped)
