"""The history that a check reads: only where a touched system's drift is counted, and what it leads to."""

from pathlib import Path

import pytest

from aims_gate.sources.git import Repository
from tests.examples import DOCS, OWNER, PROMPT, checked, collected, facts_of, lay, outcomes
from tests.repositories import Repo

METHOD = ".aims/risk-method.yaml"
RECORD = "systems: [support-assistant]\nchange: [prompt]\nsummary: Shorter.\n"
CURRENT = ("impact-assessment-current", "risk-assessment-current")


def drifting(repo: Repo, drift: str) -> Repo:
    """The example with three prompts landed since its assessments of 2026-09-01, and a fourth on a branch."""
    lay(repo, "base")
    text = (repo.folder / METHOD).read_text(encoding="utf-8")
    repo.write(METHOD, "\n".join(drift if line.startswith("drift:") else line for line in text.splitlines()) + "\n")
    repo.commit("Base", author=OWNER, committer=OWNER, date="2026-08-01T10:00:00+00:00")
    for day in (10, 11, 12):
        repo.write(PROMPT, f"Be brief: {day}.\n")
        repo.commit(f"Prompt {day}", author=OWNER, committer=OWNER, date=f"2026-10-{day}T10:00:00+00:00")
    repo.checkout("change", new=True)
    repo.write(PROMPT, "Be very brief.\n")
    repo.write(".aims/changes/x.yaml", RECORD)
    return repo


@pytest.fixture
def drifted(repo: Repo) -> Repo:
    """That at which a fourth change forces new assessments."""
    return drifting(repo, "drift: {limited: 4}")


def test_the_change_that_makes_up_the_number_fails(drifted: Repo) -> None:
    report = checked(drifted)
    assert [outcomes(report)[rule] for rule in CURRENT] == ["fail", "fail"]
    said = [finding.message for result in report.results if result.rule in CURRENT for finding in result.findings]
    assert said[0].startswith("support-assistant was materially changed 4 times since 2026-09-01,")
    assert "at tier limited 4 changes force a new one" in said[0]


def test_one_fewer_passes(repo: Repo) -> None:
    report = checked(drifting(repo, "drift: {limited: 5}"))
    assert [outcomes(report)[rule] for rule in CURRENT] == ["pass", "pass"]


def test_readiness_counts_the_same(drifted: Repo) -> None:
    from tests.standing_example import facts_of as standing_facts

    counted = facts_of(collected(drifted))["systems"][0]["history"]
    drifted.commit("Landed", author=OWNER, committer=OWNER, date="2026-11-20T10:00:00+00:00")
    drifted.git("branch", "-f", "main", "change")
    (system,) = standing_facts(drifted)["programme"]["systems"]
    assert system["changes_since"] == counted == {"impact_assessment": 4, "risk_assessment": 4}


def test_a_shallow_clone_that_cuts_the_span_is_undecided_and_says_what_to_run(drifted: Repo, tmp_path: Path) -> None:
    drifted.commit("Mine", author=OWNER)
    copy = drifted.clone(tmp_path / "copy", "--depth=3", "--no-single-branch")
    copy.git("branch", "-q", "main", "origin/main")
    copy.checkout("change")
    report = checked(copy)
    assert [outcomes(report)[rule] for rule in CURRENT] == ["unknown", "unknown"]
    (reason,) = {result.reason for result in report.results if result.rule in CURRENT}
    assert "since 2026-09-01 cannot be counted" in reason
    assert "git fetch --unshallow" in reason


def test_a_shallow_clone_that_holds_the_span_serves(drifted: Repo, tmp_path: Path) -> None:
    drifted.commit("Mine", author=OWNER)
    copy = drifted.clone(tmp_path / "copy", "--depth=5", "--no-single-branch")
    copy.git("branch", "-q", "main", "origin/main")
    copy.checkout("change")
    assert [outcomes(checked(copy))[rule] for rule in CURRENT] == ["fail", "fail"]


@pytest.mark.parametrize("drift", ["", "drift: {high: 8}"])
def test_the_log_is_left_alone_where_no_drift_is_counted(
    repo: Repo, drift: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drifting(repo, drift)
    asked: list[str] = []
    monkeypatch.setattr(Repository, "line", lambda _, tip, since="": asked.append(tip))
    assert collected(repo).landed == ()
    assert asked == []


def test_a_change_that_touches_no_system_reads_no_log(drifted: Repo) -> None:
    drifted.git("checkout", "-q", "--force", "main")
    drifted.git("clean", "-qfd")
    drifted.checkout("other", new=True)
    drifted.write("README.md", "Words.\n")
    assert collected(drifted).landed == ()
    drifted.write(f"{DOCS}/verification.md", (drifted.folder / f"{DOCS}/verification.md").read_text() + "\nMore.\n")
    assert len(collected(drifted).landed) == 3
