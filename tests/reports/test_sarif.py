import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import FormatChecker
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from aims_gate.model.report import Finding, Location, Report, Subject
from aims_gate.reports import Options, sarif
from aims_gate.reports.sarif import MOST_TAGS, render, uri
from tests.reports.hostile import with_any_text
from tests.reports.results import ASSISTANT, FAILED, PASSED, SET_ASIDE, UNKNOWN, WARNED
from tests.reports.sample import HOSTILE_TEXTS, REFUSED, SAMPLES, UNDECIDED, UNTOUCHED, WAITING, with_text

SCHEMA = os.environ.get("AIMS_GATE_SARIF_SCHEMA", "")
needs_schema = pytest.mark.skipif(not SCHEMA, reason="AIMS_GATE_SARIF_SCHEMA names no file sarif-2.1.0.json")

Object = dict[str, Any]


@cache
def official() -> Validator:
    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8-sig"))
    return validator_for(schema)(schema, format_checker=FormatChecker())


def run(report: Report) -> Object:
    log: Object = json.loads(render(report, Options()))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return dict(only)


def results(report: Report) -> list[Object]:
    return list(run(report)["results"])


def place(result: Object) -> Object:
    (only,) = result["locations"]
    return dict(only["physicalLocation"])


def strings(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        return [one for part in (value.values() if isinstance(value, dict) else value) for one in strings(part)]
    return [value] if isinstance(value, str) else []


@needs_schema
@pytest.mark.parametrize("sample", SAMPLES)
def test_valid_under_the_official_schema(sample: str) -> None:
    official().validate(json.loads(render(SAMPLES[sample], Options())))


@needs_schema
@with_any_text
def test_any_text_is_valid_under_the_official_schema(text: str) -> None:
    official().validate(json.loads(render(with_text(text), Options())))


@needs_schema
def test_the_schema_would_refuse_a_level_that_it_does_not_have() -> None:
    log = json.loads(render(REFUSED, Options()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not official().is_valid(log)


@with_any_text
def test_any_text_keeps_what_github_asks_of_a_result(text: str) -> None:
    said = render(with_text(text), Options())
    assert said.isascii()
    told = run(with_text(text))
    rules = told["tool"]["driver"]["rules"]
    assert len(told["results"]) >= len(FAILED) + len(WARNED)
    for one in told["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["message"]["text"]
        where = place(one)["artifactLocation"]["uri"]
        assert urlsplit(where)[:2] == ("", "")
        assert urljoin("file:///repository/", where).startswith("file:///repository/")
    assert not any("](" in one["message"]["text"] for one in told["results"])
    for one in strings(told):
        one.encode()


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_adds_a_result_or_a_rule(text: str) -> None:
    told, meant = run(with_text(text)), run(with_text("x"))
    assert len(told["tool"]["driver"]["rules"]) == len(meant["tool"]["driver"]["rules"]) == len(REFUSED.results)
    assert [one["ruleId"] for one in told["results"]] == [one["ruleId"] for one in meant["results"]]


@given(st.text(st.characters(), min_size=1))
@example("docs/a b#c?d%e:f\\g.md")
@example("C:/x")
@example("docs/caf\udce9.md")
@example("\ud800")
def test_a_uri_is_the_bytes_of_the_path(path: str) -> None:
    said = uri(path)
    assert set(said) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%")
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "replace")
    assert unquote_to_bytes(said) == raw


def test_a_finding_stands_at_its_line_and_column_in_the_tree() -> None:
    first = results(REFUSED)[0]
    assert first["ruleId"] == "risk-assessment-recorded"
    assert place(first) == {
        "artifactLocation": {"uri": "docs/prd/refund-suggestions.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 16, "startColumn": 16},
    }
    assert first["message"]["text"] == (
        "R2: likelihood 3 times impact 3 is 9, and the row says 6.\nCan unblock: assistant-owner, platform-lead."
    )
    assert run(REFUSED)["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize("path", ["/etc/passwd", "//evil.example/x", "../x", "a/../../x", "./x", "a//b", ""])
def test_what_is_no_path_of_the_tree_is_no_place(path: str) -> None:
    told = replace(FAILED[0], findings=(Finding("x", Location(path, 3, 4)),))
    assert place(results(replace(REFUSED, results=(told,)))[0]) == {
        "artifactLocation": {"uri": ".aims/systems/support-assistant.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1, "startColumn": 1},
    }


@pytest.mark.parametrize(
    ("subject", "where"),
    [
        (ASSISTANT, ".aims/systems/support-assistant.yaml"),
        (Subject("system", "../x"), ".aims/config.yaml"),
        (Subject("document", "docs/ai/impact.md"), "docs/ai/impact.md"),
        (Subject("record", ".aims/changes/x.yaml"), ".aims/changes/x.yaml"),
        (Subject("record", "description"), ".aims/config.yaml"),
        (Subject("document", "/etc/x.md"), ".aims/config.yaml"),
        (Subject("control", "A.6.2.6"), ".aims/soa.yaml"),
        (Subject("programme", "programme"), ".aims/programme.yaml"),
        (Subject("change", "change"), ".aims/config.yaml"),
    ],
)
def test_what_has_no_place_stands_where_its_subject_is_described(subject: Subject, where: str) -> None:
    for bare in ((), (Finding("Nothing names an owner."),)):
        told = replace(FAILED[0], findings=bare, subject=subject)
        (only,) = results(replace(REFUSED, results=(told,)))
        assert place(only)["artifactLocation"]["uri"] == where
        assert only["message"]["text"]


def test_each_outcome_has_its_level() -> None:
    every = (*REFUSED.results, *WAITING.results[3:4], *UNKNOWN)
    told = {(one["ruleId"], one["properties"]["outcome"]): one for one in results(replace(REFUSED, results=every))}
    levels = {key: (one.get("kind", "fail"), one["level"]) for key, one in told.items()}
    assert levels[("risks-treated", "fail")] == ("fail", "error")
    assert levels[("risk-signed-off", "unknown")] == ("fail", "error")
    assert levels[("resources-documented", "fail")] == ("fail", "warning")
    assert levels[("event-log-designed", "waived")] == ("fail", "note")
    assert levels[("rollback-planned", "overridden")] == ("fail", "note")
    assert results(WAITING)[0]["kind"] == "review"
    assert results(WAITING)[0]["level"] == "none"
    experimental = replace(FAILED[0], blocking=False)
    assert results(replace(REFUSED, verdict="pass", results=(experimental,)))[0]["level"] == "warning"


def test_what_is_set_aside_is_suppressed_with_its_reason() -> None:
    told = [one for one in results(REFUSED) if "suppressions" in one]
    assert [one["ruleId"] for one in told] == [one.rule for one in SET_ASIDE]
    assert told[0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": SET_ASIDE[0].reason},
    ]
    assert told[0]["message"]["text"].startswith("Waived: W-7 until 2026-12-31")


def test_what_passed_is_a_rule_and_no_result() -> None:
    rules = [one["id"] for one in run(REFUSED)["tool"]["driver"]["rules"]]
    assert rules == [one.rule for one in REFUSED.results]
    assert not {one.rule for one in PASSED} & {one["ruleId"] for one in results(REFUSED)}


def test_findings_on_one_line_are_one_result_and_have_lasting_fingerprints() -> None:
    told = {one["partialFingerprints"]["aimsGate/v1"]: one for one in results(REFUSED)}
    assert len(told) == len(results(REFUSED))
    treated = told["risks-treated/support-assistant/0"]
    assert treated["message"]["text"].startswith("R2 is medium and has no treatment.\nR2 has no residual risk.\n")
    assert "evidence-is-filled/support-assistant/1" in told


def test_a_rule_has_what_code_scanning_shows() -> None:
    (rule,) = (one for one in run(REFUSED)["tool"]["driver"]["rules"] if one["id"] == "risk-assessment-recorded")
    assert rule["shortDescription"]["text"].startswith("Required: this change has a risk row")
    assert rule["fullDescription"]["text"].startswith("A score that nobody can recompute")
    assert rule["help"]["text"].endswith("What to do next:\n\nSet the score as the method computes it:\n\n    score: 9")
    assert rule["help"]["markdown"].endswith("Set the score as the method computes it:\n\n```\nscore: 9\n```")
    assert rule["properties"]["tags"] == ["6.1.2", "8.2"]


def test_help_names_the_subject_where_what_to_do_differs() -> None:
    other = replace(FAILED[0], subject=Subject("system", "triage"), fix="Set it:\n\n    score: 4\n")
    (rule,) = run(replace(REFUSED, results=(FAILED[0], other)))["tool"]["driver"]["rules"]
    assert "What to do next, for system:support-assistant:" in rule["help"]["text"]
    assert "What to do next, for system:triage:" in rule["help"]["text"]
    assert rule["help"]["markdown"].count("```\nscore: ") == 2


def test_tags_are_distinct_and_as_many_as_github_takes() -> None:
    many = replace(FAILED[0], controls=("8.2", *(f"A.{n}" for n in range(30)), "8.2"))
    (rule,) = run(replace(REFUSED, results=(many,)))["tool"]["driver"]["rules"]
    assert rule["properties"]["tags"] == ["8.2", *(f"A.{n}" for n in range(MOST_TAGS - 1))]


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (UNTOUCHED, []),
        (WAITING, ["risk-signed-off"]),
        (UNDECIDED, ["risk-signed-off"]),
        (replace(UNTOUCHED, verdict="undecided", exit_code=3), ["verdict"]),
        (replace(WAITING, verdict="undecided", exit_code=3), ["risk-signed-off", "verdict"]),
        (replace(REFUSED, results=WARNED), ["resources-documented", "verdict"]),
    ],
)
def test_a_verdict_that_no_result_shows_is_a_result(report: Report, told: list[str]) -> None:
    assert [one["ruleId"] for one in results(report)] == told
    for one in results(report):
        assert run(report)["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]


def test_counts_and_notes_are_in_the_run() -> None:
    told = run(UNTOUCHED)
    assert told["properties"]["counts"]["rules"] == 0
    assert told["properties"]["counts"]["files"] == 4
    (invocation,) = run(REFUSED)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)
    assert invocation["toolExecutionNotifications"][1]["message"]["text"] == REFUSED.notes[0]
    assert run(UNDECIDED)["invocations"][0]["executionSuccessful"] is False


def test_past_the_limit_the_loudest_are_kept_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.MOST_RESULTS == 25_000
    monkeypatch.setattr(sarif, "MOST_RESULTS", 12)
    warned = replace(WARNED[0], findings=tuple(Finding("x", Location("a.md", line)) for line in range(1, 13)))
    told = run(replace(REFUSED, results=(warned, *FAILED)))
    assert [one["level"] for one in told["results"]] == ["error"] * 9 + ["warning"] * 3
    assert told["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"].startswith("9 more results")
