"""Which rules are in force at which level, and what names a policy."""

from dataclasses import replace
from typing import Any

import pytest

from aims_gate.engine.judge import judge
from aims_gate.engine.policy import policy_of
from aims_gate.errors import PolicyError
from aims_gate.model.rule import Example
from tests.engine.cases import NOW, WAIVER, facts, policy, requirement, rule, system

LOWERED = {"level": "warning", "reason": "until the tool is there", "owner": "ana", "review_by": "2026-12-31"}


def level(entry: Any, *, severity: str = "error", profile: str = "", waivable: bool = True) -> tuple[str, list[str]]:
    """The level of a rule of some severity after profile and configuration, and what is said of it."""
    one = rule(severity=severity, waivable=waivable)
    table = {"rules": {"r1": profile}} if profile else {}
    made = policy(one, register={"config": {"rules": {"r1": entry}}}, profile=table)
    return made.level(one).level, list(made.notes)


def test_without_configuration_a_rule_is_in_force_as_it_is() -> None:
    assert [policy(rule(severity=s)).level(rule(severity=s)).level for s in ("error", "warning")] == [
        "error",
        "warning",
    ]


@pytest.mark.parametrize("wanted", ["warning", "notice", "off"])
def test_a_lowered_level_holds_with_reason_owner_and_date(wanted: str) -> None:
    assert level({**LOWERED, "level": wanted}) == (wanted, [])


@pytest.mark.parametrize("wanted", ["warning", "notice", "off"])
@pytest.mark.parametrize("key", ["reason", "owner", "review_by"])
def test_without_one_of_them_it_does_not_and_that_is_said(wanted: str, key: str) -> None:
    entry = {k: v for k, v in {**LOWERED, "level": wanted}.items() if k != key}
    assert level(entry) == ("error", [f"r1 is not lowered to `{wanted}`: it lacks {key}"])


def test_a_lowered_level_lapses_and_that_is_said() -> None:
    assert level({**LOWERED, "review_by": NOW}) == ("error", [f"r1 is not lowered to `warning`: it expired on {NOW}"])


@pytest.mark.parametrize(("severity", "wanted"), [("warning", "error"), ("notice", "warning"), ("error", "error")])
@pytest.mark.parametrize("as_entry", [True, False])
def test_raising_needs_nothing(severity: str, wanted: str, as_entry: bool) -> None:
    assert level({"level": wanted} if as_entry else wanted, severity=severity) == (wanted, [])


@pytest.mark.parametrize(
    ("severity", "profile", "wanted", "expected"),
    [
        ("error", "warning", "error", "error"),
        ("error", "warning", "warning", "warning"),
        ("error", "warning", "notice", "warning"),
        ("warning", "error", "warning", "error"),
        ("warning", "error", "error", "error"),
        ("error", "off", "notice", "notice"),
    ],
)
def test_what_is_lowered_is_told_from_the_profile(severity: str, profile: str, wanted: str, expected: str) -> None:
    found, notes = level(wanted, severity=severity, profile=profile)
    assert found == expected
    assert bool(notes) == (found != wanted)


def test_a_profile_sets_levels_and_names_rules_that_may_not_be_there() -> None:
    made = policy(rule(), profile={"rules": {"r1": "warning", "r9": "error"}})
    assert made.level(rule()).level == "warning"
    assert set(made.levels) == {"r1"}


def test_a_rule_that_is_off_says_on_whose_word() -> None:
    register = {"config": {"rules": {"r1": {**LOWERED, "level": "off"}}}}
    (result,) = judge(policy(rule("false"), register=register), facts(system()))
    expected = "the rule is off until 2026-12-31 by ana: until the tool is there"
    assert (result.outcome, result.reason, result.severity) == ("not-applicable", expected, "error")
    (result,) = judge(policy(rule("false"), profile={"rules": {"r1": "off"}}), facts(system()))
    assert result.reason == "the rule is off by the profile"


@pytest.mark.parametrize(("wanted", "said"), [("off", "turned off"), ("notice", "lowered"), ("warning", "lowered")])
def test_a_rule_that_cannot_be_waived_cannot_be_lowered_either(wanted: str, said: str) -> None:
    with pytest.raises(PolicyError, match=f"r1 cannot be {said}"):
        level({**LOWERED, "level": wanted}, waivable=False)
    assert level("error", waivable=False) == ("error", [])


@pytest.mark.parametrize("entry", ["ERROR", "none", None, 3, [], {}, {"level": True}, {"level": ["off"]}])
def test_a_level_that_is_none_is_refused(entry: Any) -> None:
    with pytest.raises(PolicyError, match="is no level for r1") as caught:
        level(entry)
    assert caught.value.hint == "write one of error, warning, notice, off"


def test_a_level_that_is_none_is_refused_in_a_profile_too() -> None:
    with pytest.raises(PolicyError, match="`eror` is no level for r1"):
        level("error", profile="eror")


