from pathlib import Path

import pytest

from aims_gate.facts.build import build
from aims_gate.forges.local.change import NAME, Asked, read_change
from aims_gate.sources import pack
from aims_gate.sources.collect import collect
from aims_gate.sources.contribution import Matter
from aims_gate.sources.git import Repository
from aims_gate.sources.matter import matter_of
from tests.e2e.example import EVIDENCE, PROMPT, SYSTEM, TODAY, commit, edit, example
from tests.repositories import Repo


def matter(repo: Repo) -> Matter:
    with Repository(str(repo.folder)) as repository:
        with read_change(repository, Asked(base="main", head="HEAD")) as (change, trust):
            side = collect(repository, change, trust, TODAY, NAME)
        return matter_of(side, build(side, pack.change_types()))


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return example(tmp_path / "repo", "fixed")


@pytest.mark.parametrize(
    "path",
    [
        PROMPT,
        "services/assistant/new.py",
        SYSTEM,
        ".aims/changes/any.yaml",
        ".aims/policies/own.yaml",
        "CODEOWNERS",
        ".github/CODEOWNERS",
        f"{EVIDENCE}/impact.md",
        f"{EVIDENCE}/deployment.md",
    ],
)
def test_what_decides(path: str, repo: Repo) -> None:
    assert matter(repo).decides(path)


@pytest.mark.parametrize(
    "path",
    ["services/billing/invoice.py", "services/assistant/tests/test_draft.py", "README.md", ".github/workflows/ci.yml"],
)
def test_what_does_not(path: str, repo: Repo) -> None:
    assert not matter(repo).decides(path)


def test_the_pipeline_that_runs_the_gate_decides(repo: Repo) -> None:
    repo.write(".github/workflows/gate.yml", "jobs: {gate: {steps: [{uses: octo/aims-gate@v1}]}}\n")
    repo.write(".github/workflows/ci.yml", "jobs: {}\n")
    commit(repo)
    found = matter(repo)
    assert found.decides(".github/workflows/gate.yml")
    assert not found.decides(".github/workflows/ci.yml")


def test_paths_of_either_version_of_an_entry_decide(repo: Repo) -> None:
    edit(repo, SYSTEM, "  - prompts/assistant/**", "  - lib/**")
    commit(repo)
    found = matter(repo)
    assert found.decides(PROMPT)
    assert found.decides("lib/any.py")


def test_below_tier_high_evidence_left_alone_does_not_count(repo: Repo) -> None:
    assert matter(repo).unedited == ()


def test_from_tier_high_on_it_does(repo: Repo) -> None:
    edit(repo, SYSTEM, "tier: limited", "tier: high")
    commit(repo)
    assert f"{EVIDENCE}/deployment.md" in matter(repo).unedited
