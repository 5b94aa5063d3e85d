"""JUnit as GitLab has it: what ActiveSupport makes of the XML, and what GitLab's parser then takes from it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aims_gate.model.report import Report, Subject
from aims_gate.reports import Options
from aims_gate.reports.junit import render
from tests.reports.hostile import with_any_text
from tests.reports.sample import HOSTILE_TEXTS, REFUSED, SAMPLES, UNDECIDED, with_text

PROGRAM = Path(__file__).parent / "gitlab/from_xml.rb"
RUBY = shutil.which("ruby") or ""
PRESENT = (
    bool(RUBY)
    and not subprocess.run([RUBY, "-e", "require 'active_support'"], capture_output=True, check=False).returncode
)

pytestmark = pytest.mark.skipif(not PRESENT, reason="ruby with ActiveSupport, by which GitLab reads XML, is absent")

TYPES = ("yaml", "symbol", "array", "integer", "file", "boolean", "base64Binary")
"""Values of an attribute `type` at which ActiveSupport refuses a file or makes something else of its text."""


class GitLab:
    """Reads XML as GitLab does. One process answers for all."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def answer(self, xml: str) -> dict[str, Any]:
        """`read`, what the XML became, or `refused`, why it was not."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(xml) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def cases(self, report: Report) -> list[dict[str, Any]]:
        """The cases, as GitLab's parser finds them; one case alone is no list."""
        answer = self.answer(render(report, Options(junit_file=True)))
        assert "refused" not in answer, answer
        found = answer["read"]["testsuites"]["testsuite"]["testcase"]
        return found if isinstance(found, list) else [found]


@pytest.fixture(scope="module")
def gitlab() -> Iterator[GitLab]:
    with subprocess.Popen(
        [RUBY, "-W0", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield GitLab(process)
        assert process.stdin is not None
        process.stdin.close()


def output(case: dict[str, Any]) -> Any:
    """What GitLab shows of a case, the first of these that it has."""
    return next((case[name] for name in ("failure", "error", "skipped") if name in case), None)


def assert_whole(cases: list[dict[str, Any]], report: Report) -> None:
    assert len(cases) == len(report.results)
    assert len({(case["classname"], case["name"]) for case in cases}) == len(cases)
    for case, result in zip(cases, report.results, strict=True):
        assert all(isinstance(case[name], str) and case[name] for name in ("classname", "name", "time"))
        assert case["name"].startswith(f"{result.rule}[")
        assert isinstance(case.get("file", ""), str)
        said = output(case)
        assert said is None if result.outcome == "pass" else isinstance(said, str)
        assert said is None or said.startswith("Required: ")


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_is_read_whole(gitlab: GitLab, sample: str) -> None:
    report = SAMPLES[sample]
    if report.results:
        assert_whole(gitlab.cases(report), report)
    else:
        (only,) = gitlab.cases(report)
        assert output(only).startswith(report.summary)


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, *TYPES, '" type="yaml', "[[ATTACHMENT|/etc/passwd]]"])
def test_hostile_names_and_messages_are_read_whole(gitlab: GitLab, text: str) -> None:
    report = with_text(text)
    assert_whole(gitlab.cases(report), report)


@with_any_text
def test_any_text_is_read_whole(gitlab: GitLab, text: str) -> None:
    report = with_text(text)
    assert_whole(gitlab.cases(report), report)


def test_the_text_of_a_failure_is_every_finding_with_its_place(gitlab: GitLab) -> None:
    (case,) = [one for one in gitlab.cases(REFUSED) if one["name"].startswith("evidence-is-filled[")]
    assert case["file"] == "docs/prd/refund-suggestions.md"
    assert "docs/prd/refund-suggestions.md:22:21: `incident_route` is `TBD`." in case["failure"]
    assert "docs/prd/refund-suggestions.md:21:20: `threshold`" in case["failure"]


def test_what_could_not_be_told_is_an_error(gitlab: GitLab) -> None:
    (case,) = [one for one in gitlab.cases(UNDECIDED) if "error" in one]
    assert "The reviews could not be read (403)" in case["error"]


def test_twins_stay_two(gitlab: GitLab) -> None:
    twins = tuple(replace(REFUSED.results[0], subject=Subject("system", name)) for name in ("a\x01", "a\x02"))
    names = [case["name"] for case in gitlab.cases(replace(REFUSED, verdict="pass", results=twins))]
    assert len(set(names)) == 2


@pytest.mark.parametrize("named", ["yaml", "symbol"])
def test_gitlab_refuses_a_whole_file_over_a_type(gitlab: GitLab, named: str) -> None:
    spoilt = render(REFUSED, Options()).replace('type="policy"', f'type="{named}"', 1)
    assert "DisallowedType" in gitlab.answer(spoilt)["refused"]
