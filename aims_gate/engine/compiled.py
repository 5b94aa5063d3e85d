"""A rule with its expressions compiled, each when it is first needed."""

from collections.abc import Iterator, Mapping

from aims_gate.engine.basis import rests_on_claims
from aims_gate.engine.expression import Expression, ExpressionError, compile_expression
from aims_gate.engine.projection import Fitted
from aims_gate.engine.views import VARIABLES
from aims_gate.model.rule import Requirement, Rule
from aims_gate.model.values import dataclass

PASS, NOT_MET, NOT_APPLICABLE = "pass", "not met", "not-applicable"
"""What a rule asked at once may say."""


@dataclass()
class Compiler:
    """Compiles the expressions of rules of one subject; keeps what it has compiled.

    `fitted` is what it keeps of the facts: a compiler serves one document of facts. `many` says that there are so many
    subjects that it pays to ask for all that a rule says at once.
    """

    subject: str
    _kept: dict[tuple[str, str], Expression]
    _at_once: dict[str, Expression | None]
    fitted: Fitted
    many: bool = False

    def expression(self, source: str, each: str = "") -> Expression:
        """An expression over the subject's variables, and over `each` inside a `for_each`."""
        key = (source, each)
        if key not in self._kept:
            names = (*VARIABLES[self.subject], each) if each else VARIABLES[self.subject]
            self._kept[key] = compile_expression(source, names)
        return self._kept[key]

    def at_once(self, rule: Rule) -> Expression | None:
        """All that a rule says as one expression (see `at_once`); None where that cannot be one."""
        if rule.id not in self._at_once:
            # What a pass rests on is what is required, which in one expression cannot be told from when it is asked.
            claimed = rests_on_claims(self.expression(rule.when).reads)
            self._at_once[rule.id] = None if claimed else self._able(at_once(rule))
        return self._at_once[rule.id]

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


def at_once(rule: Rule) -> str:
    """An expression that says `PASS`, `NOT_MET` or `NOT_APPLICABLE`, and has no value where something in it has none."""
    # Each on lines of its own, for a comment ends with its line.
    return f"(\n{rule.when}\n) ? (({together(rule)}) ? '{PASS}' : '{NOT_MET}') : '{NOT_APPLICABLE}'"


def together(rule: Rule) -> str:
    """A condition that is true where every requirement of a rule is met, and false or without a value where one is not."""
    return " && ".join(f"({part})" for requirement in rule.require for part in _parts(requirement))


def _parts(requirement: Requirement) -> Iterator[str]:
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
