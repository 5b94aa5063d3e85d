"""What is read of a change, by whose register it is judged, and what its own would make of it."""

import pytest

from aims_gate.errors import ConfigError, PolicyError
from tests.examples import DOCS, ENTRY, OWNER, PRD, PROMPT, based, checked, collected, edit, facts_of, lay, outcomes
from tests.repositories import Repo

CONFIG, ROLES, METHOD, WAIVERS = (f".aims/{name}.yaml" for name in ("config", "roles", "risk-method", "waivers"))
RECORD = ".aims/changes/x.yaml"
OWN_RULE = """\
id: own
title: has a summary
controls: ["6.3"]
subject: record
severity: error
require: [{that: "false", message: never}]
why: Because.
fix: Mend it.
examples:
  pass: [{name: a, facts: {}}]
  fail: [{name: b, facts: {}}]
"""


@pytest.fixture
def example(repo: Repo) -> Repo:
    return based(repo)


def failing(repo: Repo, **asked: object) -> list[str]:
    found = outcomes(checked(repo, **asked))
    return sorted(rule for rule, outcome in found.items() if outcome == "fail")


def test_documents_that_are_neither_touched_nor_linked_are_not_read(example: Repo) -> None:
    for number in range(40):
        example.write(f"docs/more/{number}.md", "---\naims: {kind: audit}\n---\n")
    example.commit("More", author=OWNER)
    example.git("branch", "-f", "main")
    example.write("README.md", "Other words.\n")
    side = collected(example)
    assert (side.documents_read, side.head_tree.documents) == (1, {})
    example.write("docs/more/3.md", "---\naims: {kind: audit, id: A1}\n---\n")
    assert collected(example).documents_read == 2


def test_what_a_touched_system_links_is_read_once(example: Repo) -> None:
    example.write(PROMPT, "Be brief.\n")
    side = collected(example)
    linked = {f"{DOCS}/{name}.md" for name in (
        "impact", "risk", "monitoring", "verification", "deployment", "event-log", "user-information", "card"
    )}  # fmt: skip
    assert set(side.head_tree.documents) == linked
    assert side.documents_read == len({*linked, PROMPT})
    assert facts_of(side)["documents_read"] == side.documents_read


def test_the_register_binds_as_the_tip_of_the_base_has_it(example: Repo) -> None:
    example.write(PROMPT, "Be brief.\n")
    example.commit("Mine", author=OWNER)
    example.checkout("main")
    edit(example, ENTRY, "tier: limited", "tier: high")
    example.commit("Raise the tier", author=OWNER)
    example.checkout("change")
    side = collected(example)
    assert side.trusted_commit == example.id("main")
    assert ENTRY not in side.changed
    facts = facts_of(side)
    assert facts["systems"][0]["system"]["tier"] == "high"
    assert facts["proposed"]["gate"] == []


def test_a_rule_that_the_change_adds_is_proposed_and_does_not_judge(example: Repo) -> None:
    example.write(".aims/policies/own.yaml", OWN_RULE)
    example.write(RECORD, "systems: [support-assistant]\nchange: [prompt]\nsummary: Shorter.\n")
    report = checked(example)
    assert "own" not in outcomes(report)
    assert {"rule": "own", "now": "not-applicable", "then": "fail"} in [
        {key: one[key] for key in ("rule", "now", "then")} for one in report.if_merged["differences"]
    ]
    assert "Proposed and not in force until merged: .aims/policies/own.yaml." in report.notes
    assert outcomes(report)["gate-policy-change-approved"] == "unknown"


def test_a_softer_mode_profile_or_level_is_proposed_and_does_not_soften(example: Repo) -> None:
    lay(example, "refused")
    before = failing(example)
    edit(example, CONFIG, "mode: enforce", "mode: audit")
    edit(example, CONFIG, "profile: standard", "profile: starter")
    report = checked(example)
    assert (report.exit_code, report.blocking) == (1, True)
    assert failing(example) == before
    assert report.if_merged["files"] == [CONFIG]


