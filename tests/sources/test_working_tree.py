"""The working tree as a tree object, and the repository untouched by it."""

import os
from pathlib import Path

import pytest

from aims_gate.errors import SourceError
from aims_gate.sources.git import Repository
from tests.repositories import Repo


def contents(folder: Path) -> dict[str, bytes]:
    """Path → content of the tree that the working tree makes."""
    with Repository(str(folder)) as git, git.working_tree() as tree:
        listed = dict(git.list_tree(tree))
        blobs = git.read_blobs(entry.id for entry in listed.values())
        found = {path: blobs[entry.id] for path, entry in listed.items()}
        # The diff must find the objects as well.
        git.changed_files(git.empty_tree, tree)
    return {path: blob.data for path, blob in found.items() if blob}


def test_a_clean_tree_is_that_of_head(repo: Repo) -> None:
    repo.write("a.md", "a")
    head = repo.commit()
    with Repository(str(repo.folder)) as git, git.working_tree() as tree:
        assert tree == git.tree_of(head)


def test_what_a_commit_of_everything_would_hold_and_nothing_touched(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for name in ("kept", "edited", "deleted", "staged", "unstaged-removal", "becomes-folder", "becomes-link"):
        repo.write(name, name)
    repo.write("folder/becomes-file", "x")
    repo.write(".gitignore", "*.log\n")
    repo.commit()
    repo.write("edited", "new")
    repo.remove("deleted")
    repo.write("staged", "index")
    repo.write("added", "added")
    repo.git("add", "staged", "added")
    repo.write("staged", "disk")
    repo.git("rm", "-q", "--cached", "unstaged-removal")
    repo.write("intended", "intended")
    repo.git("add", "--intent-to-add", "intended")
    repo.remove("becomes-folder")
    repo.write("becomes-folder/file", "inside")
    repo.remove("becomes-link")
    repo.link("becomes-link", "/etc/passwd")
    repo.remove("folder/becomes-file")
    (repo.folder / "folder").rmdir()
    repo.write("folder", "file now")
    repo.write("new/untracked.md", "untracked")
    repo.write("new\nline-\udcff", "odd")
    repo.write("noise.log", "ignored")
    before = repo.state()
    found = contents(repo.folder)
    assert repo.state() == before
    assert list(temporary.iterdir()) == []
    assert found == {
        ".gitignore": b"*.log\n",
        "added": b"added",
        "becomes-folder/file": b"inside",
        "becomes-link": b"/etc/passwd",
        "edited": b"new",
        "folder": b"file now",
        "intended": b"intended",
        "kept": b"kept",
        "new/untracked.md": b"untracked",
        "new\nline-\udcff": b"odd",
        "staged": b"disk",
        "unstaged-removal": b"unstaged-removal",
    }
    with Repository(str(repo.folder)) as git, git.working_tree() as tree:
        repo.git("add", "--all")
        assert repo.git("write-tree").decode().strip() == tree


def test_objects_of_the_working_tree_end_with_it(repo: Repo) -> None:
    repo.commit()
    repo.write("a.md", "only here")
    with Repository(str(repo.folder)) as git:
        with git.working_tree() as tree:
            entry = git.entries(tree, ["a.md"])["a.md"]
            blob = git.read_blobs([entry.id])[entry.id]
        assert blob is not None
        assert blob.data == b"only here"
        assert git.read_blobs([entry.id]) == {entry.id: None}
        assert git.resolve("HEAD") == repo.id()


def test_a_branch_without_commits(repo: Repo) -> None:
    with Repository(str(repo.folder)) as git, git.working_tree() as tree:
        assert tree == git.empty_tree
    repo.write("staged.md", "staged")
    repo.git("add", "staged.md")
    repo.write("untracked.md", "untracked")
    before = repo.state()
    assert contents(repo.folder) == {"staged.md": b"staged", "untracked.md": b"untracked"}
    assert repo.state() == before


def test_an_index_in_conflict_gives_the_files_as_they_lie(repo: Repo) -> None:
    for name in ("both", "theirs-deleted"):
        repo.write(name, "base\n")
    repo.commit()
    repo.checkout("topic", new=True)
    repo.write("both", "topic\n")
    repo.remove("theirs-deleted")
    repo.commit()
    repo.checkout("main")
    repo.write("both", "main\n")
    repo.write("theirs-deleted", "edited\n")
    repo.commit()
    repo.git("merge", "-q", "topic", check=False)
    repo.remove("theirs-deleted")
    before = repo.state()
    assert b"UU both" in before["status"]
    found = contents(repo.folder)
    assert repo.state() == before
    assert set(found) == {"both"}
    assert b"<<<<<<<" in found["both"]


def test_an_edit_within_the_same_tick_of_the_clock_is_seen(repo: Repo) -> None:
    repo.write("a", "old")
    repo.commit()
    repo.write("a", "new")
    index = repo.folder / ".git" / "index"
    tick = index.stat().st_mtime_ns
    for path in (repo.folder / "a", index):
        os.utime(path, ns=(tick, tick))
    assert contents(repo.folder) == {"a": b"new"}


def test_a_split_index_is_left_alone(repo: Repo) -> None:
    repo.write("a", "a")
    repo.commit()
    repo.git("update-index", "--split-index")
    repo.write("b", "b")
    before = repo.state()
    assert contents(repo.folder) == {"a": b"a", "b": b"b"}
    assert repo.state() == before


def test_a_sparse_checkout_keeps_what_is_not_there(repo: Repo) -> None:
    repo.write("in/a", "a")
    repo.write("out/b", "b")
    repo.commit()
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
    repo.write("in/a", "edited")
    assert not (repo.folder / "out").exists()
    assert contents(repo.folder) == {"in/a": b"edited", "out/b": b"b"}


def test_a_blobless_clone_with_an_edit(repo: Repo, tmp_path: Path) -> None:
    repo.write("docs/a", "a")
    repo.write("docs/b", "b")
    repo.commit()
    copy = repo.clone(tmp_path / "copy", "--filter=blob:none", "--sparse")
    copy.write("docs2/c", "c")
    copy.write("top", "top")
    repo.folder.rename(tmp_path / "elsewhere")
    with Repository(str(copy.folder)) as git, git.working_tree() as tree:
        assert [path for path, _ in git.list_tree(tree)] == ["docs/a", "docs/b", "docs2/c", "top"]


def test_files_of_a_nested_repository_are_not_this_ones(repo: Repo) -> None:
    repo.write("a", "a")
    repo.commit()
    nested = Repo(repo.folder / "nested")
    nested.write("secret", "x")
    assert contents(repo.folder) == {"a": b"a"}
    nested.commit()
    assert contents(repo.folder) == {"a": b"a"}


def test_a_submodule_shows_at_the_commit_it_is_at(repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.write("a", "a")
    other.commit()
    repo.commit()
    repo.git("submodule", "--quiet", "add", str(other.folder), "m")
    repo.commit()
    module = Repo(repo.folder / "m", create=False)
    moved = module.commit("Moved")
    module.write("uncommitted", "x")
    with Repository(str(repo.folder)) as git, git.working_tree() as tree:
        entry = git.entries(tree, ["m"])["m"]
        assert (entry.mode, entry.id) == ("160000", moved)


def test_the_change_cannot_bring_a_filter(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    witness = tmp_path / "ran"
    repo.write(".gitattributes", "* filter=evil diff=evil merge=evil\n")
    repo.write(".gitconfig", f'[filter "evil"]\n\tclean = touch {witness}\n')
    repo.write("a.md", "a")
    assert contents(repo.folder)["a.md"] == b"a"
    assert not witness.exists()


def test_line_ends_and_filters_of_the_users_own_configuration_apply_as_in_a_commit(repo: Repo) -> None:
    repo.commit()
    repo.git("config", "filter.shout.clean", "tr a-z A-Z")
    repo.git("config", "core.safecrlf", "true")
    repo.write(".gitattributes", "*.md text\n*.loud filter=shout\n")
    repo.write("a.md", "one\r\ntwo\n")
    repo.write("a.loud", "loud\n")
    found = contents(repo.folder)
    assert (found["a.md"], found["a.loud"]) == (b"one\ntwo\n", b"LOUD\n")


def test_a_file_that_git_cannot_take_in_is_an_error(repo: Repo) -> None:
    repo.commit()
    repo.write(".gitattributes", "*.md working-tree-encoding=UTF-16\n")
    repo.write("a.md", b"no byte order mark")
    with (
        Repository(str(repo.folder)) as git,
        pytest.raises(SourceError, match="cannot be read") as failed,
        git.working_tree(),
    ):
        pass
    assert "a.md" in failed.value.message
    assert ".gitignore" in failed.value.hint


@pytest.mark.parametrize("path", ["a.md", "folder"])
def test_what_may_not_be_read_is_an_error(repo: Repo, path: str) -> None:
    repo.commit()
    repo.write("a.md", "a")
    repo.write("folder/b.md", "b")
    (repo.folder / path).chmod(0)
    if os.access(repo.folder / path, os.R_OK):
        pytest.skip("this user can read everything")
    try:
        with (
            Repository(str(repo.folder)) as git,
            pytest.raises(SourceError, match="cannot be read"),
            git.working_tree(),
        ):
            pass
    finally:
        (repo.folder / path).chmod(0o755)


def test_a_damaged_index_is_an_error(repo: Repo) -> None:
    repo.write("a", "a")
    repo.commit()
    (repo.folder / ".git" / "index").write_bytes(b"no index")
    with (
        Repository(str(repo.folder)) as git,
        pytest.raises(SourceError, match="cannot be read"),
        git.working_tree(),
    ):
        pass


def test_a_link_in_the_place_of_a_folder_ends_what_lay_in_it(repo: Repo) -> None:
    repo.write("a/b/one", "1")
    repo.write("a/b/two", "2")
    repo.commit()
    repo.move("a/b/one", "c/one")
    repo.remove("a/b/two")
    (repo.folder / "a/b").rmdir()
    repo.link("a/b", "../c")
    with Repository(str(repo.folder)) as repository, repository.working_tree() as tree:
        found = {path: entry.mode for path, entry in repository.list_tree(tree)}
    assert found == {"a/b": "120000", "c/one": "100644"}


def test_what_git_began_with_and_nobody_asked_for_ends_with_the_repository(repo: Repo) -> None:
    repo.write("a.md", "a")
    head = repo.commit()
    with Repository(str(repo.folder)) as git:
        git.look_ahead()
        git.compare_ahead(git.empty_tree, git.tree_of(head))
        assert git._looked is not None
        begun = [git._looked._process, *(one._process for one in git._compared.values() if one)]
        git.close()
        assert [process.returncode is None for process in begun] == [False, False]
        with git.working_tree() as tree:
            assert tree == git.tree_of(head)


def test_a_bare_repository_begins_with_nothing(tmp_path: Path, repo: Repo) -> None:
    repo.commit()
    bare = repo.clone(tmp_path / "bare", "--bare")
    with Repository(str(bare.folder)) as git:
        git.look_ahead()
        assert git._looked is None
