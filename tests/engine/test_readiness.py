"""What stands for each clause and control, where, whose it is, and what is missing."""

from typing import Any

import pytest

from aims_gate.engine.readiness import readiness
from aims_gate.model.readiness import Entry, Readiness
from aims_gate.sources import pack
from aims_gate.sources.rules import load_policy
from tests.examples import DOCS
from tests.repositories import Repo
from tests.standing_example import SYSTEM, facts_of, founded


def judged(repo: Repo) -> Readiness:
    facts: dict[str, Any] = facts_of(repo)
    return readiness(facts, load_policy(facts), pack.readiness_table())


def entries(repo: Repo) -> dict[str, Entry]:
    return {entry.id: entry for entry in judged(repo).entries}


def test_every_entry_of_the_catalogue_is_there_once(repo: Repo) -> None:
    found = judged(founded(repo))
    assert [entry.id for entry in found.entries] == [control["id"] for control in pack.controls()]
    assert found.coverage["entries"] == 70


def test_evidence_that_passes_stands_with_where_it_lives_and_whose_it_is(repo: Repo) -> None:
    plan = entries(founded(repo))["A.6.2.6"]
    assert (plan.state, plan.gaps, plan.systems) == ("evidence", (), (SYSTEM,))
    held = {piece.kind: piece for piece in plan.evidence}["monitoring_plan"]
    assert (held.path, held.system) == (f"{DOCS}/monitoring.md", SYSTEM)
    assert (held.changed, held.by) == ("2026-08-01", "octo-owner")


def test_a_gap_says_where_it_is_and_who_closes_it(repo: Repo) -> None:
    founded(repo)
    repo.remove(f"{DOCS}/monitoring.md")
    repo.commit("Lost")
    plan = entries(repo)["A.6.2.6"]
    assert plan.state == "gap"
    (gap, *_) = plan.gaps
    assert (gap.subject, gap.closes[0], gap.state) == (f"system:{SYSTEM}", "assistant-owner", "gap")


def test_a_judgement_is_never_shown_by_rules_alone(repo: Repo) -> None:
    found = entries(founded(repo))
    assert {entry.state for entry in found.values() if entry.automation == "judgement"} <= {
        "attested",
        "gap",
        "unknown",
    }


def test_what_is_ruled_out_says_why(repo: Repo) -> None:
    founded(repo)
    row = "  A.10.4: {applicable: false, justification: We have no customers.}\n"
    repo.write(".aims/soa.yaml", "controls:\n" + row)
    repo.commit("Rule out")
    entry = entries(repo)["A.10.4"]
    assert (entry.applicable, entry.why) == (False, "We have no customers.")


def test_an_inventory_without_systems_shows_nothing(repo: Repo) -> None:
    repo.write(".aims/config.yaml", "version: 1\n")
    repo.commit("Config")
    found = judged(repo)
    assert found.coverage["evidence"] == 0 if "evidence" in found.coverage else found.coverage["shown"] == 0


def test_a_question_stands_as_badly_as_its_worst_control(repo: Repo) -> None:
    founded(repo)
    repo.remove(f"{DOCS}/monitoring.md")
    repo.commit("Lost")
    found = {question.id: question for question in judged(repo).questions}
    assert found["monitoring"].state == "gap"
    assert found["assessment"].state == "evidence"


def test_the_same_facts_give_the_same_readiness(repo: Repo) -> None:
    founded(repo)
    assert judged(repo) == judged(repo)


@pytest.mark.parametrize("stage", ["written", "done"])
def test_each_stage_counts_its_own_checks(repo: Repo, stage: str) -> None:
    counts = judged(founded(repo)).coverage[stage]
    assert 0 < counts["pass"] <= counts["checks"]
