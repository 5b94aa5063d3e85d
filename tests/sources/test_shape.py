"""The shape check: each mistake told at its line with a way out, and what the example holds."""

import pytest

from aims_gate.model.document import Parsed, Problem
from aims_gate.sources.shape import MOST_PROBLEMS, check_shape
from aims_gate.sources.strict_yaml import read_yaml
from tests.example import typed_files

EXAMPLES = list(typed_files())
HEAD = "kind: monitoring_plan\nid: MP-1\nsystems: [a]\n"


def plan(text: str) -> tuple[Problem, ...]:
    """Problems of a monitoring plan whose fourth line and further ones are given."""
    return check_shape(read_yaml(HEAD + text, "docs/plan.md"), "monitoring_plan")


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(("name", "schema", "at", "parsed"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_the_examples_shape_is_right(name: str, schema: str, at: str, parsed: Parsed) -> None:
    assert check_shape(parsed, schema, at) == ()


@pytest.mark.parametrize(
    ("text", "place", "pointer", "message", "hint", "cause"),
    [
        ("onwer: a", (4, 1), "onwer", "the document has no key 'onwer'", "did you mean 'owner'?", "shape"),
        (
            "aims: {owner: a}",
            (4, 1),
            "aims",
            "the document has no key 'aims'",
            "this file is itself what 'aims:' holds elsewhere: leave that line out, and move what is below it to the margin",
            "shape",
        ),
        (
            "rollback: {colour: red}",
            (4, 12),
            "rollback.colour",
            "'rollback' has no key 'colour'",
            "it may have trigger, action, owner, tested, and keys of your own that begin with 'x-'",
            "shape",
        ),
        (
            "status: aproved",
            (4, 9),
            "status",
            "'status' cannot be 'aproved'",
            "did you mean 'approved'? write one of draft, in review, approved, superseded, retired",
            "shape",
        ),
        (
            "status: final",
            (4, 9),
            "status",
            "'status' cannot be 'final'",
            "write one of draft, in review, approved, superseded, retired",
            "shape",
        ),
        (
            "covers: docs/a.md",
            (4, 9),
            "covers",
            "'covers' is 'docs/a.md' where a list belongs",
            "write a list: 'covers: [docs/a.md]'",
            "shape",
        ),
        (
            "covers: {a: b}",
            (4, 9),
            "covers",
            "'covers' is a mapping where a list belongs",
            "write a list: 'covers:', and below it each entry after '- '",
            "shape",
        ),
        (
            "review_due: 2026-13-01",
            (4, 13),
            "review_due",
            "'review_due' is '2026-13-01', which is no day of the calendar",
            "write YYYY-MM-DD, as in 2026-11-15",
            "shape",
        ),
        (
            "review_due: 15.11.2026",
            (4, 13),
            "review_due",
            "'review_due' is '15.11.2026', which is not written as a date",
            "write YYYY-MM-DD, as in 2026-11-15",
            "shape",
        ),
        (
            "review_due: 2026",
            (4, 13),
            "review_due",
            "'review_due' is 2026 where text belongs",
            "write YYYY-MM-DD, as in 2026-11-15",
            "shape",
        ),
        (
            "review_every: 3 months",
            (4, 15),
            "review_every",
            "'review_every' cannot be '3 months'",
            "write it as in 90d or 72h",
            "shape",
        ),
        (
            "owner: [ana, ben]",
            (4, 8),
            "owner",
            "'owner' is a list where text belongs",
            "write one text",
            "shape",
        ),
        (
            "version: true",
            (4, 10),
            "version",
            "'version' is true where text belongs",
            "put quotes around it",
            "shape",
        ),
        (
            "rollback: docs/back.md",
            (4, 11),
            "rollback",
            "'rollback' is 'docs/back.md' where a mapping of keys to values belongs",
            "write 'rollback:', and below it, indented, keys such as 'trigger:'",
            "shape",
        ),
        (
            "metrics:\n- name: a\n- owner: b\n  kind: fairnes",
            (7, 9),
            "metrics[1].kind",
            "'metrics[1].kind' cannot be 'fairnes'",
            "did you mean 'fairness'? write one of quality, drift, safety, harm, fairness, override, cost, "
            "latency, availability, usage",
            "shape",
        ),
        (
            "metrics:\n- name: a\n-",
            (6, 2),
            "metrics[1]",
            "'metrics[1]' is empty",
            "say here: one thing that is measured while the system runs (A.6.2.6)",
            "missing",
        ),
        (
            "review_due: yyyy-mm-dd",
            (4, 13),
            "review_due",
            "'review_due' still holds template text: yyyy-mm-dd",
            "write what holds here",
            "placeholder",
        ),
        (
            "status: draft | approved",
            (4, 9),
            "status",
            "'status' still holds template text: draft | approved",
            "write what holds here",
            "placeholder",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(
    text: str, place: tuple[int, int], pointer: str, message: str, hint: str, cause: str
) -> None:
    assert only(plan(text)) == Problem(message, *place, pointer, hint, cause)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("kind: audit\nid:", (2, 1), "'id' has no value"),
        ("kind: audit", (1, 1), "'id' is missing"),
        ("kind: audit\nid: '  '", (2, 5), "'id' is blank"),
    ],
)
def test_what_a_document_cannot_be_without_is_missing(text: str, place: tuple[int, int], message: str) -> None:
    problem = only(check_shape(read_yaml(text, "docs/audit.md"), "audit"))
    assert (problem.message, problem.pointer, problem.cause) == (message, "id", "missing")
    assert problem.hint == "say here: the document's own name, unique among all evidence documents"
    if "blank" not in message:
        assert (problem.line, problem.column) == place


def test_a_list_that_may_not_be_empty_is() -> None:
    rule = "examples: {pass: [], fail: [{name: a, facts: {}}]}"
    problems = check_shape(read_yaml(rule, "rule.yaml"), "rule")
    assert [p.message for p in problems if p.pointer == "examples.pass"] == ["'examples.pass' is an empty list"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("likelihood: 0", "'risks[0].likelihood' cannot be 0", "write a whole number, 1 or more"),
        (
            "impact: severe",
            "'risks[0].impact' is 'severe' where a whole number belongs",
            "write a whole number, without quotes",
        ),
        (
            "impact: 2.5",
            "'risks[0].impact' is 2.5 where a whole number belongs",
            "write a whole number, without quotes",
        ),
        (
            "impact: TBD",
            "'risks[0].impact' still holds template text: TBD",
            "write what holds here",
        ),
        (
            "score: '9'",
            "'risks[0].score' is '9' where a number belongs",
            "write a number, without quotes",
        ),
    ],
)
def test_numbers(text: str, message: str, hint: str) -> None:
    parsed = read_yaml(f"aims:\n  risk_assessment:\n    risks:\n    - id: R1\n      {text}", "prd.md")
    problem = only(check_shape(parsed, "change-record", "aims"))
    where = "aims.risk_assessment."
    assert (problem.message.replace(where, ""), problem.hint) == (message, hint)
    assert problem.pointer.startswith(where)
    assert problem.line == 5


def test_yes_and_no_are_words() -> None:
    problem = only(check_shape(read_yaml("id: a\nscreening: {decides: no}", "a.yaml"), "system"))
    assert problem.message == "'screening.decides' is 'no' where true or false belongs"
    assert problem.hint == "write true or false, without quotes"


def test_evidence_in_a_record_is_a_path_or_stands_there() -> None:
    assert check_shape(read_yaml("verification: docs/v.md", "r.yaml"), "change-record") == ()
    assert check_shape(read_yaml("verification: {model: m 1}", "r.yaml"), "change-record") == ()
    problem = only(check_shape(read_yaml("verification: [docs/v.md]", "r.yaml"), "change-record"))
    assert problem.message == "'verification' is a list where text or a mapping of keys to values belongs"


def test_a_number_may_stand_where_text_does() -> None:
    assert plan("version: 1.10\nowner: 7") == ()


def test_a_key_of_ones_own_is_not_looked_into() -> None:
    assert plan("x-own: {status: anything}\nmetrics: [{x-own: [1]}]") == ()


def test_an_unusual_key_is_pointed_at() -> None:
    problem = only(check_shape(read_yaml('rules:\n  "a.b": {level: of}\nversion: 1', "c.yaml"), "config"))
    assert (problem.pointer, problem.line, problem.column) == ('rules["a.b"].level', 2, 18)


def test_an_unreadable_file_never_has_the_right_shape() -> None:
    parsed = read_yaml("a: [", "a.yaml")
    assert parsed.value is None
    assert check_shape(parsed, "config") == parsed.problems
    assert parsed.problems != ()


@pytest.mark.parametrize("text", ["title: a", "title: a\naims:"])
def test_a_part_that_is_not_there_is_missing(text: str) -> None:
    problem = only(check_shape(read_yaml(text, "prd.md"), "change-record", "aims"))
    assert (problem.cause, problem.message) == ("missing", "'aims' is missing")


def test_a_part_of_another_type_is_wrong() -> None:
    problem = only(check_shape(read_yaml("aims: later", "prd.md"), "change-record", "aims"))
    assert problem.message == "'aims' is 'later' where a mapping of keys to values belongs"


def test_an_unknown_schema_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        check_shape(read_yaml("a: b", "a.yaml"), "nonesuch")


def test_more_problems_than_anyone_reads_are_cut_off_and_it_is_said() -> None:
    problems = plan("\n".join(f"zz{number}: 1" for number in range(MOST_PROBLEMS + 1)))
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].message == "there are more than 50 problems; the rest is not listed"


def test_exactly_as_many_problems_as_are_listed_are_all() -> None:
    problems = plan("\n".join(f"zz{number}: 1" for number in range(MOST_PROBLEMS)))
    assert [p.pointer for p in problems] == [f"zz{number}" for number in range(MOST_PROBLEMS)]
