"""Conditions: values come out plain, and everything else is a reason, never a value."""

import subprocess
import sys

import pytest

from aims_gate.engine.expression import (
    LONGEST_SOURCE,
    CannotEvaluate,
    ExpressionError,
    compile_expression,
    holds,
)

VARIABLES = frozenset({"a", "system", "evidence"})


def value(source: str, **facts: object) -> object:
    return compile_expression(source, VARIABLES).value(facts)


def reason(source: str, **facts: object) -> str:
    with pytest.raises(CannotEvaluate) as caught:
        value(source, **facts)
    return caught.value.reason


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 1", 2),
        ("1.5", 1.5),
        ("'x' + 'é'", "xé"),
        ("[1, 'x', [true, {'k': 2.5}]]", [1, "x", [True, {"k": 2.5}]]),
        ("{1: {'x': [1]}}", {"1": {"x": [1]}}),
        ("null", None),
        ("timestamp('2026-01-01T00:00:00Z')", "2026-01-01T00:00:00+00:00"),
        ("a.l", [{"x": 1}, "y"]),
        ("a.l.filter(i, i == 'y')", ["y"]),
        ("lacks(a, ['n', 'zz'])", ["zz"]),
        ("days('90d') + days('36h')", 91),
        ("level_at_least(a.level, 'b', ['a', 'b', 'c'])", True),
        ("a.zz == 1 || a.n == 3", True),
    ],
)
def test_values_are_plain(source: str, expected: object) -> None:
    given = value(source, a={"l": [{"x": 1}, "y"], "n": 3, "level": "c"})
    assert given == expected
    assert type(given) is type(expected)


@pytest.mark.parametrize("source", ["b'x'", "duration('3s')", "type(1)", "[b'x']"])
def test_values_that_json_does_not_have_are_refused(source: str) -> None:
    assert reason(source) == "the expression gives a value that is no text, number, list or map"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("evidence.x.y == 1", 'the fact "evidence.x" is absent'),
        ("evidence.plan.owner == 'x'", 'the fact "evidence.plan.owner" is absent'),
        ("has(evidence.x.y)", 'the fact "evidence.x" is absent'),
        ("system.id == 's1'", 'the fact "system" is absent'),
        (
            "evidence.plan.metrics.all(m, m.source == 'x')",
            'the fact "evidence.plan.metrics[1].source" is absent',
        ),
        ("evidence.plan[evidence.word].path == 'x'", 'the fact "…nowhere" is absent'),
        ("evidence.word.path == 'x'", 'the fact "evidence.word" is a text and has no fields'),
        (
            "evidence.plan.metrics.owner == 'x'",
            'the fact "evidence.plan.metrics" is a list and has no fields',
        ),
        ("evidence.plan.metrics[7].source == 'x'", "element [7] is read of a list of 2"),
        ("evidence.word > 3", '">" cannot be asked of (string, int64)'),
        ("evidence.word ? true : false", "the condition before ? is not a yes or no"),
        ("evidence.word.all(x, x == 1)", "a loop goes over a value that is no list or map"),
        ("!evidence.word", '"!" is asked of values of the wrong type'),
        ("1 / 0 == 1", "divide by zero"),
        ("days_between(evidence.word, '2026-01-01') > 1", '"nowhere" is no date such as 2026-09-01'),
        (
            "tier_at_least(evidence.word, 'high')",
            '"nowhere" is no tier; one of minimal, limited, high, prohibited',
        ),
        ("evidence.empty == 'x'", 'the fact "evidence.empty" is absent'),
        ("evidence.big == 1", 'the fact "evidence.big" is a whole number of more than 64 bits'),
        ("evidence.infinite > 1.0", 'the fact "evidence.infinite" is not a finite number'),
        ("evidence.holed == []", 'the fact "evidence.holed[1]" is empty'),
        ("evidence.odd == []", 'the fact "evidence.odd" is a set, which no fact may be'),
        ("evidence.keys == {}", 'the fact "evidence.keys" has a key that is not a text'),
        ("evidence.big == 1 || true", 'the fact "evidence.big" is a whole number of more than 64 bits'),
    ],
)
def test_a_failure_says_what_is_wrong(source: str, expected: str) -> None:
    facts = {
        "plan": {"metrics": [{"source": "x"}, {"name": "y"}]},
        "word": "nowhere",
        "empty": None,
        "big": 2**63,
        "infinite": float("inf"),
        "holed": [1, None],
        "odd": {1},
        "keys": {1: 2},
    }
    assert reason(source, evidence=facts) == expected


