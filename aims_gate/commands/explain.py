"""`aims-gate explain`: what one rule wants, why, by example, and what it saw in saved facts."""

from aims_gate.engine.compiled import compilers, sources
from aims_gate.engine.fact_paths import FactPath
from aims_gate.engine.judge import judge_one
from aims_gate.engine.policy import Policy
from aims_gate.engine.template import unfilled, written
from aims_gate.engine.views import View, views
from aims_gate.engine.words import whole_fix
from aims_gate.errors import UsageError
from aims_gate.facts.build import Facts
from aims_gate.model.document import Json
from aims_gate.model.rule import Example, Rule
from aims_gate.model.spelling import nearest
from aims_gate.reports import phrases
from aims_gate.reports.text_layout import Layout
from aims_gate.sources import pack

_LAYOUT = Layout()
_VALUES_AT_MOST = 40


def find_rule(policy_rules: tuple[Rule, ...], name: str) -> Rule:
    """The rule of that id. Raises UsageError with the nearest id."""
    for rule in policy_rules:
        if rule.id == name:
            return rule
    meant = nearest(name, tuple(rule.id for rule in policy_rules))
    raise UsageError(
        f"there is no rule `{name}`", f"did you mean `{meant}`?" if meant else "`aims-gate rules` lists them"
    )


def explain(rule: Rule) -> str:
    """What a rule wants, why, what to do about it, and one example each way."""
    catalogue = {str(control["id"]): control for control in pack.controls()}
    lines = [rule.id, *_LAYOUT.prose(phrases.requires(rule)), ""]
    lines += [*_LAYOUT.prose(rule.why), ""]
    for control in rule.controls:
        lines += _control(control, catalogue.get(control, {"title": "of your own pack"}))
    anchored = any(phrases.crosswalk(catalogue.get(control, {})) for control in rule.controls)
    lines += _LAYOUT.prose(phrases.ANCHORS) if anchored else []
    lines += ["", f"Judges each {rule.subject}, from tier {rule.from_tier}, as {rule.severity}{_waivable(rule)}."]
    lines += ["", "Applies when", *_code(rule.when), "", "Requires"]
    for number, requirement in enumerate(rule.require, 1):
        each = f"for each {requirement.for_each} as {requirement.each}: " if requirement.for_each else ""
        lines += [
            f"  {number}. {each}".rstrip(),
            *_code(requirement.that),
            *_LAYOUT.prose(f"else: {unfilled(requirement.message)}", 5),
        ]
    lines += ["", "What to do", *_fix(rule)]
    for heading, examples in (("passes", rule.passing), ("fails", rule.failing)):
        for example in examples[:1]:
            lines += ["", f"An example that {heading}: {example.name}", *_facts(example)]
    return "\n".join(lines) + "\n"


def explain_facts(rule: Rule, policy: Policy, facts: Facts, number: int = 0) -> str:
    """For each subject of saved facts: the outcome, and every fact that the rule read.

    `number` is the pull request's where the facts are of several.
    """
    compiler = compilers()[rule.subject]
    lines = ["", f"In the facts of #{number}" if number else "In these facts"]
    for view in views(facts, rule.subject):
        result = judge_one(rule, view, policy.level(rule), facts, compiler)
        reason = f": {result.reason}" if result.reason else ""
        lines += ["", *_LAYOUT.prose(f"{view.kind}:{view.id} → {result.outcome}{reason}", 2, 2)]
        lines += [line for f in result.findings for line in _LAYOUT.prose(f.message, 4, 2)]
        paths = {
            path for source, of in sources(rule) for path in _reads(compiler.expression(source, of.each if of else ""))
        }
        lines += [f"    {name} = {value}" for name, value in _seen(view, paths)]
    if len(lines) == 2:
        lines.append(f"  there is no {rule.subject} to judge")
    return "\n".join(lines) + "\n"


def _reads(expression: Json) -> frozenset[FactPath]:
    found: frozenset[FactPath] = expression.reads
    return found


def _seen(view: View, paths: set[FactPath]) -> list[tuple[str, str]]:
    unknown = {fact["path"] for fact in view.unknown}
    found = []
    for path in sorted(path for path in paths if path[0] in view.variables):
        name = ".".join(path).replace(".[]", "[]")
        value = "unknown" if name in unknown else written(_at(view.variables, path))
        found.append((name, value))
    return found[:_VALUES_AT_MOST]


def _at(value: Json, path: FactPath) -> Json:
    for index, step in enumerate(path):
        if isinstance(value, list) and step == "[]":
            return [_at(item, path[index + 1 :]) for item in value]
        if not isinstance(value, dict) or step not in value:
            return None
        value = value[step]
    return value


def _control(control: str, entry: Json) -> list[str]:
    return [f"  {control:<9}{entry['title']}", *_LAYOUT.prose(phrases.crosswalk(entry), 11)]


def _waivable(rule: Rule) -> str:
    return "" if rule.waivable else "; it cannot be waived or turned off"


def _fix(rule: Rule) -> list[str]:
    lines: list[str] = []
    for part in phrases.fix_parts(whole_fix(rule)):
        block = [f"      {line}".rstrip() for line in part.lines]
        lines += ["", *(block if part.paste else _LAYOUT.prose(" ".join(part.lines), 2))]
    return lines[1:]


def _code(source: str) -> list[str]:
    return [f"     {line}" for line in source.strip().splitlines()]


def _facts(example: Example) -> list[str]:
    import yaml

    dumped = yaml.safe_dump(example.facts, sort_keys=False, allow_unicode=True, width=74, default_flow_style=None)
    return [f"    {line}" for line in dumped.splitlines()]
