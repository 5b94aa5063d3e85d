"""The pack's rules, and one example of a rule judged as the gate judges a change: by the real engine, nothing replaced.

Knows what an example may leave out: variables, the day, the tier, and that the change is material.
"""

from collections.abc import Iterator
from functools import cache

from aims_gate.engine.compiled import Compiler, compilers
from aims_gate.engine.judge import judge_one
from aims_gate.engine.policy import Level
from aims_gate.engine.views import VARIABLES, View, variables_of
from aims_gate.model.document import Json
from aims_gate.model.report import Result
from aims_gate.model.rule import Example, Rule
from aims_gate.sources.pack import PACK, rule_files
from aims_gate.sources.rules import read_rule

NOW = "2026-11-21"
"""The day of judgement where an example says none."""

TIER = "high"
"""The tier where an example says none: every rule of the pack is asked at it, so none passes unasked."""

EXPECTED = {"pass": "pass", "fail": "fail", "not_applicable": "not-applicable"}
"""List of examples → the outcome of each of them."""


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the pack, by the name of its file."""
    return {path: read_rule(data, path, PACK) for path, data in rule_files().items()}


def examples(rule: Rule) -> Iterator[tuple[str, Example]]:
    """Each example of a rule, after the name of the list that it stands in."""
    for kind, listed in zip(EXPECTED, (rule.passing, rule.failing, rule.not_applicable), strict=True):
        yield from ((kind, example) for example in listed)


def judged(rule: Rule, facts: dict[str, Json], compiler: Compiler | None = None) -> Result:
    """The result of a rule for the facts of one example. `compiler` keeps what it has compiled for later calls."""
    view = _view(rule, facts)
    whole = {"spans": {}, "trusted": {"register": {}, "day": view.variables["now"]}}
    return judge_one(rule, view, Level(rule.severity), whole, compiler or compilers()[rule.subject])


def _view(rule: Rule, facts: dict[str, Json]) -> View:
    unseen = sorted(set(facts) - set(VARIABLES[rule.subject]))
    assert unseen == [], f"a rule of subject {rule.subject} sees no {unseen}"
    subject = facts.get(rule.subject, {})
    return View(
        kind=rule.subject,
        id=str(subject.get("id", subject.get("path", "example"))),
        tier=_stated_tier(facts),
        variables=variables_of(rule.subject, {"now": NOW, **facts}),
        anchors={},
        places={},
        unknown=(),
        material=facts.get("record", {}).get("material", True),
    )


def _stated_tier(facts: dict[str, Json]) -> str:
    tiers = [facts.get(variable, {}).get("tier") for variable in ("system", "change")]
    return next((tier for tier in tiers if tier), TIER)
