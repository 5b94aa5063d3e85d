"""A rule with its expressions compiled, each when it is first needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aims_gate.engine.expression import Expression, ExpressionError, compile_expression
from aims_gate.engine.projection import Fitted
from aims_gate.engine.views import VARIABLES
from aims_gate.model.rule import Requirement, Rule


@dataclass(slots=True)
class Compiler:
    """Compiles the expressions of rules of one subject; keeps what it has compiled.

    `fitted` is what it keeps of the facts: a compiler serves one document of facts. `many` says that there are so many
    subjects that it pays to ask for all that a rule requires at once.
    """

    subject: str
    _kept: dict[tuple[str, str], Expression]
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
        """All that a rule requires as one condition; None where that is too long to be one."""
        try:
            return self.expression(together(rule))
        except ExpressionError:
            return None


def compilers(many: bool = False) -> Mapping[str, Compiler]:
    """A compiler for every subject."""
    fitted: Fitted = {}
    return {subject: Compiler(subject, {}, fitted, many) for subject in VARIABLES}


def together(rule: Rule) -> str:
    """A condition that is true where every requirement of a rule is met, and false or without a value where one is not."""
    return " && ".join(f"({part})" for requirement in rule.require for part in _parts(requirement))


def _parts(requirement: Requirement) -> Iterator[str]:
    # Each on lines of its own, for a comment ends with its line.
    if not requirement.for_each:
        yield f"\n{requirement.that}\n"
        return
    if not requirement.allow_empty:
        yield f"(\n{requirement.for_each}\n).size() > 0"
    # Of a map, which is no list, `all` would ask for the keys.
    yield f"((\n{requirement.for_each}\n) + []).all({requirement.each},\n{requirement.that}\n)"


def sources(rule: Rule) -> list[tuple[str, Requirement | None]]:
    """Every expression of a rule's conditions, with the requirement it belongs to (None for `when`)."""
    found: list[tuple[str, Requirement | None]] = [(rule.when, None)]
    for requirement in rule.require:
        if requirement.for_each:
            found.append((requirement.for_each, None))
        found.append((requirement.that, requirement))
    return found