@pytest.mark.parametrize(
    ("key", "hint"), [("risk-signed-of", "did you mean `risk-signed-off`?"), ("zz", "`aims-gate rules` lists them")]
)
def test_a_level_for_a_rule_that_is_not_there_is_refused(key: str, hint: str) -> None:
    with pytest.raises(PolicyError, match="there is no such rule") as caught:
        policy(rule(id="risk-signed-off"), register={"config": {"rules": {key: "off"}}})
    assert caught.value.hint == hint


def test_two_rules_of_one_id_are_refused() -> None:
    with pytest.raises(PolicyError, match=r"two rules have the id r1: a\.yaml and b\.yaml"):
        policy(rule(path="b.yaml"), rule("false", path="a.yaml"))


def test_no_rule_at_all_is_an_error() -> None:
    with pytest.raises(PolicyError, match="no rule to judge by"):
        policy()


@pytest.mark.parametrize("mode", ["enforce", "warn", "audit"])
def test_the_mode_is_the_configurations(mode: str) -> None:
    assert policy(rule(), register={"config": {"mode": mode}}).mode == mode


@pytest.mark.parametrize("register", [{}, {"config": {}}, {"config": None}, {"config": []}])
def test_the_mode_enforces_where_none_is_set(register: dict[str, Any]) -> None:
    assert policy(rule(), register=register).mode == "enforce"


@pytest.mark.parametrize("mode", ["TBD", "off", "Audit", "audit | warn | enforce", "", None, False, ["audit"]])
def test_a_mode_that_is_none_blocks_nothing_open(mode: Any) -> None:
    with pytest.raises(PolicyError, match="sets the mode"):
        policy(rule(), register={"config": {"mode": mode}})


ONE, TWO = rule(id="r1", path="a/r1.yaml"), rule("false", id="r2", path="a/r2.yaml")
REGISTER: dict[str, Any] = {
    "config": {"version": 1, "mode": "enforce"},
    "risk_method": {"version": "1", "treat_from": "medium"},
    "waivers": {"waivers": []},
    "roles": {"people": {"ana": {"github": "ana"}}},
    "soa": {"controls": []},
}


def digest(
    *rules: Any, profile: dict[str, Any] | None = None, now: str = NOW, source: str = "x", **register: Any
) -> str:
    return policy_of(rules or (ONE, TWO), {**REGISTER, **register}, profile or {}, now, source).digest


@pytest.mark.parametrize(
    "other",
    [
        digest(ONE),
        digest(ONE, TWO, rule(id="r3")),
        *(
            digest(replace(ONE, **{key: value}), TWO)
            for key, value in {
                "title": "x", "controls": ("6.4",), "subject": "change", "from_tier": "high", "severity": "notice",
                "when": "false", "require": (requirement("false"),), "why": "x", "fix": "x", "pack": "p",
                "waivable": False, "stage": "experimental", "asked_of_non_material": True, "follows": ("r2",),
            }.items()
        ),
        digest(profile={"rules": {"r1": "warning"}}),
        digest(config={"version": 1, "mode": "audit"}),
        digest(config={"version": 1, "mode": "enforce", "rules": {"r1": {**LOWERED}}}),
        digest(config={"version": 1, "mode": "enforce", "documents": ["x/**"]}),
        digest(risk_method={"version": "1", "treat_from": "high"}),
        digest(waivers={"waivers": [WAIVER]}),
        digest(roles={"people": {}}),
        digest(soa={}),
    ],
)  # fmt: skip
def test_the_digest_tells_every_policy_from_another(other: str) -> None:
    assert digest().startswith("sha256:")
    assert other != digest()


def test_the_digest_changes_when_a_lowered_level_lapses() -> None:
    config = {"rules": {"r1": LOWERED}}
    assert digest(config=config) != digest(config=config, now="2027-01-01")


@pytest.mark.parametrize(
    "same",
    [
        digest(TWO, ONE),
        digest(replace(ONE, path="b/r1.yaml"), TWO),
        digest(replace(ONE, passing=(Example("x", {}),), failing=(Example("y", {}),)), TWO),
        digest(replace(ONE, not_applicable=(Example("x", {}),)), TWO),
        digest(now="2027-06-01"),
        digest(source="elsewhere"),
        digest(config={"mode": "enforce", "version": 1}),
        digest(profile={"id": "standard", "title": "x", "rules": {}}),
        digest(profile={"rules": {"r9": "warning"}}),
    ],
)
def test_the_digest_is_of_what_judges_and_of_nothing_else(same: str) -> None:
    assert same == digest()


def test_rules_stand_in_the_order_of_their_ids() -> None:
    assert [one.id for one in policy(TWO, ONE).rules] == ["r1", "r2"]


def test_a_level_of_a_rule_that_judges_nothing_here_is_left_alone() -> None:
    register = {"config": {"rules": {"of-the-programme": "warning"}}}
    made = policy_of((rule(),), register, {}, NOW, "main", frozenset({"of-the-programme"}))
    assert made.levels == {}
    with pytest.raises(PolicyError, match="there is no such rule"):
        policy_of((rule(),), register, {}, NOW, "main")
