"""A change in a local repository: what is judged, against what, and by whose rules."""

import pytest

from aims_gate.errors import SourceError, UsageError
from aims_gate.forges.local.change import Asked, read_change
from aims_gate.model.change import Change, Identity
from aims_gate.sources.collect import Trust
from aims_gate.sources.git import Repository
from tests.repositories import Repo


def read(repo: Repo, **asked: object) -> tuple[Change, Trust]:
    with Repository(str(repo.folder)) as repository, read_change(repository, Asked(**asked)) as found:
        return found


def paths(change: Change) -> list[str]:
    return [f"{file.status} {file.path}" for file in change.files]


@pytest.fixture
def branched(repo: Repo) -> Repo:
    """`change` has one commit that main has not, and main one that `change` has not."""
    repo.write("shared.md", "1")
    repo.commit("First")
    repo.checkout("change", new=True)
    repo.write("mine.md", "1")
    repo.commit("Mine\n\nwith a body", author="Ben <ben@example.org>")
    repo.checkout("main")
    repo.write("theirs.md", "1")
    repo.commit("Theirs")
    repo.checkout("change")
    return repo


def test_the_diff_is_from_the_merge_base_and_the_trust_at_the_tip(branched: Repo) -> None:
    change, trust = read(branched)
    assert paths(change) == ["A mine.md"]
    assert change.base == branched.id("main~1")
    assert (trust.ref, trust.commit) == ("main", branched.id("main"))
    assert trust.tree == branched.id("main^{tree}")


def test_a_clean_tree_is_judged_as_its_commit(branched: Repo) -> None:
    change, _ = read(branched)
    assert (change.head, change.head_tree) == (branched.id("change"), branched.id("change^{tree}"))
    assert (change.title, change.author) == ("Mine", Identity("Ben", "ben@example.org"))
    assert [commit.id for commit in change.commits] == [branched.id("change")]
    assert change.reviews is None


def test_uncommitted_and_untracked_files_are_part_of_the_change(branched: Repo) -> None:
    branched.write("mine.md", "2")
    branched.write("new/untracked.md", "new")
    branched.write(".gitignore", "ignored.md\n")
    branched.write("ignored.md", "other")
    branched.remove("shared.md")
    change, _ = read(branched)
    assert paths(change) == ["A .gitignore", "A mine.md", "A new/untracked.md", "D shared.md"]
    assert change.head == ""
    assert change.author == Identity("", "")


def test_the_author_of_uncommitted_work_is_who_would_commit_it(branched: Repo) -> None:
    branched.git("config", "user.name", "Cleo")
    branched.git("config", "user.email", "cleo@example.org")
    branched.write("new.md", "1")
    assert read(branched)[0].author == Identity("Cleo", "cleo@example.org")


def test_a_named_head_is_judged_and_the_tree_left_aside(branched: Repo) -> None:
    branched.write("new.md", "1")
    change, trust = read(branched, head="main", base="change")
    assert paths(change) == ["A theirs.md"]
    assert change.head == branched.id("main")
    assert (trust.ref, trust.commit) == ("change", branched.id("change"))


def test_the_policy_may_come_from_another_ref(branched: Repo) -> None:
    branched.git("tag", "v1", "main~1")
    change, trust = read(branched, policy_ref="v1")
    assert (trust.ref, trust.commit) == ("v1", branched.id("main~1"))
    assert change.base == branched.id("main~1")
    assert paths(change) == ["A mine.md"]


def test_the_base_is_the_remotes_default_branch(branched: Repo, tmp_path: object) -> None:
    clone = branched.clone(branched.folder.parent / "clone")
    clone.git("checkout", "-q", "-B", "work", "origin/main")
    branched.checkout("main")
    clone.git("remote", "set-head", "origin", "main")
    clone.write("new.md", "1")
    change, trust = read(clone)
    assert trust.ref == "origin/main"
    assert paths(change) == ["A new.md"]


def test_description_and_labels_stand_in_for_those_of_a_pull_request(branched: Repo) -> None:
    change, _ = read(branched, description="PRD: docs/prd.md", labels=("aims:none-material",))
    assert (change.body, change.labels) == ("PRD: docs/prd.md", ("aims:none-material",))


def test_on_the_base_itself_nothing_changes(branched: Repo) -> None:
    branched.checkout("main")
    change, _ = read(branched)
    assert (change.files, change.commits, change.title) == ((), (), "")


def test_without_a_default_branch_the_base_has_to_be_named(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "trunk")
    repo.write("a", "1")
    repo.commit()
    with pytest.raises(UsageError, match="no default branch") as caught:
        read(repo)
    assert caught.value.hint == "name it: `aims-gate check --base REF`"
    assert paths(read(repo, base="trunk")[0]) == []


def test_without_a_commit_there_is_nothing_to_judge_against(repo: Repo) -> None:
    repo.write("a", "1")
    with pytest.raises(UsageError, match="no commit yet") as caught:
        read(repo)
    assert "git commit --allow-empty" in caught.value.hint


@pytest.mark.parametrize("asked", [{"base": "nowhere"}, {"head": "nowhere"}, {"policy_ref": "nowhere"}])
def test_a_ref_that_is_not_there_is_named(branched: Repo, asked: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read(branched, **asked)


def test_branches_without_a_common_commit_cannot_be_compared(repo: Repo) -> None:
    repo.write("a", "1")
    repo.commit()
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit("Other")
    with pytest.raises(SourceError):
        read(repo)


def test_before_the_first_commit_the_tree_is_compared_with_the_base(repo: Repo) -> None:
    repo.write("a", "1")
    repo.commit()
    repo.git("checkout", "-q", "--orphan", "other")
    repo.write("b", "1")
    change, _ = read(repo)
    assert paths(change) == ["A b"]
    assert change.commits == ()
