"""A rule with its expressions compiled, each when it is first needed."""

from collections.abc import Mapping
from dataclasses import dataclass

from aims_gate.engine.expression import Expression, compile_expression
from aims_gate.engine.projection import Fitted
from aims_gate.engine.views import VARIABLES
from aims_gate.model.rule import Requirement, Rule


@dataclass(slots=True)
class Compiler:
    """Compiles the expressions of rules of one subject; keeps what it has compiled.

    `fitted` is what it keeps of the facts: a compiler serves one document of facts.
    """

    subject: str
    _kept: dict[tuple[str, str], Expression]
    fitted: Fitted

    def expression(self, source: str, each: str = "") -> Expression:
        """An expression over the subject's variables, and over `each` inside a `for_each`."""
        key = (source, each)
        if key not in self._kept:
            names = (*VARIABLES[self.subject], each) if each else VARIABLES[self.subject]
            self._kept[key] = compile_expression(source, names)
        return self._kept[key]


def compilers() -> Mapping[str, Compiler]:
    """A compiler for every subject."""
    fitted: Fitted = {}
    return {subject: Compiler(subject, {}, fitted) for subject in VARIABLES}


def sources(rule: Rule) -> list[tuple[str, Requirement | None]]:
    """Every expression of a rule's conditions, with the requirement it belongs to (None for `when`)."""
    found: list[tuple[str, Requirement | None]] = [(rule.when, None)]
    for requirement in rule.require:
        if requirement.for_each:
            found.append((requirement.for_each, None))
        found.append((requirement.that, requirement))
    return found
