"""What stands for each clause and control, where, whose it is, and what is missing."""

from typing import Any

import pytest

from aims_gate.engine.readiness import readiness
from aims_gate.model.readiness import Entry, Readiness
from aims_gate.sources import pack
from aims_gate.sources.rules import load_policy
from tests.examples import DOCS
from tests.repositories import Repo
from tests.standing_example import PROGRAMME, SYSTEM, facts_of, founded


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
    found = judged(repo)
    states = {entry.id: entry.state for entry in found.entries}
    assert {q.id: q.state for q in found.questions}["monitoring"] == "gap"
    for question in found.questions:
        worst = {states[control] for control in question.controls}
        assert question.state == next((state for state in ("gap", "unknown") if state in worst), "evidence")


def test_a_question_says_which_controls_nobody_has_decided_about(repo: Repo) -> None:
    founded(repo)
    rows = "".join(f"  {key}: {{}}\n" for key in entries(repo) if key.startswith("A."))
    repo.write(".aims/soa.yaml", f"version: 1\nowner: risk-lead\ncontrols:\n{rows}")
    repo.commit("Leave all of it open")
    found = judged(repo)
    bare = {entry.id for entry in found.entries if entry.state == "gap" and not entry.gaps}
    assert bare
    for question in found.questions:
        number = len(bare & set(question.controls))
        assert (f"{number} control" in question.answer and "nobody has decided about" in question.answer) == bool(
            number
        )


def test_the_same_facts_give_the_same_readiness(repo: Repo) -> None:
    founded(repo)
    assert judged(repo) == judged(repo)


@pytest.mark.parametrize("stage", ["written", "done"])
def test_each_stage_counts_its_own_checks(repo: Repo, stage: str) -> None:
    counts = judged(founded(repo)).coverage[stage]
    assert 0 < counts["pass"] <= counts["checks"]


SOA = """\
version: "1"
controls:
  A.10.4: {applicable: false, justification: We have no customers.}
  A.8.3: {applicable: false}
  A.7.2: {applicable: true, justification: Data., status: implemented, owner: risk-lead}
"""


def test_what_is_ruled_out_owes_the_programme_nothing_but_a_reason(repo: Repo) -> None:
    founded(repo)
    repo.write(".aims/soa.yaml", SOA)
    repo.commit("Rule out")
    found = entries(repo)
    assert (found["A.10.4"].state, found["A.10.4"].gaps) == ("not-applicable", ())
    assert [gap.rule for gap in found["A.8.3"].gaps] == ["soa-row-justified"]
    assert {gap.rule for gap in found["6.1.3"].gaps} >= {"soa-covers-annex-a", "soa-row-justified"}


def test_a_row_that_is_as_it_should_be_is_no_evidence_of_its_control(repo: Repo) -> None:
    founded(repo)
    repo.write(".aims/soa.yaml", SOA.replace("A.7.2", "A.7.3"))
    repo.commit("Row")
    assert (entries(repo)["A.7.3"].state, entries(repo)["A.7.3"].rules) == ("unknown", ())


def test_a_heads_up_makes_no_gap(repo: Repo) -> None:
    (notice, *_) = [gap for gap in entries(founded(repo))["5.3"].gaps if gap.rule == "roles-have-deputies"]
    assert notice.state == "notice"
    assert entries(repo)["5.3"].state == "evidence"


def test_a_word_shows_who_gave_it_and_when(repo: Repo) -> None:
    founded(repo)
    repo.write("docs/aims/context.md", "# Context\n")
    repo.write(".aims/programme.yaml", PROGRAMME.replace("programme-lead", "risk-lead"))
    repo.commit("Context")
    entry = entries(repo)["4.1"]
    assert (entry.state, entry.basis) == ("attested", "attested by risk-lead on 2026-03-02")


def test_without_a_programme_nothing_that_it_would_show_is_shown(repo: Repo) -> None:
    founded(repo)
    repo.remove(".aims/programme.yaml")
    repo.commit("Gone")
    found = entries(repo)
    needs = (
        "4.1",
        "4.2",
        "4.3",
        "5.1",
        "5.2",
        "6.2",
        "7.3",
        "7.4",
        "7.5.1",
        "9.2.1",
        "9.2.2",
        "9.3.1",
        "9.3.2",
        "10.1",
    )
    assert {found[key].state for key in needs} == {"gap"}
    assert found["4.4"].state == "gap"


def test_a_check_reads_no_rule_of_the_programme(repo: Repo) -> None:
    facts = facts_of(founded(repo))
    del facts["programme"]
    assert {rule.subject for rule in load_policy(facts).rules} == {"change", "system", "record", "document"}


def test_a_system_that_is_only_planned_owes_what_comes_before_building(repo: Repo) -> None:
    founded(repo)
    entry = repo.folder / f".aims/systems/{SYSTEM}.yaml"
    text = entry.read_text(encoding="utf-8")
    kept = text[: text.index("documents:")] + "documents: {}\nlast_reviewed: 2026-09-01\n"
    entry.write_text(kept.replace("lifecycle: live", "lifecycle: planned"), encoding="utf-8")
    repo.commit("Plan")
    gaps = {gap.rule for entry in entries(repo).values() for gap in entry.gaps if gap.subject == f"system:{SYSTEM}"}
    assert gaps == {"impact-assessment-exists", "risk-assessment-recorded"}


def test_what_is_of_several_entries_is_counted_once(repo: Repo) -> None:
    founded(repo)
    repo.remove(f"{DOCS}/monitoring.md")
    repo.commit("Lost")
    found = judged(repo)
    told = [gap for entry in found.entries for gap in entry.gaps if gap.state != "notice"]
    assert found.coverage["gaps"] == len(set(told)) < len(told)
    assert found.coverage["written"]["gaps"] + found.coverage["done"]["gaps"] == found.coverage["gaps"]


def test_the_owner_of_a_clause_is_the_programmes_and_not_that_of_some_incident(repo: Repo) -> None:
    found = entries(founded(repo))
    assert {found[key].owner for key in ("10.2", "8.1", "6.1.2")} == {"risk-lead"}


def test_whoever_owns_the_element_closes_its_gap(repo: Repo) -> None:
    founded(repo)
    waiver = "{rule: x, subject: 'system:a', reason: y, owner: platform-lead, approved_by: risk-lead, "
    repo.write(".aims/waivers.yaml", f"waivers:\n  - {waiver}from: 2026-11-01, expires: 2026-12-01}}\n")
    repo.commit("Waive")
    (notice,) = [gap for gap in entries(repo)["8.1"].gaps if gap.rule == "waivers-lapse"]
    assert (notice.closes, notice.path) == (("platform-lead",), ".aims/waivers.yaml")