def test_the_loops_of_an_expression_have_a_budget() -> None:
    numbers = list(range(200))
    said = reason("a.all(i, a.all(j, i + j >= 0))", a=numbers)
    assert said == "its loops take more than the 10,000 steps that an expression may"


def test_null_is_absent() -> None:
    assert value("has(a.owner)", a={"owner": None}) is False
    assert value("a", a={"x": None, "y": 1}) == {"y": 1}
    assert reason("a == null", a=None) == 'the fact "a" is absent'


def test_texts_that_the_engine_would_cut_or_choke_on_are_made_safe() -> None:
    assert value("a == 'x'", a="x\0y") is False
    assert value("a", a={"k\0": ["x\udc80"]}) == {"k\ufffd": ["x\ufffd"]}
    assert value("a.b[1]", a={"b": ("x", "y")}) == "y"


def test_facts_that_are_nested_without_end_are_refused() -> None:
    deep: list[object] = []
    for _ in range(2000):
        deep = [deep]
    assert "is nested too deeply" in reason("a == []", a=deep)


def test_a_fact_that_is_not_read_cannot_spoil_the_answer() -> None:
    assert value("a.x == 1", a={"x": 1, "odd": {1, 2}, "big": 2**70}) is True


@pytest.mark.parametrize(
    ("source", "kind"), [("'x'", "a text"), ("1", "a number"), ("[true]", "a list"), ("a", "a map")]
)
def test_only_yes_and_no_can_hold(source: str, kind: str) -> None:
    with pytest.raises(CannotEvaluate) as caught:
        holds(compile_expression(source, VARIABLES), {"a": {}})
    assert caught.value.reason == f"the condition gives {kind}, not a yes or no"


def test_null_does_not_hold() -> None:
    with pytest.raises(CannotEvaluate):
        holds(compile_expression("null", VARIABLES), {})


def test_yes_and_no_hold_as_they_say() -> None:
    assert holds(compile_expression("a.x", VARIABLES), {"a": {"x": True}}) is True
    assert holds(compile_expression("a.x", VARIABLES), {"a": {"x": False}}) is False


@pytest.mark.parametrize(
    ("source", "message", "line", "column"),
    [
        ("a.b ==", "the expression ends too early", 1, 7),
        ("a.b == 1 )", ") is not expected here", 1, 10),
        ("a\n&& nope.x", 'there is no fact "nope.x" for this subject', 2, 8),
        ("nope == 1", 'there is no fact "nope", and no function "nope" of these arguments', 1, 1),
        ("filed(a.b)", 'there is no fact "filed", and no function "filed" of these arguments', 1, 6),
        ("lacks(a)", 'there is no fact "lacks", and no function "lacks" of these arguments', 1, 6),
        ("'é' + 1 == 2", '"+" cannot be asked of (string, int)', 1, 5),
        ("days(1) > 1", '"days" cannot be asked of (int)', 1, 5),
        ("a.b # c", "# is not expected here", 1, 5),
        ("  ", "the expression is empty", 1, 1),
        ("a == 'x\0y'", "the expression holds a character that is no text", 1, 8),
        ("a == '\ud800'", "the expression holds a character that is no text", 1, 7),
        ("(" * 40 + "a" + ")" * 40, "the expression is nested deeper than 32 levels", 1, 1),
        ("a" * (LONGEST_SOURCE + 1), "the expression has 4,097 characters; the most is 4,096", 1, 4097),
    ],
)
def test_a_mistake_has_a_place(source: str, message: str, line: int, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, VARIABLES)
    assert (caught.value.message, caught.value.line, caught.value.column) == (message, line, column)
    assert caught.value.exit_code == 2


def test_the_longest_source_is_still_taken() -> None:
    source = "a.x == 1"
    source += " " * (LONGEST_SOURCE - len(source))
    assert value(source, a={"x": 1}) is True


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a.b == 1", "bool"),
        ("a.b", "dyn"),
        ("'x'", "string"),
        ("size(a)", "int"),
        ("[1]", "list"),
        ("{}", "map"),
    ],
)
def test_the_compiler_tells_what_an_expression_gives(source: str, kind: str) -> None:
    assert compile_expression(source, VARIABLES).gives == kind


def test_variables_may_be_a_sequence() -> None:
    assert compile_expression("a.b + c.d == 3", ["c", "a"]).value({"a": {"b": 1}, "c": {"d": 2}}) is True


def test_importing_the_module_does_not_load_the_engine() -> None:
    code = "import sys, aims_gate.engine.expression; sys.exit('cel_expr_python' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
