"""One verdict from all results: every combination of outcomes, weights, modes and strictness."""

from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.engine.judge import judge
from aims_gate.engine.verdict import Decision, counts, decide
from aims_gate.model.report import Outcome, Result, Subject
from tests.engine.cases import facts, policy, rule, system

OUTCOMES = get_args(Outcome)
TOUCHED = facts(system())


def result(outcome: str, *, blocking: bool = True, waiting: bool = False, rule_id: str = "r1") -> Result:
    return Result(
        rule_id, "t", ("6.3",), "error", Subject("system", "s1"), outcome,
        waiting=waiting, blocking=blocking,
    )  # fmt: skip


def decided(*results: Result, mode: str = "enforce", strict: bool = False, given: Any = TOUCHED) -> Decision:
    return decide(results, given, mode, strict)


def expected_verdict(deciding: list[str]) -> str:
    if "fail" in deciding:
        return "fail"
    if "unknown" in deciding or not set(deciding) - {"not-applicable"}:
        return "undecided"
    return "pass"


@pytest.mark.parametrize("mode", ["enforce", "warn", "audit"])
@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("waiting", [True, False])
@pytest.mark.parametrize("pair", list(product(OUTCOMES, OUTCOMES)))
def test_every_pair_of_outcomes_in_every_mode(pair: tuple[str, str], waiting: bool, strict: bool, mode: str) -> None:
    results = [result(outcome, waiting=waiting and outcome == "unknown") for outcome in pair]
    decision = decided(*results, mode=mode, strict=strict)
    assert decision.verdict == expected_verdict(list(pair))
    waits = decision.verdict == "undecided" and "unknown" in pair and waiting
    code = {"pass": 0, "fail": 1, "undecided": 0 if waits and not strict else 3}[decision.verdict]
    assert decision.exit_code == (code if mode == "enforce" else 0)
    assert decision.blocking == (mode == "enforce")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_does_not_block_decides_nothing(outcome: str) -> None:
    beside = result(outcome, blocking=False)
    assert decided(result("pass"), beside).verdict == "pass"
    assert decided(result("fail"), beside).verdict == "fail"
    assert decided(beside).verdict == "undecided"


@pytest.mark.parametrize("mode", ["", "Enforce", "enforced", "TBD", "None"])
def test_only_the_two_modes_that_say_so_do_not_block(mode: str) -> None:
    assert decided(result("fail"), mode=mode) == decided(result("fail"))


def test_waiting_beside_something_that_is_simply_unknown_is_undecided() -> None:
    decision = decided(result("unknown", waiting=True), result("unknown", rule_id="r2"))
    assert (decision.verdict, decision.exit_code) == ("undecided", 3)
    assert decision.summary == "Undecided: 2 rules could not be judged for s1 (tier limited)."


@pytest.mark.parametrize(
    ("severity", "stage", "verdict"),
    [
        ("error", "stable", "fail"),
        ("error", "deprecated", "fail"),
        ("error", "experimental", "undecided"),
        ("warning", "stable", "undecided"),
        ("notice", "stable", "undecided"),
        ("notice", "experimental", "undecided"),
    ],
)
def test_only_errors_of_rules_that_are_no_experiment_block(severity: str, stage: str, verdict: str) -> None:
    results = judge(policy(rule("false", severity=severity, stage=stage)), TOUCHED)
    assert [one.outcome for one in results] == ["fail"]
    assert decide(results, TOUCHED, "enforce", strict=False).verdict == verdict


GATE = {"gate": [{"path": ".aims/config.yaml", "what": "configuration"}]}


