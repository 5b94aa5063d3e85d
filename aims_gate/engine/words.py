"""Messages and fixes of a rule, filled with the facts of one subject."""

from collections.abc import Iterable, Mapping

from aims_gate.engine.compiled import Compiler
from aims_gate.engine.expression import CannotEvaluate
from aims_gate.engine.template import ABSENT, render, unfilled
from aims_gate.engine.views import View
from aims_gate.model.document import Json
from aims_gate.model.rule import PASTED, FixPart, Rule


def message_text(template: str, variables: Mapping[str, Json], each: str, compiler: Compiler) -> str:
    """A requirement's message; what is absent says so."""

    def value_of(source: str) -> Json:
        try:
            return compiler.expression(source, each).value(variables)
        except CannotEvaluate:
            return ABSENT

    return render(template, value_of)


def fix_text(rule: Rule, view: View, compiler: Compiler) -> str:
    """What to do next about a rule, for this subject: the parts that apply to it."""
    asked = [part for part in rule.fix if _applies(part, view, compiler)]
    return _joined(message_text(part.text, view.variables, "", compiler) for part in asked)


def whole_fix(rule: Rule) -> str:
    """What to do next about a rule, for somebody who has no facts: every part.

    A paragraph says itself where it helps; lines of a block are told apart by what they are said for.
    """
    return _joined(_with_condition(part) for part in rule.fix)


def _with_condition(part: FixPart) -> str:
    text, when = unfilled(part.text).strip("\n"), " ".join(part.when.split())
    if not when or not text.startswith(PASTED):
        return text
    return f"{text[: len(text) - len(text.lstrip(' '))]}# where {when}:\n{text}"


def _applies(part: FixPart, view: View, compiler: Compiler) -> bool:
    """Whether a part of a fix is said; one of which that cannot be told is, too: it says itself where it helps."""
    try:
        return not part.when or compiler.expression(part.when).value(view.variables) is not False
    except CannotEvaluate:
        return True


def _joined(parts: Iterable[str]) -> str:
    """Parts of a fix as one text. Each is a paragraph or more, and a block to paste goes on in the next one."""
    whole = ""
    for part in (part.strip("\n") for part in parts):
        goes_on = part.startswith(PASTED) and whole.rpartition("\n")[2].startswith(PASTED)
        whole += ("" if not whole else "\n" if goes_on else "\n\n") + part
    return whole
