import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from aims_gate.model.report import Report, Subject
from aims_gate.reports import Options
from aims_gate.reports.junit import render
from tests.reports.hostile import with_any_text
from tests.reports.results import WAITED
from tests.reports.sample import (
    HOSTILE_TEXTS,
    REFUSED,
    SAMPLES,
    UNDECIDED,
    UNTOUCHED,
    WAITING,
    with_text,
)

CONTRACTS = os.environ.get("AIMS_GATE_CONTRACTS", "")
needs_contracts = pytest.mark.skipif(
    not CONTRACTS, reason="AIMS_GATE_CONTRACTS names no folder with junit-10.xsd and windyroad.xsd"
)


def suite(report: Report, **options: bool) -> ElementTree.Element:
    root = ElementTree.fromstring(render(report, Options(**options)).encode())
    (only,) = root
    return only


def cases(report: Report) -> dict[str, ElementTree.Element]:
    return {case.get("name", ""): case for case in suite(report).iter("testcase")}


def assert_valid(said: str) -> None:
    document = etree.fromstring(said.encode())
    for name in ("junit-10.xsd", "windyroad.xsd"):
        etree.XMLSchema(file=str(Path(CONTRACTS) / name)).assertValid(document)


@needs_contracts
@pytest.mark.parametrize("sample", SAMPLES)
def test_valid_under_both_schemas(sample: str) -> None:
    assert_valid(render(SAMPLES[sample], Options()))


@needs_contracts
@with_any_text
def test_any_text_is_valid_under_both_schemas(text: str) -> None:
    assert_valid(render(with_text(text), Options()))


@with_any_text
def test_any_text_parses_with_one_case_a_result_and_constant_types(text: str) -> None:
    said = render(with_text(text), Options()).encode()
    document = etree.fromstring(said)
    found = document.findall(".//testcase")
    assert len(found) == len(REFUSED.results) == len({case.get("name") for case in found})
    assert {one.get("type") for one in document.iter("failure", "error")} == {"policy"}
    assert all(case.get("classname") and case.get("time") == "0" for case in found)
    assert ElementTree.fromstring(said).tag == "testsuites"


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_message_in_the_text_adds_no_element(text: str) -> None:
    def elements(words: str) -> list[str]:
        return [one.tag for one in suite(with_text(words)).iter() if one.tag != "property"]

    assert elements(text) == elements("x")


def test_each_outcome_has_its_element() -> None:
    told = cases(replace(REFUSED, results=(*REFUSED.results, *WAITED, *UNDECIDED.results[-1:])))
    elements = {name: [child.tag for child in case] for name, case in told.items()}
    assert elements["ai-change-declared[change:change]"] == []
    assert elements["risks-treated[system:support-assistant]"] == ["failure"]
    assert elements["event-log-designed[system:support-assistant]"] == ["skipped"]
    assert elements["rollback-planned[system:support-assistant]"] == ["skipped"]
    assert elements["supplier-assessed[system:support-assistant]"] == ["skipped"]
    assert elements["resources-documented[system:support-assistant]"] == ["skipped"]
    assert elements["risk-signed-off[system:support-assistant]#2"] == ["skipped"]
    assert elements["risk-signed-off[system:support-assistant]#3"] == ["error"]


def test_skipped_says_why() -> None:
    told = cases(REFUSED)
    said = {name.split("[")[0]: case[0].get("message", "") for name, case in told.items() if len(case)}
    assert said["supplier-assessed"] == "not-applicable: The diff brings no new model or API vendor."
    assert said["event-log-designed"].startswith("waived: W-7 until 2026-12-31")
    assert said["resources-documented"].startswith("warning: `httpx` is new")
    assert cases(WAITING)["risk-signed-off[system:support-assistant]"][0].get("message", "").startswith("waiting: ")


def test_the_text_has_every_finding_with_its_place_and_what_to_do() -> None:
    failure = cases(REFUSED)["evidence-is-filled[system:support-assistant]"][0]
    assert failure.get("message") == "`incident_route` is `TBD`. (and 1 more)"
    text = failure.text or ""
    assert "docs/prd/refund-suggestions.md:22:21: `incident_route` is `TBD`." in text
    assert "docs/prd/refund-suggestions.md:21:20: `threshold`" in text
    assert "        alert: " in text


def test_counts_are_properties_and_attributes() -> None:
    told = suite(REFUSED)
    stated = {one.get("name"): one.get("value") for one in told.iter("property")}
    assert (stated["verdict"], stated["counts.failed"], stated["counts.documents"]) == ("fail", "9", "9")
    assert [told.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["16", "8", "0", "5"]


def test_names_are_unique_even_when_sanitising_makes_them_one() -> None:
    twins = [replace(REFUSED.results[0], subject=Subject("system", name)) for name in ("a\x01", "a\x02", "a\x03")]
    assert len(cases(replace(REFUSED, results=tuple(twins)))) == 3 + 1


@pytest.mark.parametrize(
    ("report", "element"),
    [
        (UNTOUCHED, "skipped"),
        (replace(UNTOUCHED, verdict="undecided", exit_code=3), "error"),
        (replace(WAITING, verdict="undecided", exit_code=3), "error"),
        (replace(UNTOUCHED, verdict="fail", exit_code=1, summary=""), "failure"),
    ],
)
def test_a_verdict_that_no_case_shows_is_a_case(report: Report, element: str) -> None:
    assert [child.tag for child in cases(report)["verdict[change]"]] == [element]


@pytest.mark.parametrize(
    ("now", "stamp"),
    [
        ("2026-11-21T09:30:00Z", "2026-11-21T09:30:00"),
        ("2026-11-21T00:30:00.25+02:00", "2026-11-20T22:30:00"),
        ("2026-11-21", "2026-11-21T00:00:00"),
        ("", "1970-01-01T00:00:00"),
        ("soon", "1970-01-01T00:00:00"),
        ("0001-01-01T00:00:00+02:00", "1970-01-01T00:00:00"),
    ],
)
def test_the_timestamp_is_utc_without_a_zone(now: str, stamp: str) -> None:
    assert suite(replace(REFUSED, now=now)).get("timestamp") == stamp


def test_file_is_written_only_when_asked_for() -> None:
    assert not [case for case in suite(REFUSED).iter("testcase") if case.get("file")]
    files = {case.get("file") for case in suite(REFUSED, junit_file=True).iter("testcase")}
    assert "docs/prd/refund-suggestions.md" in files


def test_the_class_is_the_pack_and_the_first_control() -> None:
    told = cases(replace(REFUSED, policy={"pack": "our pack"}))
    assert told["risks-treated[system:support-assistant]"].get("classname") == "our pack.6.1.3"
    uncontrolled = replace(REFUSED, policy={}, results=(replace(REFUSED.results[0], controls=()),))
    assert cases(uncontrolled)["ai-change-declared[change:change]"].get("classname") == "iso42001"
