"""Whom a demand of the risk method asks, and whose name could never meet it."""

from typing import Any

import pytest

from aims_gate.facts.approvals import Approvals, Content
from aims_gate.facts.claims import Asked, Claims, asked
from aims_gate.facts.people import People
from aims_gate.facts.risk import Method
from tests.facts.world import ENTRY, HEAD, METHOD, NOW, ROLES, world

SYSTEM = {**ENTRY, "tier": "limited"}


def claims(*contributors: str, trusted: dict[str, Any] | None = None, method: dict[str, Any] = METHOD) -> Claims:
    entries = {"bot": ENTRY} if trusted is None else trusted
    people, change = People(ROLES, NOW), world().collected().change
    return Claims(people, Method(method), contributors, Approvals(people, change, Content(HEAD, {})), entries)


def refusal(given: Claims, person: Any) -> str:
    found = given.of_approver(person, "limited", SYSTEM)
    return found.reason if found.state == "refuted" else ""


def test_a_demand_asks_for_one_approval_each() -> None:
    assert asked({"all_of": ["a", "b"]}) == Asked(("a", "b"), every=True, number=1)
    assert Asked(("a", "b"), every=True, number=1).words() == ("a", "b")
    assert Asked(("a", "b"), every=False, number=1).words() == ("a or b",)
    assert Asked(("a",), every=False, number=2).words() == ("a (1 of 2)", "a (2 of 2)")


@pytest.mark.parametrize(
    "demand",
    [None, "never", [], {}, {"any_of": []}, {"any_of": "risk-approver"}, {"all_of": []}, {"all_of": ["a", 7]},
     {"any_of": ["a"], "count": "2"}, {"any_of": ["a"], "count": 0}, {"any_of": ["a"], "count": True},
     {"any_of": ["a"], "count": 1.5}, {"any_of": ["a"], "competence": ["ai"]}],
)  # fmt: skip
def test_a_demand_that_names_nobody_or_cannot_be_read_is_one_that_nothing_meets(demand: Any) -> None:
    assert asked(demand) is None


def test_a_prohibited_system_asks_what_a_high_one_does() -> None:
    assert claims().demand("prohibited") == claims().demand("high")
    assert claims(method={}).demand("limited") is None


def test_those_who_took_part_or_are_untrained_could_not_sign() -> None:
    assert claims().could_sign(claims().demand("limited"), SYSTEM) == ("rita",)
    assert claims("rita").could_sign(claims().demand("limited"), SYSTEM) == ()
    assert claims().could_sign(claims().demand("high"), SYSTEM) == ("dirk",)
    assert claims().could_sign(None, SYSTEM) == ()


@pytest.mark.parametrize(
    ("person", "why"),
    [("ghost", "ghost is not among the people of .aims/roles.yaml"), (None, "an unnamed person"),
     ("", "an unnamed person"), (["rita"], "an unnamed person"), ("olga", "olga does not hold risk-approver")],
)  # fmt: skip
def test_who_could_not_approve_and_why(person: Any, why: str) -> None:
    assert refusal(claims(), person).startswith(why)


def test_whoever_took_part_is_refused_whatever_role_they_hold() -> None:
    assert refusal(claims("rita"), "rita") == "rita took part in this change"
    assert refusal(claims(), "rita") == ""
    assert "any role that the method entitles" in refusal(claims(method={}), "rita")


def test_an_owner_whom_the_change_writes_into_the_entry_holds_nothing() -> None:
    proposed = {**SYSTEM, "owner": "dirk", "backup": "rita"}
    assert claims().holders("system-owner", proposed) == ("olga", "bert")
    assert claims(trusted={"bot": {"id": "bot"}}).holders("system-owner", proposed) == ()


def test_a_system_that_the_trusted_ref_does_not_know_has_the_owner_it_comes_with() -> None:
    assert claims(trusted={}).holders("system-owner", SYSTEM) == ("olga", "bert")


@pytest.mark.parametrize(
    ("value", "doubtful"), [(NOW, False), ("2026-11-22", True), ("soon", True), (None, True), (5, True)]
)
def test_a_claim_is_of_today_or_earlier(value: Any, doubtful: bool) -> None:
    assert claims().in_future(value) is doubtful
