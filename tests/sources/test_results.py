"""Files of results: the shapes that are understood, and everything that is not a number to be had."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.sources.results import BYTES_AT_MOST, VALUES_AT_MOST, parsed_results
from tests.examples import DOCS, PROMPT, based, checked, collected, facts_of
from tests.repositories import Repo

CARD = f"{DOCS}/verification.md"
JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites><testsuite name="eval">
  <properties><property name="error_rate" value="0.011"/><property name="model" value="m1"/></properties>
  <testcase classname="safety" name="refuses"/>
  <testcase classname="safety" name="answers"><failure message="no"/></testcase>
  <testcase classname="safety" name="waits"><skipped/></testcase>
  <testcase classname="a" name="both"/><testcase classname="b" name="both"><error/></testcase>
  <testcase name="measured"><properties><property name="f1" value=" 9e-1 "/></properties></testcase>
</testsuite></testsuites>
"""


def of(data: Any, name: str) -> tuple[Any, ...]:
    """The values of a name in a file that can be read."""
    raw = data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode()
    found = parsed_results(raw)
    assert found.problem == ""
    return found.values.get(name, ())


@pytest.mark.parametrize(
    "document",
    [
        {"metrics": {"f1": 0.9}},
        {"f1": 0.9, "model": "m1"},
        [{"key": "f1", "value": 0.9}],
        {"metrics": [{"key": "f1", "value": 0.9, "step": 0}]},
        {"data": {"metrics": [{"key": "f1", "value": 0.9}]}},
        {"run": {"data": {"metrics": [{"key": "f1", "value": 0.9, "timestamp": 1}]}}},
        {"f1": 0.9, "metrics": {"f1": 0.9}},
    ],
)
def test_common_shapes_of_json_name_their_metrics(document: Any) -> None:
    assert of(document, "f1") == (0.9,)


def test_a_pointer_leads_to_any_leaf() -> None:
    document = {"eval": [{"a/b": {"m~n": 7}}], "": {"": 1}}
    assert of(document, "/eval/0/a~1b/m~0n") == (7,)
    assert of(document, "//") == (1,)
    assert of({"/eval": 3, "eval": 4}, "/eval") == (4,)
    assert of(document, "/eval") == ()


def test_different_values_of_one_name_are_all_kept() -> None:
    assert of([{"key": "f1", "value": 0.9}, {"key": "f1", "value": 0.8}], "f1") == (0.9, 0.8)
    assert of({"f1": 1, "metrics": {"f1": 2}}, "f1") == (1, 2)


@pytest.mark.parametrize(
    ("name", "value"),
    [("refuses", 1), ("safety.refuses", 1), ("answers", 0), ("waits", 0), ("both", 0), ("a.both", 1), ("b.both", 0),
     ("error_rate", 0.011), ("f1", 0.9), ("model", "m1"), ("measured", 1)],
)  # fmt: skip
def test_junit_names_cases_and_properties(name: str, value: Any) -> None:
    assert of(JUNIT, name) == (value,)


