"""A rule with its expressions compiled, each when it is first needed."""

from collections.abc import Iterator, Mapping

from aims_gate.engine.basis import rests_on_claims
from aims_gate.engine.expression import Expression, ExpressionError, compile_expression, is_prepared
from aims_gate.engine.projection import Fitted
from aims_gate.engine.views import VARIABLES
from aims_gate.model.rule import Requirement, Rule
from aims_gate.model.values import dataclass

PASS, NOT_MET, NOT_APPLICABLE = "pass", "not met", "not-applicable"
"""What the answer of a rule may say."""


@dataclass()
class Compiler:
    """Compiles the expressions of rules of one subject; keeps what it has compiled.

    `fitted` is what it keeps of the facts: a compiler serves one document of facts. `many` says that there are so many
    subjects that it pays to compile all that a rule says as one.
    """

    subject: str
    _kept: dict[tuple[str, str], Expression]
    _answers: dict[str, Expression | None]
    fitted: Fitted
    many: bool = False

    def expression(self, source: str, each: str = "") -> Expression:
        """An expression over the subject's variables, and over `each` inside a `for_each`."""
        key = (source, each)
        if key not in self._kept:
            names = (*VARIABLES[self.subject], each) if each else VARIABLES[self.subject]
            self._kept[key] = compile_expression(source, names)
        return self._kept[key]

    def together(self, rule: Rule) -> Expression | None:
        """All that a rule requires as one condition; None where it is too long to be one, or to compile it would not pay."""
        source = together(rule)
        if not self.many and not is_prepared(source, VARIABLES[self.subject]):
            return None
        return self._able(source)

    def answer(self, rule: Rule) -> Expression | None:
        """All that a rule says as one expression (see `answer`); None where that cannot be one."""
        if rule.id not in self._answers:
            # What a pass rests on is what is required, which in one expression cannot be told from when it is asked.
            claimed = rests_on_claims(self.expression(rule.when).reads)
            self._answers[rule.id] = None if claimed else self._able(answer(rule))
        return self._answers[rule.id]

    def failing(self, requirement: Requirement) -> Expression | None:
        """What picks the elements that fail a requirement (see `failing`); None where that is too long."""
        return self._able(failing(requirement))

    def _able(self, source: str) -> Expression | None:
        try:
            return self.expression(source)
        except ExpressionError:
            return None


def compilers(many: bool = False) -> Mapping[str, Compiler]:
    """A compiler for every subject."""
    fitted: Fitted = {}
    return {subject: Compiler(subject, {}, {}, fitted, many) for subject in VARIABLES}


def answer(rule: Rule) -> str:
    """An expression that says `PASS`, `NOT_MET` or `NOT_APPLICABLE`, and has no value where something in it has none."""
    # Each on lines of its own, for a comment ends with its line.
    return f"(\n{rule.when}\n) ? (({together(rule)}) ? '{PASS}' : '{NOT_MET}') : '{NOT_APPLICABLE}'"


def together(rule: Rule) -> str:
    """A condition that is true where every requirement of a rule is met, and false or without a value where one is not."""
    return " && ".join(map(at_once, rule.require))


def at_once(requirement: Requirement) -> str:
    """A condition that is true where a requirement is met, of every element of its list where it has one."""
    return " && ".join(f"({part})" for part in _parts(requirement))


def _parts(requirement: Requirement) -> Iterator[str]:
    # Each on lines of its own, for a comment ends with its line.
    if not requirement.for_each:
        yield f"\n{requirement.that}\n"
        return
    if not requirement.allow_empty:
        yield f"(\n{requirement.for_each}\n).size() > 0"
    yield f"{_listed(requirement)}.all({requirement.each},\n{requirement.that}\n)"


def failing(requirement: Requirement) -> str:
    """An expression that picks from the list of a requirement the elements that fail it."""
    return f"{_listed(requirement)}.filter({requirement.each}, !(\n{requirement.that}\n))"


def _listed(requirement: Requirement) -> str:
    # Of a map, which is no list, a loop would ask for the keys.
    return f"((\n{requirement.for_each}\n) + [])"


def sources(rule: Rule) -> list[tuple[str, Requirement | None]]:
    """Every expression of a rule's conditions, with the requirement it belongs to (None for `when`)."""
    found: list[tuple[str, Requirement | None]] = [(rule.when, None)]
    for requirement in rule.require:
        if requirement.for_each:
            found.append((requirement.for_each, None))
        found.append((requirement.that, requirement))
    return found
