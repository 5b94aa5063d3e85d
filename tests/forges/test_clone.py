from collections.abc import Iterator
from pathlib import Path

import pytest

from aims_gate.errors import SourceError
from aims_gate.forges.clone import BRANCHES, Clone, Landing
from aims_gate.sources.git import Repository
from tests.repositories import Repo

MISSING = "9" * 40


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A clone with two commits, whose branch `main` is known as the forge's."""
    repo = Repo(tmp_path)
    for text in ("1", "2"):
        repo.write("a", text)
        repo.commit(text)
    repo.git("update-ref", f"{BRANCHES}main", "main")
    return repo


@pytest.fixture
def clone(repo: Repo) -> Iterator[Clone]:
    with Repository(str(repo.folder)) as opened:
        yield Clone(opened, "get all of it", "patch")


def never() -> tuple[str, str]:
    raise AssertionError("the default branch is not asked for")


def test_a_branch_is_the_forge_s_and_no_local_one(clone: Clone, repo: Repo) -> None:
    repo.branch("topic")
    assert clone.branch("main") == repo.id("main")
    assert clone.branch("topic") is None
    assert clone.branch("") is None


@pytest.mark.parametrize(
    ("commit", "fetched_as", "named", "fetch"),
    [
        (MISSING, "", "999999999999", f"run `git fetch origin {MISSING}`"),
        (MISSING, "pull/5/head", "999999999999", "run `git fetch origin pull/5/head`"),
        ("", "", "unnamed", "fetch that branch"),
    ],
)
def test_a_commit_that_is_not_here_is_an_error_with_the_way_to_it(
    clone: Clone, commit: str, fetched_as: str, named: str, fetch: str
) -> None:
    with pytest.raises(SourceError) as raised:
        clone.required(commit, "the commit to judge", fetched_as)
    assert raised.value.message == f"the commit to judge ({named}) is not in this clone"
    assert raised.value.hint == f"get all of it, or {fetch}"


def test_a_push_that_makes_the_default_branch_has_nothing_before_it(clone: Clone) -> None:
    with pytest.raises(SourceError) as raised:
        clone.trust("", Landing("main", ""), never)
    assert "there is nothing before it to judge against" in raised.value.message
    assert raised.value.hint == "leave it: the next push and every patch is judged"


def test_a_push_is_judged_by_what_bound_before_it(clone: Clone, repo: Repo) -> None:
    trust = clone.trust("", Landing("main", repo.id("main~1")), never)
    assert (trust.ref, trust.commit) == ("main before this push", repo.id("main~1"))
    assert trust.tree == repo.id("main~1^{tree}")


def test_what_is_pinned_binds_before_all_else(clone: Clone, repo: Repo) -> None:
    trust = clone.trust("main~1", Landing("main", repo.id("main")), never)
    assert (trust.ref, trust.commit) == ("main~1", repo.id("main~1"))


def test_otherwise_the_default_branch_binds(clone: Clone, repo: Repo) -> None:
    trust = clone.trust("", None, lambda: (repo.id("main"), "origin/main"))
    assert (trust.ref, trust.commit) == ("origin/main", repo.id("main"))