@pytest.mark.parametrize(
    ("given_facts", "verdict"),
    [
        (facts(system()), "undecided"),
        (facts(change={"ai": True}), "undecided"),
        (facts(proposed={**facts()["proposed"], **GATE}), "undecided"),
        (facts(), "pass"),
    ],
)
@pytest.mark.parametrize("results", [(), (result("not-applicable"),), (result("pass", blocking=False),)])
def test_nothing_judged_is_a_pass_only_where_nothing_is_touched(
    given_facts: Any, verdict: str, results: tuple[Result, ...]
) -> None:
    decision = decided(*results, given=given_facts)
    assert (decision.verdict, decision.exit_code) == (verdict, 0 if verdict == "pass" else 3)
    if verdict == "undecided":
        assert decision.summary.startswith("Undecided: no rule that blocks was asked of")


def test_a_change_that_touches_no_system_is_told_in_these_words() -> None:
    assert decided(given=facts()).summary == "Passed: no AI system touched and no known signal in 1 changed file."
    absent = facts()
    absent["trusted"]["present"] = False
    absent["change"]["files"] = [{"path": "a"}, {"path": "b"}]
    assert (
        decided(given=absent).summary == "Passed: no `.aims` register at main and no known signal in 2 changed files."
    )


@pytest.mark.parametrize(
    ("results", "summary"),
    [
        ((result("pass"),), "Passed: everything asked of s1 (tier limited) is there."),
        ((result("fail"), result("fail", rule_id="r2")), "Refused: 2 rules failed for s1 (tier limited)."),
        ((result("fail"), result("fail")), "Refused: 1 rule failed for s1 (tier limited)."),
        (
            (result("unknown", waiting=True),),
            "Nothing fails for s1 (tier limited); 1 rule waiting for the pull request.",
        ),
        ((result("unknown"),), "Undecided: 1 rule could not be judged for s1 (tier limited)."),
        (
            (result("pass"), result("waived", rule_id="r2")),
            "Passed: nothing that blocks is missing for s1 (tier limited); 1 rule waived.",
        ),
        (
            (result("pass"), result("overridden"), result("fail", blocking=False)),
            "Passed by break-glass: nothing else that blocks is missing for s1 (tier limited); 1 rule overridden;"
            " 1 rule failed without blocking.",
        ),
        (
            (result("unknown", waiting=True), result("fail", blocking=False)),
            "Nothing that blocks fails for s1 (tier limited); 1 rule waiting for the pull request;"
            " 1 rule failed without blocking.",
        ),
    ],
)
def test_the_sentence_says_no_more_than_what_was_found(results: tuple[Result, ...], summary: str) -> None:
    assert decided(*results).summary == summary


RESULTS = st.lists(
    st.builds(
        lambda outcome, waiting, rule_id: result(outcome, waiting=waiting and outcome == "unknown", rule_id=rule_id),
        st.sampled_from(OUTCOMES), st.booleans(), st.sampled_from(["r1", "r2", "r3"]),
    ),
    max_size=12,
)  # fmt: skip


@given(RESULTS)
def test_the_counts_add_up(results: list[Result]) -> None:
    found = counts(results, documents=5, files=7)
    outcomes = (
        found.passed, found.failed, found.waived, found.overridden, found.not_applicable, found.unknown
    )  # fmt: skip
    assert sum(outcomes) == len(results)
    assert found.waiting <= found.unknown
    assert found.rules == len({one.rule for one in results})
    assert (found.documents, found.files) == (5, 7)


@given(RESULTS, st.sampled_from(["enforce", "warn", "audit"]), st.booleans())
def test_one_more_failure_never_makes_a_verdict_better(results: list[Result], mode: str, strict: bool) -> None:
    worse = decided(*results, result("fail"), mode=mode, strict=strict)
    assert worse.verdict == "fail"
    assert worse.exit_code == (1 if mode == "enforce" else 0)
    unsure = decided(*results, result("unknown"), mode=mode, strict=strict)
    assert unsure.verdict in ("fail", "undecided")
    assert unsure.exit_code != 0 or mode != "enforce"
    assert decided(*results, replace(result("fail"), blocking=False)).verdict == decided(*results).verdict
