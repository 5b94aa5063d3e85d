"""`aims-gate test`: whether rules say of their own examples what these say of themselves."""

from collections.abc import Iterator, Sequence

from aims_gate.engine.compiled import compilers
from aims_gate.engine.examples import EXPECTED, Kind, examples, judged
from aims_gate.facts.wording import number_of
from aims_gate.model.report import Result
from aims_gate.model.rule import Example, Rule
from aims_gate.model.values import NamedTuple
from aims_gate.reports.text_layout import Layout

_LAYOUT = Layout()
_SAID: dict[Kind, str] = {"pass": "passes", "fail": "fails", "not_applicable": "not applicable"}


class Tried(NamedTuple):
    """One example: which list it stands in, and what the rule says of it."""

    rule: Rule
    kind: Kind
    example: Example
    result: Result

    @property
    def holds(self) -> bool:
        """Whether the rule says what the example says of itself."""
        return self.result.outcome == EXPECTED[self.kind]


def tried(rules: Sequence[Rule]) -> tuple[Tried, ...]:
    """Every example of some rules, judged."""
    found = []
    for rule in rules:
        compiler = compilers()[rule.subject]
        found += [Tried(rule, kind, one, judged(rule, one.facts, compiler)) for kind, one in examples(rule)]
    return tuple(found)


def render(all_tried: Sequence[Tried]) -> str:
    """Each rule with its examples, what is wrong with each that is not as it says, and the count of both."""
    lines: list[str] = []
    of = ""
    for one in all_tried:
        if one.rule.id != of:
            of = one.rule.id
            lines += [of]
        lines += _example(one)
    wrong = sum(not one.holds for one in all_tried)
    rules = len({one.rule.id for one in all_tried})
    lines += ["", f"{number_of(rules, 'rule')}, {number_of(len(all_tried), 'example')}: {wrong or 'none'} wrong."]
    return "\n".join(lines) + "\n"


def _example(one: Tried) -> Iterator[str]:
    word = "ok" if one.holds else "wrong"
    yield from _LAYOUT.prose(f"{word} {_SAID[one.kind]}: {one.example.name}", 2, 6)
    if not one.holds:
        why = f": {one.result.reason}" if one.result.reason else ""
        yield from _LAYOUT.prose(f"The rule says {one.result.outcome} of it{why}", 8, 2)
    for finding in one.result.findings if one.kind == "fail" or not one.holds else ():
        yield from _LAYOUT.prose(finding.message, 8, 2)