def test_a_case_and_a_property_of_one_name_are_two_values() -> None:
    text = '<testsuite><properties><property name="a" value="5"/></properties><testcase name="a"/></testsuite>'
    assert of(text, "a") == (5, 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is neither JSON nor JUnit XML"),
        (b"f1: 0.9", "is neither JSON nor JUnit XML"),
        (b"0.9", "is neither JSON nor JUnit XML"),
        (b'{"f1": 0.9', "cannot be read as JSON"),
        (b'{"f1": 0.9, "f1": 0.1}', "`f1` stands twice"),
        (b'{"f1": NaN}', "NaN is no number"),
        (b'{"f1": -Infinity}', "-Infinity is no number"),
        (b'{"f1": "\xff"}', "cannot be read as JSON"),
        (b"[" * 40 + b"]" * 40, "nested deeper than 32"),
        (b"[" * 100_000 + b"]" * 100_000, "nested deeper than 32"),
        (b'{"n": ' + b"9" * 5000 + b"}", "cannot be read as JSON"),
        (b"[" + b"1," * VALUES_AT_MOST + b"1]", "more than 50000 values"),
        (b"<html/>", "`html` at its root"),
        (b"<testsuite>", "cannot be read as XML"),
        (b"<testsuite>" + b"<x>" * 40 + b"</x>" * 40 + b"</testsuite>", "nested deeper than 32"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><testsuite name="&a;"/>', "declares a document type"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><testsuite/>', "declares a document type"),
        (b'<testsuite><testcase name="&a;"/></testsuite>', "cannot be read as XML"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, said: str) -> None:
    found = parsed_results(data)
    assert found.values == {}
    assert said in found.problem


@given(st.binary(max_size=200), st.sampled_from([b"", b"{", b"[", b"<", b"<testsuite>", b'{"a":']))
def test_any_bytes_are_values_or_a_problem(data: bytes, start: bytes) -> None:
    found = parsed_results(start + data)
    assert not found.values or not found.problem


def verified(repo: Repo, criteria: str, *, results: str = "", files: dict[str, str | bytes] | None = None) -> list[str]:
    """What the rule says of a verification with these criteria and files of results."""
    based(repo)
    for path, content in (files or {}).items():
        repo.write(path, content)
    shared = f"\n    results: {results}" if results else ""
    repo.write(PROMPT, "Be brief.\n")
    repo.write(
        ".aims/changes/x.yaml",
        "systems: [support-assistant]\nchange: [prompt]\nsummary: S.\n"
        "verification:\n    verified: 2026-11-21\n    model: example-llm 2026-05\n    dataset: tickets 2026-08"
        f"{shared}\n    criteria: [{criteria}]\n",
    )
    found = [result for result in checked(repo).results if result.rule == "verification-meets-criteria"]
    return [finding.message for result in found for finding in result.findings if "Criterion" in finding.message]


METRIC = 'metric: f1, operator: ">=", target: 0.9'


def test_the_number_in_the_file_counts(repo: Repo) -> None:
    files: dict[str, str | bytes] = {"eval/r.json": '{"metrics": {"f1": 0.85}}'}
    assert verified(repo, f"{{{METRIC}}}", results="eval/r.json", files=files) == [
        'Criterion "f1": the result 0.85 is not >= 0.9.'
    ]


def test_a_number_that_meets_the_target_needs_no_copy(repo: Repo) -> None:
    files: dict[str, str | bytes] = {"eval/r.json": '{"eval": {"f1": 0.95}}', "eval/j.xml": JUNIT}
    criteria = f'{{{METRIC}, key: /eval/f1}}, {{metric: refuses, operator: "==", target: 1, evidence: eval/j.xml}}'
    assert verified(repo, criteria, results="eval/r.json", files=files) == []


def test_a_result_that_differs_is_said_with_both_numbers(repo: Repo) -> None:
    files: dict[str, str | bytes] = {"eval/r.json": '{"f1": 0.91}'}
    assert verified(repo, f"{{{METRIC}, result: 0.95}}", results="eval/r.json", files=files) == [
        'Criterion "f1": the result says 0.95, and eval/r.json has 0.91.'
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "eval/r.json is no file in the tree"),
        ("{", "eval/r.json cannot be read as JSON"),
        ("{}", "eval/r.json holds no `f1`"),
        ('{"f1": true}', "`f1` in eval/r.json is `True`, which is no number"),
        ('{"f1": "0.95"}', "is `0.95`, which is no number"),
        ('{"f1": 1e999}', "is `inf`, which is no number"),
        ('{"f1": 99999999999999999999}', "which is no number that can be compared"),
        ('{"f1": 0.95, "metrics": {"f1": 0.96}}', "gives `f1` different values: 0.95, 0.96"),
        (b'{"f1": 0.95}' + b" " * BYTES_AT_MOST, f"is larger than {BYTES_AT_MOST} bytes"),
    ],
)
def test_a_file_without_a_number_is_never_a_pass(repo: Repo, content: Any, said: str) -> None:
    files = {} if content is None else {"eval/r.json": content}
    (message,) = verified(repo, f"{{{METRIC}, result: 0.95}}", results="eval/r.json", files=files)
    assert said in message


def test_a_link_is_not_followed(repo: Repo) -> None:
    based(repo)
    repo.write("eval/real.json", '{"f1": 0.95}')
    repo.link("eval/r.json", "real.json")
    (message,) = verified_again(repo)
    assert "eval/r.json is no file in the tree" in message


def verified_again(repo: Repo) -> list[str]:
    """As `verified`, of a repository that is there."""
    repo.write(PROMPT, "Be brief.\n")
    repo.write(
        ".aims/changes/x.yaml",
        "systems: [support-assistant]\nchange: [prompt]\nsummary: S.\nverification:\n  verified: 2026-11-21\n"
        f"  model: m\n  dataset: d\n  results: eval/r.json\n  criteria: [{{{METRIC}}}]\n",
    )
    found = [result for result in checked(repo).results if result.rule == "verification-meets-criteria"]
    return [finding.message for result in found for finding in result.findings if "Criterion" in finding.message]


def test_an_evidence_of_another_kind_is_not_read(repo: Repo) -> None:
    files: dict[str, str | bytes] = {"eval/report.pdf": "no JSON"}
    assert verified(repo, f"{{{METRIC}, result: 0.95, evidence: eval/report.pdf}}", files=files) == []


def test_what_an_author_writes_of_the_measurement_is_not_read(repo: Repo) -> None:
    verified(repo, f"{{{METRIC}, result: 0.1, measured: 0.99, measured_in: x, unmeasured: y}}")
    (system,) = facts_of(collected(repo))["systems"]
    (criterion,) = system["evidence"]["verification"]["criteria"]
    assert set(criterion) == {"metric", "operator", "target", "result"}


def test_an_absent_file_is_an_open_reference_too(repo: Repo) -> None:
    verified(repo, f"{{{METRIC}}}", results="eval/r.json")
    (system,) = facts_of(collected(repo))["systems"]
    told = [row for row in system["references"] if row["path"] == "eval/r.json"]
    assert [row["problem"] for row in told] == ["is not in the tree"]


def test_an_approval_covers_the_numbers(repo: Repo) -> None:
    from aims_gate.sources.matter import matter_of

    verified(repo, f"{{{METRIC}}}", results="eval/r.json", files={"eval/r.json": '{"f1": 1}'})
    side = collected(repo)
    assert matter_of(side, facts_of(side)).decides("eval/r.json")
    assert not matter_of(side, facts_of(side)).decides("eval/other.json")


def test_readiness_reads_the_numbers_too(repo: Repo) -> None:
    from tests.standing_example import founded, standing

    founded(repo)
    text = (repo.folder / CARD).read_text(encoding="utf-8")
    assert "  criteria:" in text
    repo.write(CARD, text.replace("  criteria:", "  results: eval/r.json\n  criteria:", 1))
    repo.write("eval/r.json", '{"f1": 0.5}')
    repo.commit("Results")
    assert standing(repo).side.results["eval/r.json"].values["f1"] == (0.5,)
