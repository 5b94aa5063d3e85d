"""`aims-gate rules`: every rule, and which clauses and controls they cover."""

import json
from pathlib import Path

from aims_gate.sources import pack
from tests.e2e.command import called
from tests.tree import ROOT

RULES = sorted(path.stem for path in (ROOT / "policies" / "iso42001").rglob("*.yaml"))


def test_rules_lists_every_rule(tmp_path: Path) -> None:
    said = called(tmp_path, "rules")
    assert said.code == 0
    assert [line.partition(" ")[0] for line in said.out.splitlines() if " (from " in line] == RULES
    assert f"{len(RULES)} rules." in said.out


def test_coverage_counts_what_is_cited(tmp_path: Path) -> None:
    said = called(tmp_path, "rules", "--coverage")
    coverage = json.loads(called(tmp_path, "rules", "--json").out)["coverage"]
    cited = [row for row in coverage if row["rules"]]
    assert said.code == 0
    assert f"{len(cited)} of {len(coverage)} clauses and controls are cited by {len(RULES)} rules." in said.words
    assert len(coverage) == 32 + 38
    for row in coverage:
        assert f"{row['id']:<8} " in said.out
        assert set(row["rules"]) <= set(RULES)


def test_rules_as_json(tmp_path: Path) -> None:
    said = called(tmp_path, "rules", "--json")
    listed = json.loads(said.out)["rules"]
    assert [rule["id"] for rule in listed] == RULES
    assert {rule["from_tier"] for rule in listed} <= {"minimal", "limited", "high"}
    assert {rule["pack"] for rule in listed} == {"iso42001"}
    assert {rule["id"] for rule in listed if not rule["waivable"]} == {
        "ai-change-declared", "prohibited-use-blocked", "gate-policy-change-approved",
    }  # fmt: skip


def test_coverage_shows_the_anchors_of_every_entry_and_on_what_they_rest(tmp_path: Path) -> None:
    said = called(tmp_path, "rules", "--coverage")
    value = json.loads(called(tmp_path, "rules", "--json").out)
    for control in pack.controls():
        (row,) = (row for row in value["coverage"] if row["id"] == control["id"])
        assert row["crosswalk"].get("eu_ai_act", []) == control.get("eu_ai_act", [])
        assert row["crosswalk"].get("nist_ai_rmf", []) == control.get("nist_ai_rmf", [])
        assert row["crosswalk"].get("nist_basis") == control.get("nist_basis")
    assert "EU AI Act Art. 17, Art. 26 · NIST AI RMF GOVERN 2.1 (official)" in said.out
    for text in (said.words, value["crosswalk"]["basis"]):
        assert "the most relevant anchor, not an equivalence" in text
    assert set(value["crosswalk"]["sources"]["nist_basis"]) == {"official", "secondary"}


def test_what_is_listed_fits_a_terminal_and_a_pipe(tmp_path: Path) -> None:
    said = called(tmp_path, "rules").out + called(tmp_path, "rules", "--coverage").out
    assert [line for line in said.splitlines() if len(line) > 80] == []