def test_a_waiver_that_the_change_brings_for_itself_is_proposed(example: Repo) -> None:
    lay(example, "refused")
    waiver = (
        "{rule: risk-assessment-recorded, subject: 'system:support-assistant', reason: Later., owner: assistant-owner,"
        " approved_by: risk-lead, from: 2026-11-01, expires: 2026-12-01}"
    )
    example.write(WAIVERS, f"waivers:\n  - {waiver}\n")
    report = checked(example)
    assert outcomes(report)["risk-assessment-recorded"] == "fail"
    (one,) = [d for d in report.if_merged["differences"] if d["rule"] == "risk-assessment-recorded"]
    assert (one["now"], one["then"]) == ("fail", "waived")
    example.commit("Mine", author=OWNER)
    assert outcomes(checked(example, policy_ref="change"))["risk-assessment-recorded"] == "waived"


def test_the_policy_comes_from_the_ref_that_is_named(example: Repo) -> None:
    example.checkout("main")
    example.write(".aims/policies/own.yaml", OWN_RULE)
    example.commit("A rule", author=OWNER)
    example.git("tag", "rules-2")
    example.checkout("change")
    example.write(RECORD, "systems: [support-assistant]\nchange: [prompt]\nsummary: Shorter.\n")
    assert outcomes(checked(example))["own"] == "fail"
    assert "own" not in outcomes(checked(example, policy_ref="main~1"))
    assert checked(example, policy_ref="rules-2").policy["source"] == f"rules-2 ({example.id('rules-2')[:12]})"


def test_a_broken_rule_that_is_proposed_is_said_and_changes_nothing(example: Repo) -> None:
    example.write(".aims/policies/own.yaml", OWN_RULE.replace('"false"', '"record.nothing"'))
    report = checked(example)
    assert report.notes[0].startswith("Once merged, no change could be judged: .aims/policies/own.yaml: ")
    assert (report.verdict, report.if_merged) == ("undecided", {})


BROKEN = [
    (CONFIG, "version: [1\n"),
    (CONFIG, "version: 1\nmode: sometimes\n"),
    (ROLES, "people: 3\n"),
    (METHOD, "levels: {low\n"),
    (WAIVERS, "waivers: none\n"),
    (ENTRY, "id: [\n"),
]


@pytest.mark.parametrize(("path", "text"), BROKEN)
def test_a_broken_trusted_register_judges_nothing_until_it_is_repaired(repo: Repo, path: str, text: str) -> None:
    lay(repo, "base")
    whole = (repo.folder / path).read_text(encoding="utf-8")
    repo.write(path, text)
    repo.commit("Broken", author=OWNER)
    repo.checkout("change", new=True)
    repo.write("README.md", "x\n")
    with pytest.raises(ConfigError, match=f"the trusted {path}:") as caught:
        checked(repo)
    assert caught.value.exit_code == 2
    repo.write(path, whole)
    report = checked(repo)
    assert outcomes(report)["gate-policy-change-approved"] == "unknown"
    assert report.verdict == "undecided"
    assert "This change brings or repairs the register, so it is judged by its own." in report.notes


def test_a_repair_that_is_none_repairs_nothing(repo: Repo) -> None:
    lay(repo, "base")
    repo.write(CONFIG, "version: [1\n")
    repo.commit("Broken", author=OWNER)
    repo.checkout("change", new=True)
    repo.write(CONFIG, "version: {1\n")
    with pytest.raises(ConfigError):
        checked(repo)
    repo.write(CONFIG, "version: 1\n")
    repo.write(ROLES, "people: 3\n")
    with pytest.raises(ConfigError):
        checked(repo)


@pytest.mark.parametrize("text", ["", "# nothing\n", OWN_RULE.replace("title:", "titel:")])
def test_a_broken_trusted_rule_judges_nothing(repo: Repo, text: str) -> None:
    lay(repo, "base")
    repo.write(".aims/policies/own.yaml", text)
    repo.commit("Broken", author=OWNER)
    repo.checkout("change", new=True)
    with pytest.raises(PolicyError, match=r"\.aims/policies/own\.yaml"):
        checked(repo)


