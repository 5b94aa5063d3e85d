"""A rule with its expressions compiled, each when it is first needed."""

from collections.abc import Mapping
from dataclasses import field

from aims_gate.engine.expression import Expression, compile_expression
from aims_gate.engine.views import VARIABLES, View
from aims_gate.model.document import Json
from aims_gate.model.rule import Requirement, Rule
from aims_gate.model.values import dataclass


@dataclass()
class Compiler:
    """Compiles the expressions of rules of one subject; keeps what it has compiled."""

    subject: str
    _kept: dict[tuple[str, str], Expression]
    _given: dict[tuple[str, int], tuple[View, Json]] = field(default_factory=dict)

    def expression(self, source: str, each: str = "") -> Expression:
        """An expression over the subject's variables, and over `each` inside a `for_each`."""
        key = (source, each)
        if key not in self._kept:
            names = (*VARIABLES[self.subject], each) if each else VARIABLES[self.subject]
            self._kept[key] = compile_expression(source, names)
        return self._kept[key]

    def value(self, source: str, view: View) -> Json:
        """What an expression gives for a subject, worked out once: rules have conditions and lists in common.

        Raises `CannotEvaluate`.
        """
        key = (source, id(view))
        if key not in self._given:
            # The view is kept with it, so that no other can have its identity.
            self._given[key] = view, self.expression(source).value(view.variables)
        return self._given[key][1]


def compilers() -> Mapping[str, Compiler]:
    """A compiler for every subject."""
    return {subject: Compiler(subject, {}) for subject in VARIABLES}


def sources(rule: Rule) -> list[tuple[str, Requirement | None]]:
    """Every expression of a rule's conditions, with the requirement it belongs to (None for `when`)."""
    found: list[tuple[str, Requirement | None]] = [(rule.when, None)]
    for requirement in rule.require:
        if requirement.for_each:
            found.append((requirement.for_each, None))
        found.append((requirement.that, requirement))
    return found
