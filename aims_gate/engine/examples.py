"""The examples of a rule, judged as the gate judges a change: they are its tests.

Knows what an example may leave out: variables, the day, the tier, and that the change is material.
"""

from collections.abc import Iterator
from typing import Literal

from aims_gate.engine.compiled import Compiler, compilers
from aims_gate.engine.judge import judge_one
from aims_gate.engine.policy import Level
from aims_gate.engine.views import VARIABLES, View, variables_of
from aims_gate.errors import PolicyError
from aims_gate.model.document import Json
from aims_gate.model.report import Result
from aims_gate.model.rule import Example, Rule
from aims_gate.model.spelling import nearest
from aims_gate.model.vocabulary import TIERS

NOW = "2026-11-21"
"""The day of judgement where an example says none."""

TIER = "high"
"""The tier where an example says none: every rule is asked at it, so none passes unasked."""

Kind = Literal["pass", "fail", "not_applicable"]

EXPECTED: dict[Kind, str] = {"pass": "pass", "fail": "fail", "not_applicable": "not-applicable"}
"""List of examples → the outcome of each of them."""


def examples(rule: Rule) -> Iterator[tuple[Kind, Example]]:
    """Each example of a rule, after the name of the list that it stands in."""
    for kind, listed in zip(EXPECTED, (rule.passing, rule.failing, rule.not_applicable), strict=True):
        yield from ((kind, example) for example in listed)


def judged(rule: Rule, facts: dict[str, Json], compiler: Compiler | None = None) -> Result:
    """The result of a rule for the facts of one example. `compiler` keeps what it has compiled for later calls.

    Raises PolicyError for a variable that rules of this subject do not see, and for one that is none of its kind.
    """
    view = _view(rule, facts)
    whole = {"spans": {}, "trusted": {"register": {}, "day": view.variables["now"]}}
    return judge_one(rule, view, Level(rule.severity), whole, compiler or compilers()[rule.subject])


def _view(rule: Rule, facts: dict[str, Json]) -> View:
    names = VARIABLES[rule.subject]
    for unseen in sorted(set(facts) - set(names)):
        meant = nearest(unseen, names)
        hint = f"did you mean `{meant}`?" if meant else f"they see {', '.join(names)}"
        raise PolicyError(f"{rule.path}: rules of subject {rule.subject} see no `{unseen}`", hint)
    for name in {rule.subject, "change", "record"} & set(facts):
        if not isinstance(facts[name], dict):
            raise PolicyError(f"{rule.path}: `{name}` of an example is no mapping", f"write `{name}: {{…}}`")
    subject = facts.get(rule.subject, {})
    return View(
        kind=rule.subject,
        id=str(subject.get("id", subject.get("path", "example"))),
        tier=_stated_tier(rule, facts),
        variables=variables_of(rule.subject, {"now": NOW, **facts}),
        anchors={},
        places={},
        unknown=(),
        material=facts.get("record", {}).get("material", True),
    )


def _stated_tier(rule: Rule, facts: dict[str, Json]) -> str:
    variables = (facts.get(name) for name in ("system", "change"))
    tiers = [variable.get("tier") for variable in variables if isinstance(variable, dict)]
    tier = next((tier for tier in tiers if tier), TIER)
    if tier not in TIERS:
        raise PolicyError(f"{rule.path}: `{tier}` of an example is no tier", f"write one of {', '.join(TIERS)}")
    return str(tier)
