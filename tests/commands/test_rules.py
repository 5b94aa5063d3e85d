"""`aims-gate rules`: every rule, and which clauses and controls they cover."""

import json
from pathlib import Path

from tests.e2e.command import called
from tests.tree import ROOT

RULES = sorted(path.stem for path in (ROOT / "policies" / "iso42001").rglob("*.yaml"))


def test_rules_lists_every_rule(tmp_path: Path) -> None:
    said = called(tmp_path, "rules")
    assert said.code == 0
    assert [line.partition(" ")[0] for line in said.out.splitlines() if "  (from " in line] == RULES
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
