from dataclasses import replace
from pathlib import Path

import pytest

from aims_gate.errors import SourceError
from aims_gate.forges.github.commits import Commits, commits_of
from aims_gate.forges.github.event import Event
from aims_gate.sources.git import Repository
from tests.repositories import Repo

OF_PULL = Event("pull_request", "octo/shop", "main", "main", number=5)
OF_PUSH = Event("push", "octo/shop", "main", "main", head_ref="main")


@pytest.fixture
def forge(tmp_path: Path) -> Repo:
    """main, a branch from its first commit, and the merge commit that GitHub offers for it."""
    repo = Repo(tmp_path / "forge")
    repo.write("a", "1\n")
    repo.commit("First")
    repo.branch("topic")
    repo.write("a", "2\n")
    repo.commit("Second")
    repo.checkout("topic")
    repo.write("b", "1\n")
    repo.commit("Topic")
    repo.checkout("main")
    repo.git("checkout", "-q", "--detach")
    repo.git("update-ref", "refs/pull/5/head", "topic")
    repo.git("update-ref", "refs/pull/5/merge", repo.merge("topic"))
    repo.checkout("main")
    return repo


def clone(forge: Repo, folder: Path, *options: str) -> Repo:
    return forge.clone(folder, "--no-checkout", *options)


def found(clone: Repo, event: Event, policy_ref: str = "") -> Commits:
    with Repository(str(clone.folder)) as repository:
        return commits_of(repository, event, policy_ref)


def refused(clone: Repo, event: Event) -> SourceError:
    with pytest.raises(SourceError) as raised:
        found(clone, event)
    assert raised.value.exit_code == 3
    return raised.value


def test_a_pull_request_is_judged_from_where_it_left_its_base(forge: Repo, tmp_path: Path) -> None:
    event = replace(OF_PULL, head_sha=forge.id("topic"), base_sha=forge.id("main~1"))
    here = found(clone(forge, tmp_path / "clone"), event)
    assert (here.tip, here.base, here.head) == (forge.id("main"), forge.id("main~1"), forge.id("topic"))
    assert (here.trust.ref, here.trust.commit) == ("origin/main", forge.id("main"))


def test_into_another_branch_the_default_branch_still_binds(forge: Repo, tmp_path: Path) -> None:
    forge.branch("soft", "main~1")
    event = replace(OF_PULL, base_ref="soft", head_sha=forge.id("topic"), base_sha=forge.id("soft"))
    here = found(clone(forge, tmp_path / "clone"), event)
    assert (here.tip, here.trust.commit) == (forge.id("soft"), forge.id("main"))


def test_into_another_branch_its_own_tip_never_stands_in_for_the_default_branch(forge: Repo, tmp_path: Path) -> None:
    forge.branch("soft", "main~1")
    here = clone(forge, tmp_path / "clone", "--single-branch", "--branch", "topic")
    event = replace(OF_PULL, base_ref="soft", head_sha=forge.id("topic"), base_sha=forge.id("main~1"))
    error = refused(here, event)
    assert "the tip of main, whose rules bind" in error.message
    assert "fetch-depth: 0" in error.hint
    assert "git fetch origin main:refs/remotes/origin/main" in error.hint


def test_a_base_without_a_ref_is_known_by_the_event(forge: Repo, tmp_path: Path) -> None:
    here = clone(forge, tmp_path / "clone")
    tip = forge.id("main")
    here.git("update-ref", "-d", "refs/remotes/origin/main")
    event = replace(OF_PULL, head_sha=forge.id("topic"), base_sha=tip)
    assert found(here, event).trust.commit == tip


def test_a_local_branch_of_that_name_is_not_the_forges(forge: Repo, tmp_path: Path) -> None:
    here = clone(forge, tmp_path / "clone")
    here.git("update-ref", "refs/heads/main", forge.id("topic"))
    event = replace(OF_PULL, head_sha=forge.id("topic"), base_sha=forge.id("main"))
    assert found(here, event).trust.commit == forge.id("main")


