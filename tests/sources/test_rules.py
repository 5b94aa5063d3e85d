"""Rule files: the shipped ones, and an organisation's own, refused by name and line when they cannot be used."""

from typing import Any

import pytest

from aims_gate.errors import PolicyError
from aims_gate.sources.rules import built_in_rules, built_in_rules_with_examples, load_policy, read_rule
from tests.engine.cases import facts

OWN = """\
id: own
title: is as we want it
controls: ["6.3"]
subject: system
severity: warning
from_tier: limited
when: change.ai
require:
  - that: system.owner == 'ana'
    message: "{{ system.id }} belongs to {{ system.owner }}."
    at: system.owner
  - for_each: risk.rows as r
    allow_empty: true
    that: r.accepted
    message: "{{ r.id }} is not accepted."
    at: r
why: >
  Because we
  want it.
fix: Ask ana.
waivable: false
stage: experimental
examples:
  pass: [{name: a, facts: {system: {id: s1, owner: ana}}}]
  fail: [{name: b, facts: {system: {id: s1, owner: bob}}}]
"""
PATH = ".aims/policies/own.yaml"


def load(*texts: str, path: str = PATH, **register: Any) -> Any:
    given = facts(register=register)
    given["trusted"]["rules"] = dict(zip([path, "other/own.yaml"], texts, strict=False))
    return load_policy(given)


def refused(text: str, path: str = PATH) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        load(text, path=path)
    return caught.value


def test_a_fix_may_have_parts_and_a_requirement_be_asked_in_any_case() -> None:
    parts = OWN.replace("fix: Ask ana.", "fix: [{text: Ask ana.}, {when: change.ai, text: Then go on.}]")
    rule = read_rule(parts.replace("    at: system.owner", "    at: system.owner\n    always: true"), PATH, "own")
    assert [(part.text, part.when) for part in rule.fix] == [("Ask ana.", ""), ("Then go on.", "change.ai")]
    assert [requirement.always for requirement in rule.require] == [True, False]


def test_a_rule_is_what_its_file_says() -> None:
    rule = read_rule(OWN, PATH, "own")
    assert (rule.id, rule.title, rule.controls, rule.subject) == ("own", "is as we want it", ("6.3",), "system")
    assert (rule.from_tier, rule.severity, rule.when, rule.why) == (
        "limited",
        "warning",
        "change.ai",
        "Because we want it.",
    )
    assert (rule.waivable, rule.stage, rule.asked_of_non_material, rule.pack) == (False, "experimental", False, "own")
    one, each = rule.require
    assert (one.that, one.at, one.for_each, one.allow_empty) == ("system.owner == 'ana'", "system.owner", "", False)
    assert (each.for_each, each.each, each.allow_empty) == ("risk.rows", "r", True)
    assert [example.name for example in (*rule.passing, *rule.failing)] == ["a", "b"]


def test_what_a_file_leaves_out_has_its_usual_value() -> None:
    left = "\n".join(
        line for line in OWN.splitlines() if not line.startswith(("from_tier", "when", "waivable", "stage"))
    )
    rule = read_rule(left, PATH, "own")
    assert (rule.from_tier, rule.when, rule.waivable, rule.stage) == ("minimal", "true", True, "stable")


