"""What every forge promises: the same change with the same approvals has the same outcome, rule by rule.

A local run has nobody to ask. It promises the same for every rule that needs no approval, and to wait for the others.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.e2e.command import Said, called
from tests.e2e.example import EVIDENCE, TODAY, example
from tests.forges.github.stand_in import StandIn as GitHubStandIn
from tests.forges.github.story import Story as GitHubStory
from tests.forges.github.world import World as GitHubWorld
from tests.forges.gitlab.stand_in import StandIn as GitLabStandIn
from tests.forges.gitlab.story import NUMBER as MERGE
from tests.forges.gitlab.story import Story as GitLabStory
from tests.forges.gitlab.world import World as GitLabWorld
from tests.repositories import Repo

INVOICE = "services/billing/invoice.py"
Outcomes = dict[str, tuple[str, str]]


class Place(Protocol):
    """Where the change lies: what people do there, and what the gate then says."""

    name: str
    repo: Repo

    def approve(self, login: str) -> None: ...
    def withdraw(self, login: str) -> None: ...
    def is_a_bot(self, login: str) -> None: ...
    def pushed(self) -> None: ...
    def judge(self) -> Said: ...


class Local:
    name = "local"

    def __init__(self, folder: Path, state: str) -> None:
        self.repo = example(folder / "local", state)

    def approve(self, login: str) -> None:
        """There is nowhere to approve."""

    def withdraw(self, login: str) -> None:
        """Nor to take it back."""

    def is_a_bot(self, login: str) -> None:
        """Nor anybody to be one."""

    def pushed(self) -> None:
        """Nor anywhere to push."""

    def judge(self) -> Said:
        return called(self.repo.folder, "check", "--base", "main", "--as-of", TODAY, "--report", "json=-")


class OnGitHub:
    name = "github"

    def __init__(self, folder: Path, state: str) -> None:
        self.stand_in = GitHubStandIn(GitHubWorld())
        self.stand_in.__enter__()
        self.story = GitHubStory(folder / "github", self.stand_in, state)
        self.repo = self.story.repo
        self.bots: set[str] = set()

    def approve(self, login: str) -> None:
        given = self.story.review(login)
        if login in self.bots:
            given["user"]["type"] = "Bot"

    def withdraw(self, login: str) -> None:
        self.story.review(login, "CHANGES_REQUESTED", at="2026-11-20T13:00:00Z")

    def is_a_bot(self, login: str) -> None:
        self.bots.add(login)

    def pushed(self) -> None:
        self.story.at(self.repo.id())
        self.story.pushed()

    def judge(self) -> Said:
        return self.story.judge()


class OnGitLab:
    name = "gitlab"

    def __init__(self, folder: Path, state: str) -> None:
        self.stand_in = GitLabStandIn(GitLabWorld())
        self.stand_in.__enter__()
        self.story = GitLabStory(folder / "gitlab", self.stand_in, state)
        self.repo = self.story.repo

    def approve(self, login: str) -> None:
        self.story.approve(login)

    def withdraw(self, login: str) -> None:
        self.story.world.unapprove(MERGE, login, "requested_changes")

    def is_a_bot(self, login: str) -> None:
        self.story.world.bots.add(login)

    def pushed(self) -> None:
        self.story.at(self.repo.id())
        self.story.pushed()

    def judge(self) -> Said:
        return self.story.judge()


def unsigned(place: Place) -> None:
    """Nobody has said a word."""


def signed_at_head(place: Place) -> None:
    place.approve("octo-risk")


def signed_by_the_author(place: Place) -> None:
    place.approve("octo-owner")


def stale_after_a_material_push(place: Place) -> None:
    place.approve("octo-risk")
    path = f"{EVIDENCE}/impact.md"
    place.repo.write(path, (place.repo.folder / path).read_text() + "\nOne more thing.\n")
    commit(place.repo)
    place.pushed()


def kept_after_a_rebase(place: Place) -> None:
    place.approve("octo-risk")
    branch = place.repo.git("rev-parse", "--abbrev-ref", "HEAD").decode().strip()
    place.repo.checkout("main")
    place.repo.write(INVOICE, "TAX = 1\n")
    place.repo.commit("Meanwhile")
    place.repo.checkout(branch)
    place.repo.git("rebase", "-q", "main")
    place.pushed()


def not_entitled(place: Place) -> None:
    place.approve("octo-platform")


def approved_by_a_bot(place: Place) -> None:
    place.is_a_bot("octo-risk")
    place.approve("octo-risk")


def withdrawn(place: Place) -> None:
    place.approve("octo-risk")
    place.withdraw("octo-risk")


def touches_no_ai(place: Place) -> None:
    place.repo.checkout("main")
    place.repo.checkout("bills", new=True)
    place.repo.write(INVOICE, "TAX = 2\n")
    commit(place.repo)
    place.pushed()


CASES: list[tuple[Callable[[Place], None], str, int, dict[str, str]]] = [
    (unsigned, "fixed", 1, {"risk-lead": "claimed"}),
    (signed_at_head, "fixed", 0, {"risk-lead": "verified"}),
    (signed_by_the_author, "fixed", 1, {"risk-lead": "claimed", "assistant-owner": "self"}),
    (stale_after_a_material_push, "fixed", 1, {"risk-lead": "stale"}),
    (kept_after_a_rebase, "fixed", 0, {"risk-lead": "verified"}),
    (not_entitled, "fixed", 1, {"risk-lead": "claimed", "platform-lead": "not-entitled"}),
    (approved_by_a_bot, "fixed", 1, {"risk-lead": "bot"}),
    (withdrawn, "fixed", 1, {"risk-lead": "withdrawn"}),
    (signed_at_head, "refused", 1, {"risk-lead": "verified", "assistant-owner": "refuted"}),
    (touches_no_ai, "fixed", 0, {}),
]
"""What happens, to which version of the change, the exit code on a forge, and who is listed in which state."""


def commit(repo: Repo) -> None:
    owner = "octo-owner <octo-owner@users.noreply.github.com>"
    repo.commit("Another commit", author=owner, committer=owner, date="2026-11-20T15:00:00+00:00")


def outcomes(said: Said) -> Outcomes:
    """Rule and subject → outcome."""
    found: Outcomes = {}
    for result in said.report["results"]:
        key = f"{result['rule']}[{result['subject']['kind']}:{result['subject']['id']}]"
        found[key] = (result["outcome"], "waiting" if result["waiting"] else "")
    return found


def states(said: Said) -> dict[str, str]:
    """Person or account → the state of their sign-off."""
    systems: dict[str, Any] = said.report["sign_off"]
    return {row["person"]: row["state"] for system in systems.values() for row in system["given"]}


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Callable[[str], tuple[Local, OnGitHub, OnGitLab]]]:
    made: list[OnGitHub | OnGitLab] = []

    def make(state: str) -> tuple[Local, OnGitHub, OnGitLab]:
        local, github, gitlab = Local(tmp_path, state), OnGitHub(tmp_path, state), OnGitLab(tmp_path, state)
        made.extend((github, gitlab))
        return local, github, gitlab

    yield make
    for place in made:
        place.stand_in.__exit__(None, None, None)
        assert place.stand_in.violations == []


@pytest.mark.parametrize(
    ("happens", "state", "code", "listed"), CASES, ids=[f"{case[0].__name__}-{case[1]}" for case in CASES]
)
def test_the_same_change_has_the_same_outcomes(
    happens: Callable[[Place], None], state: str, code: int, listed: dict[str, str], places: Any
) -> None:
    local, github, gitlab = places(state)
    for place in (local, github, gitlab):
        happens(place)
    on_github, on_gitlab, here = github.judge(), gitlab.judge(), local.judge()
    assert (on_github.code, on_gitlab.code) == (code, code)
    assert outcomes(on_gitlab) == outcomes(on_github)
    assert states(on_gitlab) == states(on_github) == listed
    assert on_gitlab.report["verdict"] == on_github.report["verdict"]
    waits = {key for key, (_, waiting) in outcomes(here).items() if waiting}
    settled = {key: found for key, found in outcomes(here).items() if key not in waits}
    assert settled == {key: found for key, found in outcomes(on_gitlab).items() if key not in waits}


def test_what_waits_locally_is_what_an_approval_decides(places: Any) -> None:
    local, github, gitlab = places("fixed")
    before, here = outcomes(gitlab.judge()), outcomes(local.judge())
    for place in (github, gitlab):
        place.approve("octo-risk")
    after = outcomes(gitlab.judge())
    decided = {key for key in before if before[key] != after[key]}
    assert decided
    assert decided == {key for key, (_, waiting) in here.items() if waiting}


OWN_RULE = """
id: risk-approver-agreed
title: was approved by a risk approver
controls: ["8.1"]
subject: change
severity: error
when: change.ai
require:
  - that: approvals.exists(a, a.state == 'verified' && 'risk-approver' in a.roles)
    message: "No risk approver has approved this change."
