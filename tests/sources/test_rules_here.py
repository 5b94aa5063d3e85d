"""The rules of one's own as they lie in a repository: uncommitted ones too, and none where there is no repository."""

from pathlib import Path

import pytest

from aims_gate.errors import PolicyError
from aims_gate.sources.rules_here import rules_here
from tests.repositories import Repo

RULE = """
id: {id}
title: is as we want it
controls: ["6.3"]
subject: change
severity: warning
require: [{{that: change.ai, message: No.}}]
why: Because.
fix: Ask ana.
examples:
  pass: [{{name: a, facts: {{change: {{ai: true}}}}}}]
  fail: [{{name: b, facts: {{change: {{ai: false}}}}}}]
"""


def test_committed_and_uncommitted_ones_by_path(repo: Repo, tmp_path: Path) -> None:
    repo.write(".aims/policies/two.yaml", RULE.format(id="two"))
    repo.commit()
    repo.write(".aims/policies/one.yaml", RULE.format(id="one"))
    assert [(rule.id, rule.pack) for rule in rules_here(str(repo.folder))] == [("one", "own"), ("two", "own")]
    assert rules_here(str(tmp_path)) == ()


def test_a_broken_one_is_told(repo: Repo) -> None:
    repo.write(".aims/policies/one.yaml", RULE.format(id="two"))
    with pytest.raises(PolicyError, match="not `one`, the name of its file"):
        rules_here(str(repo.folder))


def test_a_bare_repository_has_those_of_its_head(repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "-q", "--bare", str(repo.folder), str(tmp_path / "empty.git"))
    assert rules_here(str(tmp_path / "empty.git")) == ()
    repo.write(".aims/policies/one.yaml", RULE.format(id="one"))
    repo.commit()
    repo.git("clone", "-q", "--bare", str(repo.folder), str(tmp_path / "bare.git"))
    assert [rule.id for rule in rules_here(str(tmp_path / "bare.git"))] == ["one"]
