"""`aims-gate test`: the examples of rules are their tests, and the rule of the documentation is one that works."""

import re
from pathlib import Path

import pytest

from tests.e2e.command import called
from tests.repositories import Repo
from tests.tree import ROOT

RULE = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)[0]
PATH = ".aims/policies/security-reviewed.yaml"


def said(repo: Repo, *args: str) -> tuple[int, str, str]:
    done = called(repo.folder, *args)
    return done.code, done.out, done.words


def test_the_rule_of_the_documentation_is_what_its_examples_say(repo: Repo) -> None:
    repo.write(PATH, RULE)
    code, out, _ = said(repo, "test")
    assert code == 0
    assert out.startswith("security-reviewed\n  ok passes: security approved what would be merged\n")
    assert "nobody of security has" in out
    assert out.endswith("\n1 rule, 2 examples: none wrong.\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "roles: [risk-approver]",
            "roles: [security]",
            "wrong fails: somebody else approved\n        The rule says pass",
        ),
        (
            "state: verified, ",
            "",
            "wrong passes: security approved what would be merged\n        The rule says unknown",
        ),
        ("kind: endpoint,", "kind: package,", "The rule says not-applicable of it: it does not hold that change.ai"),
    ],
)
def test_an_example_that_is_not_what_it_says_is_told(repo: Repo, old: str, new: str, told: str) -> None:
    repo.write(PATH, RULE.replace(old, new))
    code, out, _ = said(repo, "test")
    assert (code, told in out, out.endswith((" 1 wrong.\n", " 2 wrong.\n"))) == (1, True, True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "approvals: [{state: verified, roles: [security]}]",
            "aprovals: []",
            "see no `aprovals` did you mean `approvals`?",
        ),
        ("a.state == 'verified'", "a.stat == 'verified'", "did you mean `approvals.[].state`?"),
        ('["A.6.2.4"]', '["A.99"]', "`A.99` is no control of the catalogue"),
        ("severity: error", "severity: grave", "'severity' cannot be 'grave'"),
    ],
)
def test_a_rule_that_cannot_be_used_is_no_success(repo: Repo, old: str, new: str, words: str) -> None:
    assert old in RULE
    repo.write(PATH, RULE.replace(old, new))
    code, out, told = said(repo, "test")
    assert (code, out) == (2, "")
    assert words in told.replace("→ ", "")


def test_where_there_is_no_rule_nothing_was_tested(repo: Repo, tmp_path: Path) -> None:
    assert said(repo, "test")[0] == 2
    assert called(tmp_path, "test").code == 2
    code, _, words = said(repo, "test", "risks-treted")
    assert (code, "did you mean `risks-treated`?" in words) == (2, True)


def test_a_built_in_rule_is_tested_by_its_name(repo: Repo) -> None:
    code, out, _ = said(repo, "test", "risk-signed-off", "risk-signed-off", "risks-treated")
    assert code == 0
    assert "\n2 rules, " in out
    assert "ok not applicable: " in out


def test_own_rules_are_listed_and_explained(repo: Repo) -> None:
    repo.write(PATH, RULE)
    assert "\nsecurity-reviewed (from minimal, error) · A.6.2.4\n" in said(repo, "rules")[1]
    explained = said(repo, "explain", "security-reviewed")[1]
    assert explained.startswith("security-reviewed\nThis change was looked at by security.\n")
    assert "Material edits came after the review of security" in explained


def test_a_broken_rule_of_ones_own_is_no_obstacle_to_a_built_in_one(repo: Repo) -> None:
    repo.write(PATH, "id: [")
    assert said(repo, "explain", "risk-signed-off")[0] == 0
    assert said(repo, "test", "risk-signed-off")[0] == 0
    assert said(repo, "explain", "security-reviewed")[0] == 2


def test_a_bare_repository_has_the_rules_of_its_head(repo: Repo, tmp_path: Path) -> None:
    repo.write(PATH, RULE)
    repo.commit()
    bare = tmp_path / "bare.git"
    repo.git("clone", "-q", "--bare", str(repo.folder), str(bare))
    assert called(bare, "test").code == 0