def test_policy_of_another_ref(forge: Repo, tmp_path: Path) -> None:
    event = replace(OF_PULL, head_sha=forge.id("topic"), base_sha=forge.id("main"))
    here = found(clone(forge, tmp_path / "clone"), event, forge.id("main~1"))
    assert (here.trust.commit, here.tip) == (forge.id("main~1"), forge.id("main"))


def test_a_head_that_is_not_here(forge: Repo, tmp_path: Path) -> None:
    here = clone(forge, tmp_path / "clone", "--single-branch", "--branch", "main")
    error = refused(here, replace(OF_PULL, head_sha=forge.id("topic"), base_sha=forge.id("main")))
    assert "git fetch origin pull/5/head" in error.hint
    here.git("fetch", "-q", "origin", "pull/5/head")
    assert found(here, replace(OF_PULL, head_sha=forge.id("topic"), base_sha=forge.id("main"))).base


def test_a_shallow_clone_says_the_fix(forge: Repo, tmp_path: Path) -> None:
    here = clone(forge, tmp_path / "clone", "--depth=1", "--no-single-branch")
    error = refused(here, replace(OF_PULL, head_sha=forge.id("topic"), base_sha=forge.id("main")))
    assert "fetch-depth: 0" in error.hint


def test_a_merge_group_is_judged_from_what_it_is_built_on(forge: Repo, tmp_path: Path) -> None:
    forge.git("update-ref", "refs/heads/gh-readonly-queue/main/pr-5", "refs/pull/5/merge")
    event = Event(
        "merge_group", "octo/shop", "main", "main", forge.id("main~1"), head_sha=forge.id("refs/pull/5/merge")
    )
    here = found(clone(forge, tmp_path / "clone"), event)
    assert (here.tip, here.base, here.trust.commit) == (forge.id("main~1"), forge.id("main~1"), forge.id("main"))


def test_a_push_to_the_default_branch_is_judged_by_what_bound_before(forge: Repo, tmp_path: Path) -> None:
    event = replace(OF_PUSH, base_sha=forge.id("main~1"), head_sha=forge.id("main"))
    here = found(clone(forge, tmp_path / "clone"), event)
    assert (here.base, here.head, here.trust.commit) == (forge.id("main~1"), forge.id("main"), forge.id("main~1"))


def test_the_push_that_makes_the_default_branch(forge: Repo, tmp_path: Path) -> None:
    error = refused(clone(forge, tmp_path / "clone"), replace(OF_PUSH, head_sha=forge.id("main")))
    assert "nothing before it" in error.message


def test_a_push_that_throws_away_what_was_there(forge: Repo, tmp_path: Path) -> None:
    error = refused(clone(forge, tmp_path / "clone"), replace(OF_PUSH, base_sha="a" * 40, head_sha=forge.id("main")))
    assert "before this push" in error.message


def test_a_push_to_another_branch(forge: Repo, tmp_path: Path) -> None:
    event = replace(OF_PUSH, head_ref="topic", head_sha=forge.id("topic"))
    here = found(clone(forge, tmp_path / "clone"), event)
    assert (here.tip, here.base, here.trust.commit) == (forge.id("main"), forge.id("main~1"), forge.id("main"))


def test_a_run_by_hand_judges_the_tip_of_its_branch(forge: Repo, tmp_path: Path) -> None:
    event = replace(OF_PUSH, kind="workflow_dispatch", head_ref="topic")
    here = found(clone(forge, tmp_path / "clone"), event)
    assert (here.base, here.head) == (forge.id("main~1"), forge.id("topic"))
    assert "nowhere" in refused(clone(forge, tmp_path / "other"), replace(event, head_ref="nowhere")).message


def test_a_run_by_hand_for_a_tag(forge: Repo, tmp_path: Path) -> None:
    forge.git("tag", "v1/final", "topic")
    event = replace(OF_PUSH, kind="workflow_dispatch", head_ref="refs/tags/v1/final")
    assert found(clone(forge, tmp_path / "clone"), event).head == forge.id("topic")