why: We want it so.
fix: Ask one.
examples:
  pass: [{name: a, facts: {change: {ai: true}, approvals: [{state: verified, roles: [risk-approver]}]}}]
  fail: [{name: b, facts: {change: {ai: true}, approvals: []}}]
"""


@pytest.mark.parametrize(
    ("happens", "outcome"),
    [
        (unsigned, "fail"),
        (signed_at_head, "pass"),
        (signed_by_the_author, "fail"),
        (not_entitled, "fail"),
        (approved_by_a_bot, "fail"),
        (withdrawn, "fail"),
        (stale_after_a_material_push, "fail"),
        (touches_no_ai, "not-applicable"),
    ],
)
def test_a_rule_of_ones_own_sees_the_approvals(happens: Callable[[Place], None], outcome: str, places: Any) -> None:
    local, github, gitlab = places("fixed")
    for place in (local, github, gitlab):
        branch = place.repo.git("rev-parse", "--abbrev-ref", "HEAD").decode().strip()
        place.repo.checkout("main")
        place.repo.write(".aims/policies/risk-approver-agreed.yaml", OWN_RULE)
        place.repo.commit("A rule of our own")
        place.repo.checkout(branch)
        place.repo.git("rebase", "-q", "main")
        place.pushed()
        happens(place)

    def said(place: Place) -> tuple[str, str]:
        found = outcomes(place.judge())
        return next(said for key, said in found.items() if key.startswith("risk-approver-agreed["))

    assert (said(github), said(gitlab)) == ((outcome, ""), (outcome, ""))
    assert said(local) == ((outcome, "") if outcome == "not-applicable" else ("unknown", "waiting"))
