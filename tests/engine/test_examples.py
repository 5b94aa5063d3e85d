"""Examples of a rule are judged as a change is, and what they leave out is as a rule would find it."""

import pytest

from aims_gate.engine.examples import NOW, TIER, examples, judged
from aims_gate.errors import PolicyError
from aims_gate.model.rule import Example
from tests.engine.cases import rule


def test_examples_come_with_the_list_that_they_stand_in() -> None:
    one, two, three = (Example(name, {}) for name in "abc")
    given = rule(passing=(one,), failing=(two,), not_applicable=(three,))
    assert [*examples(given)] == [("pass", one), ("fail", two), ("not_applicable", three)]


@pytest.mark.parametrize(
    ("that", "facts", "outcome"),
    [
        (f"now == '{NOW}'", {}, "pass"),
        ("now == '2026-01-01'", {"now": "2026-01-01"}, "pass"),
        ("system.owner == 'ana'", {"system": {"owner": "bob"}}, "fail"),
        ("system.owner == 'ana'", {}, "unknown"),
    ],
)
def test_what_is_left_out_is_as_it_usually_is(that: str, facts: dict[str, object], outcome: str) -> None:
    assert judged(rule(that), facts).outcome == outcome


def test_a_tier_that_is_not_stated_is_one_at_which_every_rule_is_asked() -> None:
    assert TIER == "high"
    asked = rule("true", from_tier="high")
    assert judged(asked, {}).outcome == "pass"
    assert judged(asked, {"system": {"tier": "limited"}}).outcome == "not-applicable"


@pytest.mark.parametrize("facts", [{"system": "s1"}, {"record": []}, {"change": True}, {"system": {"tier": "lmited"}}])
def test_what_no_fact_can_be_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(PolicyError, match="of an example is no"):
        judged(rule("true"), facts)


def test_a_variable_that_the_rule_does_not_see_is_refused() -> None:
    with pytest.raises(PolicyError, match="rules of subject system see no `evidnce`") as refused:
        judged(rule("true"), {"evidnce": {}})
    assert refused.value.hint == "did you mean `evidence`?"