def test_own_rules_judge_beside_the_shipped_ones() -> None:
    assert {rule.id for rule in load(OWN).rules} == {rule.id for rule in built_in_rules(programme=False)} | {"own"}
    assert load().source == "main (dddddddddddd)"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("severity: warning", "severity: warning\nsevrity: error", "has no key 'sevrity'"),
        ("    at: system.owner", "    att: system.owner", "has no key 'att'"),
        ("severity: warning", "severity: fatal", "'severity' cannot be 'fatal'"),
        ("subject: system", "subject: person", "'subject' cannot be 'person'"),
        ("from_tier: limited", "from_tier: medium", "'from_tier' cannot be 'medium'"),
        ("subject: system\n", "", "'subject' is missing"),
        ("fix: Ask ana.", "fix:", "'fix' has no value"),
        ("waivable: false", "waivable: no", "'waivable' is 'no'"),
        ("id: own", "id: other", "the rule's id is not `own`, the name of its file"),
        ("id: own", "id: &a own", ""),
        ('["6.3"]', '["6.99"]', "`6.99` is no control of the catalogue"),
        ('["6.3"]', "[]", "'controls' is an empty list"),
        ("system.owner == 'ana'", "system.owner =", "in `system.owner =`"),
        ("system.owner == 'ana'", "system.ownr == 'ana'", "did you mean `system.owner`?"),
        ("that: r.accepted", "that: r.acepted", "did you mean `risk.rows.[].accepted`?"),
        ("risk.rows as r", "risk.rows", "`for_each: risk.rows` names no element"),
        ("risk.rows as r", "risk.rows as 1", "names no element"),
        ("risk.rows as r", " as r", "names no element"),
        ("when: change.ai", "when: sign_off.missng == []", "did you mean `sign_off.missing`?"),
        ("fix: Ask ana.", 'fix: "{{ system.ownr }}"', "did you mean `system.owner`?"),
        ("fix: Ask ana.", "fix: [{when: system.ownr == '', text: Ask.}]", "did you mean `system.owner`?"),
        ("fix: Ask ana.", "fix: [{when: 'true'}]", "'fix[0].text' is missing"),
        ("fix: Ask ana.", "fix: [{wen: 'true', text: Ask.}]", "has no key 'wen'"),
        ("fix: Ask ana.", "fix: [Ask.]", ""),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_with_what_was_meant(old: str, new: str, message: str) -> None:
    assert old in OWN
    error = refused(OWN.replace(old, new, 1))
    assert error.message.startswith(PATH)
    assert message in error.message


def test_a_rule_without_requirements_requires_nothing_and_is_refused() -> None:
    head, _, tail = OWN.partition("require:")
    rest = tail.partition("why:")[2]
    assert "'require' is missing" in refused(f"{head}why:{rest}").message
    assert "'require' is an empty list" in refused(f"{head}require: []\nwhy:{rest}").message


def test_examples_are_a_part_of_a_rule() -> None:
    assert "'examples' is missing" in refused(OWN.partition("examples:")[0]).message
    assert "'examples.fail'" in refused(OWN.replace("  fail: [", "  x-fail: [")).message


@pytest.mark.parametrize("text", ["", " \n\n", "\n"])
def test_an_empty_rule_file_is_no_rule_less(text: str) -> None:
    error = refused(text)
    assert error.message.startswith(f"{PATH}:1:1: there is no rule: the file is empty, or no file of the tree")
    assert error.hint


def test_a_rule_file_of_comments_is_refused() -> None:
    assert refused("# nothing\n").message.startswith(PATH)


def test_a_rule_that_is_too_long_is_refused() -> None:
    assert "is longer than" in refused(OWN + "#" * 262_145).message


def test_two_rules_of_one_id_are_refused() -> None:
    with pytest.raises(PolicyError, match="two rules have the id own"):
        load(OWN, OWN)
    shipped = built_in_rules()[0].id
    with pytest.raises(PolicyError, match=f"two rules have the id {shipped}"):
        load(OWN.replace("id: own", f"id: {shipped}"), path=f".aims/policies/{shipped}.yaml")


@pytest.mark.parametrize("profile", ["starter", "standard", "strict"])
def test_a_profile_puts_levels_in_force(profile: str) -> None:
    made = load(config={"profile": profile})
    ids = {rule.id for rule in made.rules}
    assert set(made.levels) <= ids
    assert bool(made.levels) == (profile != "standard")


def test_a_profile_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(PolicyError, match="there is no profile `lenient`"):
        load(config={"profile": "lenient"})


@pytest.mark.parametrize("config", [None, {}])
def test_without_configuration_the_standard_holds(config: Any) -> None:
    assert load(config=config).digest
    assert load(config=config).levels == {}


def test_without_a_trusted_commit_the_built_in_rules_judge() -> None:
    given = facts()
    given["trusted"]["commit"] = ""
    assert load_policy(given).source == "built-in rules only"


def test_the_built_in_rules_differ_from_their_files_in_examples_only() -> None:
    bare, whole = built_in_rules(), built_in_rules_with_examples()
    assert [rule.id for rule in bare] == sorted(rule.id for rule in bare)
    for one, other in zip(bare, whole, strict=True):
        assert other.passing
        assert other.failing
        assert (one.id, one.require, one.when, one.why, one.fix) == (
            other.id, other.require, other.when, other.why, other.fix
        )  # fmt: skip
