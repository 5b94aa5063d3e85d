import json
from dataclasses import replace
from typing import Any

from aims_gate.model.report import Finding
from aims_gate.reports import Options
from aims_gate.reports.json import render
from tests.reports.hostile import with_any_text
from tests.reports.sample import REFUSED, UNTOUCHED, with_text

TOP = [
    "schema", "verdict", "exit_code", "blocking", "summary", "change", "counts", "results", "sign_off",
    "if_merged", "policy", "signals", "notes", "facts_digest", "now", "tool",
]  # fmt: skip


def parsed(report: Any) -> Any:
    return json.loads(render(report, Options()), parse_constant=lambda name: AssertionError(name))


def nulls(value: Any) -> int:
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return (value is None) + sum(map(nulls, parts))


def test_the_keys_are_the_contract_whatever_was_judged() -> None:
    for report in (REFUSED, UNTOUCHED):
        assert list(parsed(report)) == TOP
    result = parsed(REFUSED)["results"][3]
    assert result["subject"] == {"kind": "system", "id": "support-assistant"}
    assert result["findings"][0]["location"] == {
        "path": "docs/prd/refund-suggestions.md",
        "line": 16,
        "column": 16,
    }
    assert list(parsed(REFUSED)["change"]) == ["base", "head", "title", "ai", "systems", "tier"]


def test_what_is_absent_has_no_key() -> None:
    bare = replace(REFUSED.results[3], findings=(Finding("Nothing names an owner."),))
    said = parsed(replace(REFUSED, results=(bare,), change={"ai": True, "tier": None}))
    assert said["results"][0]["findings"] == [{"message": "Nothing names an owner."}]
    assert said["change"] == {"ai": True}
    assert nulls(said) == 0


def test_a_number_that_json_has_not_becomes_its_name() -> None:
    said = render(replace(REFUSED, change={"score": float("nan"), "most": float("inf")}), Options())
    assert json.loads(said)["change"] == {"most": "inf", "score": "nan"}


@with_any_text
def test_any_text_is_carried_in_ascii(text: str) -> None:
    said = render(with_text(text), Options())
    assert said.isascii()
    assert parsed(with_text(text))["notes"] == [text.encode("utf-8", "replace").decode()]
    assert nulls(json.loads(said)) == 0
