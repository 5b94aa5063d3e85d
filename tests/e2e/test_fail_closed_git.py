"""Repositories that are not all there: the gate says what it lacks and the way to get it, with the right exit code."""

import os
from pathlib import Path

import pytest

from tests.e2e.command import called, installed
from tests.e2e.example import (
    PROMPT,
    TODAY,
    check,
    commit,
    edit,
    example,
    failed,
    lay,
    outcomes,
    owned,
    shorter_greeting,
    waiting,
)
from tests.repositories import Repo


def no_git(folder: Path) -> Path:
    folder.mkdir()
    (folder / "bin").mkdir()
    return folder


def test_no_repository(tmp_path: Path) -> None:
    said = installed(no_git(tmp_path / "plain"), "check", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert said.code == 2
    assert "not in a git repository" in said.words


def test_no_git(tmp_path: Path) -> None:
    said = called(no_git(tmp_path / "plain"), "check", PATH=str(tmp_path / "plain" / "bin"))
    assert said.code == 2
    assert "git was not found" in said.words


def test_unborn_head(tmp_path: Path) -> None:
    repo = owned(tmp_path / "repo")
    repo.write(PROMPT, "Draft.\n")
    said = called(repo.folder, "check")
    assert said.code == 2
    assert "there is no commit yet to judge against" in said.words


def test_unborn_branch_beside_main(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.git("checkout", "-q", "--orphan", "fresh")
    edit(repo, PROMPT, "You draft", "Draft")
    said = check(repo, "--report", "json=-")
    assert (said.code, "ai-change-declared" in failed(said.report)) == (1, True)


def test_detached_head(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    expected = outcomes(check(repo, "--report", "json=-").report)
    repo.checkout(repo.id())
    assert outcomes(check(repo, "--report", "json=-").report) == expected
    assert check(repo, "--strict").code == 3


@pytest.mark.parametrize("option", ["--base", "--head", "--policy-ref"])
@pytest.mark.parametrize("ref", ["no-such-branch", "main..fixed", "-x", "HEAD:README.md", ":/Shorter", "0" * 40, " "])
def test_a_ref_that_is_none(option: str, ref: str, tmp_path: Path) -> None:
    said = check(example(tmp_path / "repo", "fixed"), f"{option}={ref}")
    assert said.code == 2
    assert ref.strip() in said.words


def test_a_policy_digest_that_is_not_in_force(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    digest = check(repo, "--report", "json=-").report["policy"]["digest"]
    assert check(repo, "--policy-ref", digest).code == 0
    said = check(repo, "--policy-ref", "sha256:" + "0" * 64)
    assert said.code == 2
    assert digest in said.words


def test_a_branch_and_a_tag_of_one_name(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    repo.git("tag", "main", "fixed")
    said = check(repo)
    assert said.code == 2
    assert "refs/heads/main" in said.words


def test_shallow_clone_without_the_merge_base(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.write("README.md", "# Later\n")
    commit(repo, "Main goes on")
    clone = repo.clone(tmp_path / "clone", "--depth=1", "--no-single-branch", "--branch=fixed")
    said = called(clone.folder, "check", "--as-of", TODAY)
    assert said.code == 3
    assert "git fetch --unshallow" in said.words
    assert "fetch-depth: 0" in said.words


def test_blobless_clone_reads_as_a_whole_one(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    expected = check(repo, "--head", "refused", "--report", "json=-").report
    clone = repo.clone(tmp_path / "clone", "--filter=blob:none", "--no-checkout", "--branch=refused")
    found = check(clone, "--base", "origin/main", "--head", "HEAD", "--report", "json=-").report
    assert found["results"] == expected["results"]


def test_blobless_clone_that_has_lost_its_remote(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    clone = repo.clone(tmp_path / "clone", "--filter=blob:none", "--no-checkout", "--branch=fixed")
    repo.folder.rename(tmp_path / "gone")
    said = check(clone, "--base", "origin/main", "--head", "HEAD", "--strict")
    assert said.code in (2, 3)
    assert "git" in said.words
    assert "Traceback" not in said.words


def test_unrelated_histories(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.git("checkout", "-q", "--orphan", "fresh")
    commit(repo)
    said = check(repo)
    assert said.code == 3
    assert "unrelated histories" in said.words


def test_bare_repository(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    bare = Repo(tmp_path / "bare", create=False)
    said = check(bare)
    assert said.code == 2
    assert "--head" in said.words
    assert check(bare, "--head", "refused").code == 1


def test_a_change_of_a_submodule_in_a_systems_paths(tmp_path: Path) -> None:
    other = owned(tmp_path / "other")
    other.write("model.txt", "weights\n")
    commit(other)
    repo = example(tmp_path / "repo")
    repo.git("submodule", "add", "-q", str(other.folder), "services/assistant/model")
    said = check(repo, "--report", "json=-")
    assert (said.code, "ai-change-declared" in failed(said.report)) == (1, True)


def test_a_folder_below_the_root(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    assert called(repo.folder / "docs", "check", "--base", "main", "--as-of", TODAY).code == 1


def test_a_linked_working_tree(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"), "refused")
    assert check(Repo(tmp_path / "linked", create=False)).code == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    edit(repo, PROMPT, "You draft", "Draft")
    (repo.folder / PROMPT).chmod(0)
    said = check(repo)
    assert said.code == 3
    assert PROMPT in said.words


def test_a_broken_object(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    oid = repo.id("main:.aims/roles.yaml")
    target = repo.folder / ".git" / "objects" / oid[:2] / oid[2:]
    target.chmod(0o644)
    target.unlink()
    said = check(repo, "--head", "fixed", "--strict")
    assert said.code in (2, 3)
    assert "Traceback" not in said.words


@pytest.mark.parametrize("ci", ["true", "1", "false"])
def test_ci_makes_it_strict(ci: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    said = check(repo, "--report", "json=-", CI=ci)
    assert (said.code, said.report["exit_code"], bool(waiting(said.report))) == (3, 3, True)


def test_an_empty_ci_does_not(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    assert check(repo, CI="").code == 0


def test_nothing_changed(tmp_path: Path) -> None:
    said = check(example(tmp_path / "repo"), "--strict")
    assert said.code == 0
    assert "0 changed files" in said.words


def test_a_mode_at_the_trusted_ref_only_unblocks(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    edit(repo, ".aims/config.yaml", "mode: enforce", "mode: audit")
    commit(repo)
    lay(repo, "refused")
    said = check(repo, "--report", "json=-")
    assert (said.code, said.report["verdict"], said.report["blocking"]) == (0, "fail", False)
