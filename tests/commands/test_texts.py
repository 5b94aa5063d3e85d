"""Commands that explain: rules, their coverage, one rule, schemas, and the demo."""

import json
from pathlib import Path

import pytest

from tests.e2e.command import called, installed
from tests.e2e.example import check, example
from tests.tree import PACKAGE, ROOT

RULES = sorted(path.stem for path in (ROOT / "policies" / "iso42001").glob("*.yaml"))
SCHEMAS = sorted({path.stem for path in (PACKAGE / "schemas").glob("*.json")} - {"views"})


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


@pytest.mark.parametrize("rule", RULES)
def test_explain(rule: str, tmp_path: Path) -> None:
    said = called(tmp_path, "explain", rule)
    assert said.code == 0
    assert said.out.startswith(f"{rule}\n")
    for heading in ("Applies when", "Requires", "What to do", "An example that passes", "An example that fails"):
        assert f"\n{heading}" in said.out


def test_explain_an_unknown_rule(tmp_path: Path) -> None:
    for name, words in (("risk-signd-off", "did you mean `risk-signed-off`?"), ("zzz", "`aims-gate rules` lists")):
        said = called(tmp_path, "explain", name)
        assert (said.code, said.stdout) == (2, b"")
        assert words in said.words


@pytest.mark.parametrize("rule", RULES)
def test_explain_with_facts(rule: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    expected = check(repo, "--report=json=-", f"--save-facts={tmp_path / 'facts.json'}").report["results"]
    said = called(tmp_path, "explain", rule, "--facts", "facts.json")
    assert said.code == 0
    _, _, seen = said.out.partition("\nIn these facts\n")
    words = " ".join(seen.split())
    for result in expected:
        if result["rule"] == rule:
            subject = result["subject"]
            assert f"{subject['kind']}:{subject['id']} → {result['outcome']}" in words
    assert "Traceback" not in said.words


def test_schema_lists_and_prints(tmp_path: Path) -> None:
    assert called(tmp_path, "schema").out.split() == SCHEMAS
    for name in SCHEMAS:
        said = called(tmp_path, "schema", name)
        assert said.code == 0
        assert said.stdout == (PACKAGE / "schemas" / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", ["change_record", "risk_method", "impact-assessment"])
def test_schema_takes_a_name_as_rules_and_paths_write_it(name: str, tmp_path: Path) -> None:
    assert json.loads(called(tmp_path, "schema", name).out)


def test_every_name_that_a_report_tells_to_look_up_is_a_schema(tmp_path: Path) -> None:
    kinds = {result["fix"] for result in check(example(tmp_path / "r", "refused"), "--report=json=-").report["results"]}
    (told,) = {word for fix in kinds for word in fix.split("`") if word.startswith("aims-gate schema ")}
    assert called(tmp_path, *told.split()[1:]).code == 0


def test_demo(tmp_path: Path) -> None:
    said = installed(tmp_path, "demo", TMPDIR=str(tmp_path))
    assert said.code == 0
    assert said.out.count("Verdict fail, exit code 1.") == 1
    assert said.out.count("Verdict undecided, exit code 0.") == 1
    assert list(tmp_path.iterdir()) == []


def test_demo_without_git(tmp_path: Path) -> None:
    said = called(tmp_path, "demo", PATH=str(tmp_path), TMPDIR=str(tmp_path))
    assert said.code == 3
    assert "install git" in said.words
    assert list(tmp_path.iterdir()) == []