def test_a_trusted_rule_that_is_a_link_judges_nothing(repo: Repo) -> None:
    lay(repo, "base")
    repo.write("elsewhere.yaml", OWN_RULE)
    repo.link(".aims/policies/own.yaml", "../../elsewhere.yaml")
    repo.commit("Linked", author=OWNER)
    repo.checkout("change", new=True)
    with pytest.raises(PolicyError, match="links are not followed"):
        checked(repo)


def test_a_first_register_is_a_bootstrap(repo: Repo) -> None:
    repo.write("README.md", "x\n")
    repo.commit("First")
    repo.checkout("change", new=True)
    lay(repo, "base")
    side = collected(repo)
    assert side.bootstrap
    assert side.trusted == side.head
    assert facts_of(side)["proposed"]["could_approve"] == []


def test_a_register_that_is_deleted_still_judges(example: Repo) -> None:
    example.git("rm", "-rq", ".aims")
    example.write(PROMPT, "Be brief.\n")
    report = checked(example)
    assert report.exit_code == 1
    assert "ai-change-declared" in failing(example)
    assert outcomes(report)["gate-policy-change-approved"] == "unknown"


@pytest.mark.parametrize(
    ("path", "text", "runs"),
    [
        (".github/workflows/gate.yml", "run: aims-gate check\n", True),
        (".gitlab-ci.yml", "include: aims-gate\n", True),
        (".github/workflows/test.yml", "run: pytest\n", False),
        ("scripts/gate.sh", "aims-gate check\n", False),
    ],
)
def test_pipelines_that_run_the_gate_are_told(example: Repo, path: str, text: str, runs: bool) -> None:
    example.write(path, text)
    assert collected(example).gate_workflows == ((path,) if runs else ())


def test_a_pipeline_that_no_longer_runs_the_gate_is_told_too(example: Repo) -> None:
    example.write(".github/workflows/gate.yml", "run: aims-gate check\n")
    example.commit("Pipeline", author=OWNER)
    example.git("branch", "-f", "main")
    example.write(".github/workflows/gate.yml", "run: echo fine\n")
    assert collected(example).gate_workflows == (".github/workflows/gate.yml",)
    example.remove(".github/workflows/gate.yml")
    assert collected(example).gate_workflows == (".github/workflows/gate.yml",)


def test_uncommitted_and_untracked_evidence_counts(example: Repo) -> None:
    lay(example, "fixed")
    loose = checked(example)
    example.commit("Mine", author=OWNER)
    committed = checked(example)
    assert outcomes(loose) == outcomes(committed)
    assert loose.exit_code == 0
    assert PRD in collected(example).changed


def test_a_link_out_of_the_tree_is_evidence_of_nothing(example: Repo) -> None:
    example.remove(f"{DOCS}/monitoring.md")
    example.link(f"{DOCS}/monitoring.md", "/etc/passwd")
    example.write(PROMPT, "Be brief.\n")
    side = collected(example)
    assert f"{DOCS}/monitoring.md" not in side.head_tree.documents
    assert "evidence-references-resolve" in failing(example)


def test_evidence_in_a_record_that_was_merged_before_is_not_fresh_again(example: Repo) -> None:
    """A merged record whose words alone are edited brings no results that are newer than it did then."""
    lay(example, "records")
    (example.folder / ".aims/changes").mkdir(parents=True, exist_ok=True)
    (example.folder / "shorter-greeting.yaml").rename(example.folder / RECORD)
    (example.folder / "every-key.yaml").unlink()
    example.commit("A record that is merged", author=OWNER)
    example.git("branch", "-f", "main")
    edit(example, RECORD, "Shorter greeting.", "A greeting that is shorter still.")
    example.write(PROMPT, "Be very brief.\n")
    assert "verification-meets-criteria" in failing(example)
