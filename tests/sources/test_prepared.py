"""Expressions compiled ahead: the table that ships is that of the rules, and gives what compiling afresh gives."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aims_gate.engine import expression
from aims_gate.engine.compiled import Compiler, compilers, together
from aims_gate.engine.expression import CannotEvaluate, Expression, Prepared, compile_expression, use_prepared
from aims_gate.engine.views import VARIABLES
from aims_gate.model.document import Json
from aims_gate.model.rule import FixPart
from aims_gate.sources import pack, prepared
from aims_gate.sources.prepared import is_current, main, prepared_table
from aims_gate.sources.rules import built_in_rules
from tests.rules import NOW, examples, judged, rules

SHIPPED = pack.prepared_expressions()


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> Prepared:
    """The table in use, empty, and put back afterwards."""
    empty: Prepared = {}
    monkeypatch.setattr(expression, "_prepared", empty)
    return empty


def test_the_shipped_table_is_current() -> None:
    assert len(SHIPPED) > 200
    assert is_current(SHIPPED)
    assert main(["--check"]) == 0


@pytest.mark.parametrize("part", ["when", "that", "for_each", "message", "fix"])
def test_a_rule_that_changed_is_noticed(
    part: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *rest = built_in_rules()
    requirement = first.require[0]
    changed = {
        "when": lambda: replace(first, when="now == 'another'"),
        "fix": lambda: replace(first, fix=(FixPart("Another {{ now + 'fix' }}."),)),
        "that": lambda: replace(first, require=(replace(requirement, that="now == 'another'"),)),
        "message": lambda: replace(first, require=(replace(requirement, message="{{ now + 'message' }}"),)),
        "for_each": lambda: replace(first, require=(replace(requirement, for_each="[now]"),)),
    }[part]()
    monkeypatch.setattr(prepared, "built_in_rules", lambda: [changed, *rest])
    assert not is_current(SHIPPED)
    assert main(["--check"]) == 1
    assert "is not what the rules say now" in capsys.readouterr().err


def other_reads(table: Prepared) -> None:
    next(entry for entry in table.values() if entry[1])[1] = []


def one_less(table: Prepared) -> None:
    del table[next(iter(table))]


def one_more(table: Prepared) -> None:
    table["now\0now == 'x'"] = next(iter(table.values()))


@pytest.mark.parametrize("spoil", [other_reads, one_less, one_more, dict.clear])
def test_a_table_that_differs_is_noticed(spoil: Any) -> None:
    table = deepcopy(SHIPPED)
    spoil(table)
    assert not is_current(table)


SOME = built_in_rules()[:2]


def test_what_is_out_of_date_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "folder", lambda: str(tmp_path))
    monkeypatch.setattr(prepared, "built_in_rules", lambda: SOME)
    file = tmp_path / pack.PREPARED
    assert main(["--check"]) == 1
    assert not file.exists()
    assert main([]) == 0
    first = file.read_bytes()
    assert is_current(json.loads(first))
    assert (main([]), main(["--check"]), file.read_bytes()) == (0, 0, first)


EVERY_EXPRESSION = sorted(
    {(rule.subject, *found) for rule in rules().values() for found in prepared._expressions(rule)}
)


def facts_of(subject: str) -> Iterator[dict[str, Json]]:
    """Facts to try expressions of a subject on: none, and those of every example of its rules."""
    empty: dict[str, Json] = {name: {} for name in VARIABLES[subject]}
    yield {**empty, "now": NOW}
    for rule in rules().values():
        if rule.subject == subject:
            yield from ({**empty, "now": NOW, **example.facts} for _, example in examples(rule))


EVERY_NTH = 3
"""Of the examples of a subject, one in so many is tried on each of its expressions, the one without facts included."""


def outcome(compiled: Expression, facts: dict[str, Json]) -> Json:
    try:
        value = compiled.value(facts)
    except CannotEvaluate as error:
        return ["no value", error.reason]
    return ["value", type(value).__name__, value]


def element(facts: dict[str, Json], names: tuple[str, ...], subject: str) -> dict[str, Json]:
    """The facts with something for the variable of a `for_each`."""
    own = [name for name in names if name not in VARIABLES[subject]]
    return {**facts, **{name: {"id": "x", "path": "p", "message": "m", "name": "n"} for name in own}}


def test_every_expression_is_in_the_table() -> None:
    assert set(prepared_table()) == set(SHIPPED)
    assert len(EVERY_EXPRESSION) >= len(SHIPPED)


def test_an_expression_from_the_table_is_the_one_compiled_afresh(table: Prepared) -> None:
    """Same paths read, same value or reason on every example of its subject."""
    fresh = [compile_expression(source, names) for _, source, names in EVERY_EXPRESSION]
    use_prepared(SHIPPED)
    assert table == SHIPPED
    subjects = {subject: list(facts_of(subject))[::EVERY_NTH] for subject in VARIABLES}
    tried = 0
    for (subject, source, names), by_compiler in zip(EVERY_EXPRESSION, fresh, strict=True):
        by_table = compile_expression(source, names)
        for told in ("source", "reads", "reads_whole", "elements", "decides", "gives"):
            assert getattr(by_table, told) == getattr(by_compiler, told), (source, told)
        for facts in subjects[subject]:
            given = element(facts, names, subject)
            found = outcome(by_table, given)
            assert found == outcome(by_compiler, given), source
            tried += found[0] == "value"
    assert tried > 1_000


def test_what_the_table_does_not_have_is_compiled() -> None:
    use_prepared(SHIPPED)
    assert compile_expression("now == 'x'", ("now",)).value({"now": "x"}) is True


def test_the_same_text_over_other_variables_is_another_expression() -> None:
    use_prepared({expression.prepared_key("a", ("a", "b")): expression.prepare("a", ("a", "b"))})
    with pytest.raises(expression.ExpressionError):
        compile_expression("a", ("b",))


def test_a_rule_that_is_asked_at_once_says_what_it_says_one_by_one(table: Prepared) -> None:
    """Outcome, findings and basis of every example, with the table and without."""
    every = [(rule, example.facts) for rule in rules().values() for _, example in examples(rule)]
    alone, at_once = compilers(), compilers()
    one_by_one = [judged(rule, facts, alone[rule.subject]) for rule, facts in every]
    use_prepared(SHIPPED)
    assert [judged(rule, facts, at_once[rule.subject]) for rule, facts in every] == one_by_one
    asked = [
        rule.id for rule in rules().values() if together(rule) in {source for source, _ in at_once_sources(at_once)}
    ]
    assert len(asked) > 20


def at_once_sources(compiler: Mapping[str, Compiler]) -> set[tuple[str, str]]:
    """What compilers were asked for: expression, and the name of an element."""
    return {key for one in compiler.values() for key in one._kept}
