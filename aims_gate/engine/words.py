"""Messages and fixes of a rule, filled with the facts of one subject."""

from collections.abc import Mapping

from aims_gate.engine.compiled import Compiler
from aims_gate.engine.expression import CannotEvaluate
from aims_gate.engine.template import ABSENT, render
from aims_gate.engine.views import View
from aims_gate.model.document import Json
from aims_gate.model.rule import Rule


def message_text(template: str, variables: Mapping[str, Json], each: str, compiler: Compiler) -> str:
    """A requirement's message; what is absent says so."""

    def value_of(source: str) -> Json:
        try:
            return compiler.expression(source, each).value(variables)
        except CannotEvaluate:
            return ABSENT

    return render(template, value_of)


def fix_text(rule: Rule, view: View, compiler: Compiler) -> str:
    """What to do next about a rule, for this subject."""
    return message_text(rule.fix, view.variables, "", compiler).strip("\n")
