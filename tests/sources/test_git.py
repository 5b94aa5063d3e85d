"""Opening a repository, and the refs and people in it."""

import os
from pathlib import Path

import pytest

from aims_gate.errors import SourceError, UsageError
from aims_gate.model.change import Identity
from aims_gate.sources.git import Repository
from tests.repositories import Repo


def test_opens_from_a_folder_below_the_top(repo: Repo) -> None:
    repo.write("docs/deep/a.md", "a")
    head = repo.commit()
    with Repository(str(repo.folder / "docs" / "deep")) as git:
        assert git.folder == str(repo.folder)
        assert git.resolve("HEAD") == head
        assert [path for path, _ in git.list_tree(git.tree_of(head))] == ["docs/deep/a.md"]


def test_a_folder_outside_every_repository_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not in a git repository") as refused:
        Repository(str(tmp_path))
    assert "git init" in refused.value.hint


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be opened as a folder"):
        Repository(str(tmp_path / "nowhere"))


def test_no_git_on_the_path(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git was not found") as refused:
        Repository(str(repo.folder))
    assert "install git" in refused.value.hint


def test_a_repository_of_another_user_is_refused_with_the_command_that_admits_it(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UsageError, match="belongs to another user") as refused:
        Repository(str(repo.folder))
    assert f"safe.directory {repo.folder}" in refused.value.hint


def test_variables_of_a_hook_do_not_lead_to_another_repository(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = repo.commit()
    other = Repo(tmp_path / "other")
    other.write("other.txt", "other")
    other.commit("Other")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    with Repository(str(repo.folder)) as git, git.working_tree() as tree:
        assert git.resolve("HEAD") == head
        assert tree == git.empty_tree


def test_resolves_branches_tags_and_ids(repo: Repo) -> None:
    first = repo.commit("First")
    repo.git("tag", "-a", "-m", "One", "v1")
    second = repo.commit("Second")
    with Repository(str(repo.folder)) as git:
        assert git.resolve("main") == git.resolve("refs/heads/main") == git.resolve(second[:10]) == second
        assert git.resolve("v1") == git.resolve("HEAD~1") == first
        assert git.resolve("nowhere") is None
        assert git.resolve(git.tree_of(first)) is None


@pytest.mark.parametrize(
    "ref",
    [
        *("", "-x", "--output=x", "a..b", "a...b", "^main", "main:a", ":/fix", "HEAD^{/x}"),
        *("a b", "a\nb", "a\0b", "\ud800"),
    ],
)
def test_what_is_no_name_of_a_commit_is_refused(repo: Repo, ref: str) -> None:
    repo.commit()
    with Repository(str(repo.folder)) as git, pytest.raises(UsageError, match="not the name of a commit"):
        git.resolve(ref)


def test_a_tag_cannot_take_the_place_of_a_branch(repo: Repo) -> None:
    repo.commit("First")
    repo.git("tag", "main")
    second = repo.commit("Second")
    with Repository(str(repo.folder)) as git:
        with pytest.raises(UsageError, match="both a branch") as refused:
            git.resolve("main")
        assert "refs/heads/main" in refused.value.hint
        assert git.resolve("refs/heads/main") == second


def test_require_names_the_fetch_that_helps(repo: Repo) -> None:
    repo.commit()
    with Repository(str(repo.folder)) as git, pytest.raises(UsageError) as refused:
        git.require("release")
    assert "git fetch origin release" in refused.value.hint


def test_the_default_base_is_the_remotes_default_branch(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    repo.branch("trunk")
    repo.checkout("trunk")
    copy = repo.clone(tmp_path / "copy")
    copy.branch("main")
    with Repository(str(copy.folder)) as git:
        assert git.default_base() == "refs/remotes/origin/trunk"
    copy.git("remote", "rename", "origin", "team/upstream")
    with Repository(str(copy.folder)) as git:
        assert git.default_base() == "refs/remotes/team/upstream/trunk"


def test_the_default_base_without_a_remote_head(repo: Repo, tmp_path: Path) -> None:
    with Repository(str(repo.folder)) as git:
        assert git.default_base() is None
    repo.commit()
    copy = repo.clone(tmp_path / "copy")
    copy.git("remote", "set-head", "origin", "--delete")
    with Repository(str(copy.folder)) as git:
        assert git.default_base() == "refs/remotes/origin/main"
    with Repository(str(repo.folder)) as git:
        assert git.default_base() == "refs/heads/main"
    repo.git("branch", "-m", "main", "master")
    with Repository(str(repo.folder)) as git:
        assert git.default_base() == "refs/heads/master"


def test_the_merge_base_is_where_two_branches_parted(repo: Repo) -> None:
    fork = repo.commit("Fork")
    repo.checkout("topic", new=True)
    topic = repo.commit("Topic")
    repo.checkout("main")
    main = repo.commit("Main")
    with Repository(str(repo.folder)) as git:
        assert git.merge_base(main, topic) == fork
        assert git.merge_base(main, main) == main


def test_unrelated_histories_have_no_merge_base(repo: Repo) -> None:
    main = repo.commit("Main")
    repo.git("checkout", "-q", "--orphan", "lone")
    lone = repo.commit("Lone")
    with (
        Repository(str(repo.folder)) as git,
        pytest.raises(SourceError, match="unrelated histories") as refused,
    ):
        git.merge_base(main, lone)
    assert "--base" in refused.value.hint


def test_replace_refs_do_not_change_what_is_read(repo: Repo) -> None:
    repo.write("a", "true")
    real = repo.commit("Real")
    repo.write("a", "false")
    false = repo.commit("False")
    repo.git("replace", real, false)
    with Repository(str(repo.folder)) as git:
        entry = git.entries(git.tree_of(real), ["a"])["a"]
        blob = git.read_blobs([entry.id])[entry.id]
        assert blob is not None
        assert blob.data == b"true"


def test_the_author_is_who_would_commit(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.git("config", "user.name", "Åsa <x> Ek")
    repo.git("config", "user.email", "asa@example.org")
    with Repository(str(repo.folder)) as git:
        assert git.author() == Identity("Åsa x Ek", "asa@example.org")


def test_an_unknown_author_is_empty(repo: Repo) -> None:
    repo.git("config", "user.useConfigOnly", "true")
    with Repository(str(repo.folder)) as git:
        assert git.author() == Identity("", "")


def test_a_detached_head_and_an_unborn_branch(repo: Repo) -> None:
    with Repository(str(repo.folder)) as git:
        assert git.resolve("HEAD") is None
    first = repo.commit("First")
    repo.commit("Second")
    repo.checkout(first)
    with Repository(str(repo.folder)) as git:
        assert git.resolve("HEAD") == first


@pytest.mark.parametrize("bare", [False, True])
def test_a_folder_with_a_line_break_in_its_name_is_refused(tmp_path: Path, bare: bool) -> None:
    broken = Repo(tmp_path / "a\nb", bare=bare)
    with pytest.raises(UsageError, match="line break"):
        Repository(str(broken.folder))


def test_a_repository_in_the_present_folder(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.folder)
    with Repository("") as git:
        assert os.path.samefile(git.folder, repo.folder)


def test_a_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(UsageError, match="is gone"):
        Repository(".")
