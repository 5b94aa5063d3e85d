"""Whether the examples of a rule would notice a wrong rule: each rule is spoiled in one place at a time, and at least
one of its examples must then have another outcome.

What is spoiled: a condition negated, a number or duration one lower or higher, a requirement or `when` left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from aims_gate.engine.compiled import Compiler, compilers
from aims_gate.model.rule import Requirement, Rule
from tests.rules import EXPECTED, examples, judged, rules

EVERY_RULE = [pytest.param(rule, id=rule.id) for rule in rules().values()]

SURVIVORS: dict[tuple[str, str], str] = {
    ("ai-change-declared", "without requirement 1"): "the second fails for the same files, and says less of them",
    (
        "change-type-stated",
        "without requirement 5",
    ): "what is implied is never none-material, so the sixth fails too; the fifth says what does not fit",
    (
        "monitoring-plan-complete",
        "requirement 1: 0 → -1",
    ): "the second fails for an empty list too; the first says so in plain words",
    (
        "risk-assessment-recorded",
        "without requirement 1",
    ): "no assessment has no rows, so the third fails too; the first says what is missing",
    (
        "technical-documentation-current",
        "requirement 5: 0 → -1",
    ): "the sixth fails for an empty list too; the fifth says so in plain words",
    (
        "management-review-decided",
        "without requirement 1",
    ): "no review decided nothing, so the second fails too; the first says that none was held",
    (
        "management-review-held",
        "without requirement 1",
    ): "no review lacks everything, so the second fails too; the first says that none was held",
    (
        "management-review-inputs",
        "without requirement 1",
    ): "no review has no inputs, so the second fails too; the first says that none was held",
    (
        "monitoring-recorded",
        "without requirement 1",
    ): "what was never measured is due at no time, so the second fails too; the first says what is missing",
    (
        "resources-decided",
        "without requirement 1",
    ): "no review speaks of resources, so the second fails too; the first says that none was held",
    (
        "risk-method-set",
        "without requirement 1",
    ): "without a method no tier has an interval, so the third fails too; the first says what is missing",
    (
        "soa-covers-annex-a",
        "without requirement 1",
    ): "no statement lacks everything, so the second fails too; the first says that there is none",
    (
        "verification-meets-criteria",
        "requirement 5: 0 → -1",
    ): "the sixth fails for an empty list too; the fifth says so in plain words",
}
"""Rule and mutation that no example can tell from the rule → why that is so."""

_QUOTED = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
_LITERAL = re.compile(rf"(?P<quoted>{_QUOTED})|(?<![\w.])(?P<number>\d+(?:\.\d+)?)(?![\w.])")
_DURATION = re.compile(r"""(?P<open>['"])(?P<amount>\d+)(?P<unit>[dh])(?P=open)""")


@cache
def compiler_of(subject: str) -> Compiler:
    """One compiler for all mutants of a subject: what they share is compiled once."""
    return compilers()[subject]


def moved(source: str) -> Iterator[tuple[str, str]]:
    """An expression with one number or duration moved by one, after what was moved."""
    for found in _LITERAL.finditer(source):
        for step in (-1, 1):
            literal = _moved_literal(found, step)
            if literal:
                yield f"{found[0]} → {literal}", source[: found.start()] + literal + source[found.end() :]


def _moved_literal(found: re.Match[str], step: int) -> str:
    if found["number"]:
        number = float(found["number"]) if "." in found["number"] else int(found["number"])
        return str(number + step)
    duration = _DURATION.fullmatch(found["quoted"])
    if duration is None:
        return ""
    return f"{duration['open']}{int(duration['amount']) + step}{duration['unit']}{duration['open']}"


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Every spoiled form of a rule, after what was done to it."""
    if rule.when != "true":
        yield "without `when`", replace(rule, when="true")
    for what, when in moved(rule.when):
        yield f"when: {what}", replace(rule, when=when)
    for index, requirement in enumerate(rule.require):
        before, after = rule.require[:index], rule.require[index + 1 :]
        yield f"without requirement {index + 1}", replace(rule, require=(*before, *after))
        for what, spoiled in _spoiled(requirement):
            yield f"requirement {index + 1}: {what}", replace(rule, require=(*before, spoiled, *after))


def _spoiled(requirement: Requirement) -> Iterator[tuple[str, Requirement]]:
    yield "negated", replace(requirement, that=f"!({requirement.that})")
    for what, that in moved(requirement.that):
        yield what, replace(requirement, that=that)
    for what, listed in moved(requirement.for_each):
        yield f"for_each: {what}", replace(requirement, for_each=listed)


def noticed(rule: Rule) -> bool:
    """Whether some example of a spoiled rule has another outcome than it stands for."""
    compiler = compiler_of(rule.subject)
    return any(judged(rule, example.facts, compiler).outcome != EXPECTED[kind] for kind, example in examples(rule))


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_the_examples_notice_every_mutation_of_their_rule(rule: Rule) -> None:
    assert not noticed(rule)
    survivors = {what for what, mutant in mutants(rule) if not noticed(mutant)}
    assert survivors == {what for name, what in SURVIVORS if name == rule.id}


def test_what_survives_has_a_rule_and_a_reason() -> None:
    known = {rule.id for rule in rules().values()}
    assert {name for name, _ in SURVIVORS} <= known
    assert [key for key, reason in SURVIVORS.items() if len(reason.split()) < 4] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.size() > 0", ["a.size() > -1", "a.size() > 1"]),
        ("days(x) <= 0.5", ["days(x) <= -0.5", "days(x) <= 1.5"]),
        ("days('90d') > days(x)", ["days('89d') > days(x)", "days('91d') > days(x)"]),
        ("m1.v2 in ['90 d', 'A.6.2', 'x9']", []),
    ],
)
def test_numbers_and_durations_move_and_nothing_else_does(source: str, expected: list[str]) -> None:
    assert [after for _, after in moved(source)] == expected


def test_a_rule_is_spoiled_in_every_place() -> None:
    rule = next(rule for rule in rules().values() if rule.id == "event-log-designed")
    done = [what for what, _ in mutants(rule)]
    assert done.count("without `when`") == 1
    assert sum(what.startswith("without requirement") for what in done) == len(rule.require)
    assert sum(what.endswith("negated") for what in done) == len(rule.require)
    assert {"requirement 5: 180 → 179", "requirement 5: 180 → 181"} <= set(done)
