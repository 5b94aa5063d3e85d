"""What falls due: from training to treatments, within a horizon, overdue first."""

from aims_gate.facts.due import due_within
from tests.repositories import Repo
from tests.standing_example import facts_of, founded


def test_what_falls_due_stands_with_its_day_and_owner(repo: Repo) -> None:
    found = {due.what: due for due in due_within(facts_of(founded(repo)), 90)}
    assert found["training of risk-lead in ai-governance"].path == ".aims/roles.yaml"
    policy = found["review of ai policy"]
    assert (policy.day, policy.days, policy.who, policy.path) == (
        "2026-12-01",
        10,
        "programme-lead",
        "docs/aims/policy.md",
    )
    assert found["action: Add a test"].who == "assistant-owner"
    assert "review of context" not in found


def test_what_is_overdue_comes_first_and_never_leaves(repo: Repo) -> None:
    found = due_within(facts_of(founded(repo), now="2029-01-01"), 0)
    assert found[0].days < 0
    assert [due.day for due in found] == sorted(due.day for due in found)
    assert "word on 4.1" in {due.what for due in found}


def test_a_longer_horizon_looks_further(repo: Repo) -> None:
    facts = facts_of(founded(repo))
    near, far = {*due_within(facts, 30)}, {*due_within(facts, 400)}
    assert near < far
