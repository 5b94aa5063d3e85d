"""Clones that leave something out: history, contents, the working tree."""

from pathlib import Path

import pytest

from aims_gate.errors import SourceError, UsageError
from aims_gate.sources.git import Repository
from tests.repositories import Repo


@pytest.fixture
def branched(repo: Repo) -> Repo:
    """Main and topic, each four commits past their fork."""
    repo.write("a.md", "base")
    repo.commit("Fork")
    for branch in ("topic", "main"):
        repo.checkout(branch, new=branch == "topic")
        for number in range(4):
            repo.write(f"{branch}.md", f"{branch} {number}")
            repo.commit(f"{branch} {number}")
    return repo


def test_a_shallow_clone_without_the_fork_names_the_fix(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--depth=2", "--no-single-branch")
    with Repository(str(copy.folder)) as git:
        assert git.is_shallow()
        main, topic = git.require("origin/main"), git.require("origin/topic")
        with pytest.raises(SourceError, match="shallow") as refused:
            git.merge_base(main, topic)
    for fix in ("git fetch --unshallow", "fetch-depth: 0", "GIT_DEPTH: 0"):
        assert fix in refused.value.hint


def test_a_shallow_clone_deep_enough_serves(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--depth=5", "--no-single-branch")
    with Repository(str(copy.folder)) as git:
        assert git.is_shallow()
        main, topic = git.require("origin/main"), git.require("origin/topic")
        base = git.merge_base(main, topic)
        assert base == branched.id("main~4")
        assert len(git.commits(base, topic)) == 4


def test_a_commit_behind_the_cut_is_not_taken_for_the_whole_range(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--depth=2", "--no-single-branch")
    with Repository(str(copy.folder)) as git, pytest.raises(SourceError, match="cut off"):
        git.commits(git.require("origin/main"), git.require("origin/topic"))


def test_a_nearer_merge_base_behind_the_cut_is_not_overlooked(repo: Repo, tmp_path: Path) -> None:
    root = repo.commit("Root", date="2026-01-01T00:00:00+00:00")
    repo.checkout("side", new=True)
    for number in range(3):
        repo.commit(f"Side {number}", date=f"2026-02-0{number + 1}T00:00:00+00:00")
    repo.checkout("topic", new=True)
    repo.commit("Topic", date="2026-03-01T00:00:00+00:00")
    repo.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "Old", root, check=False)
    for branch in ("topic", "main"):
        repo.checkout(branch)
        if branch == "main":
            repo.merge("side")
        repo.git("checkout", "-q", "-B", f"{branch}-tip")
        tree = repo.id("HEAD^{tree}")
        joined = repo.git(
            "commit-tree",
            tree,
            "-p",
            branch,
            "-p",
            root,
            "-m",
            "Join",
            GIT_COMMITTER_DATE="2026-04-01T00:00:00+00:00",
        )
        repo.git("reset", "-q", "--hard", joined.decode().strip())
    real = repo.id("side")
    copy = repo.clone(tmp_path / "copy", "--depth=2", "--no-single-branch")
    with Repository(str(repo.folder)) as git:
        assert git.merge_base(git.require("main-tip"), git.require("topic-tip")) == real
    with Repository(str(copy.folder)) as git, pytest.raises(SourceError, match="shallow"):
        git.merge_base(git.require("origin/main-tip"), git.require("origin/topic-tip"))


def test_a_base_that_a_shallow_clone_lacks(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--depth=1")
    with Repository(str(copy.folder)) as git, pytest.raises(UsageError, match="shallow clone") as refused:
        git.require("origin/topic")
    assert "fetch-depth: 0" in refused.value.hint


def test_a_whole_clone_is_not_shallow(branched: Repo) -> None:
    with Repository(str(branched.folder)) as git:
        assert not git.is_shallow()


def test_a_blobless_clone_brings_all_contents_in_one_request(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--filter=blob:none", "--no-checkout")
    trace = tmp_path / "trace"
    with Repository(str(copy.folder)) as git:
        tip = git.tree_of(git.require("origin/topic"))
        files = git.changed_files(git.tree_of(git.merge_base(git.require("main"), git.require("origin/topic"))), tip)
        assert [file.path for file in files] == ["topic.md"]
        wanted = [branched.id(name) for name in ("topic:topic.md", "topic~1:topic.md", "main:a.md")]
        git._git.overlay = {"GIT_TRACE": str(trace)}
        blobs = git.read_blobs([*wanted, "1" * 39 + "g"])
        assert [blob and blob.data for blob in blobs.values()] == [b"topic 3", b"topic 2", b"base", None]
        assert trace.read_text().count("built-in: git fetch ") == 1
        assert git.read_blobs(wanted) == {oid: blobs[oid] for oid in wanted}
        assert trace.read_text().count("built-in: git fetch ") == 1


def test_a_blobless_clone_cut_off_from_its_remote(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--filter=blob:none")
    present, absent = branched.id("main:a.md"), branched.id("topic:topic.md")
    branched.folder.rename(tmp_path / "elsewhere")
    with Repository(str(copy.folder)) as git:
        blobs = git.read_blobs([absent, present])
        assert blobs[absent] is None
        assert blobs[present] is not None


def test_renames_that_a_cut_off_clone_cannot_judge_are_an_error(repo: Repo, tmp_path: Path) -> None:
    text = "".join(f"{number}\n" for number in range(50))
    repo.write("old.md", text)
    repo.commit()
    repo.move("old.md", "new.md")
    repo.write("new.md", text + "x")
    repo.commit()
    copy = repo.clone(tmp_path / "copy", "--filter=blob:none", "--no-checkout")
    repo.folder.rename(tmp_path / "elsewhere")
    with Repository(str(copy.folder)) as git, pytest.raises(SourceError) as failed:
        git.changed_files(git.tree_of(git.require("HEAD~1")), git.tree_of(git.require("HEAD")))
    assert "without --filter" in failed.value.hint


def test_a_treeless_clone(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--filter=tree:0", "--no-checkout")
    with Repository(str(copy.folder)) as git:
        entries = git.entries(git.tree_of(git.require("origin/topic~2")), ["topic.md"])
        assert entries["topic.md"].id == branched.id("topic~2:topic.md")


def test_a_bare_repository(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy.git", "--bare")
    with Repository(str(copy.folder)) as git:
        assert not git.has_working_tree
        assert git.folder == str(copy.folder)
        assert git.merge_base(git.require("main"), git.require("topic")) == branched.id("main~4")
        with pytest.raises(UsageError, match="no working tree") as refused, git.working_tree():
            pass
        assert "--head" in refused.value.hint


def test_a_linked_working_tree(branched: Repo, tmp_path: Path) -> None:
    branched.git("worktree", "add", "-q", str(tmp_path / "linked"), "topic")
    linked = Repo(tmp_path / "linked", create=False)
    linked.write("sub/new.md", "new")
    with Repository(str(linked.folder / "sub")) as git, git.working_tree() as tree:
        assert git.folder == str(linked.folder)
        assert git.resolve("HEAD") == branched.id("topic")
        assert [path for path, _ in git.list_tree(tree)] == ["a.md", "sub/new.md", "topic.md"]


def test_a_shallow_linked_working_tree_is_shallow(branched: Repo, tmp_path: Path) -> None:
    copy = branched.clone(tmp_path / "copy", "--depth=1")
    copy.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "more")
    with Repository(str(tmp_path / "linked")) as git:
        assert git.is_shallow()
