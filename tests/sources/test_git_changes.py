"""The files and commits of a change."""

import pytest

from aims_gate.errors import SourceError
from aims_gate.model.change import ChangedFile, Identity
from aims_gate.sources import git_log
from aims_gate.sources.git import Repository
from tests.repositories import Repo

TEXT = "".join(f"line {number}\n" for number in range(40))
ODD = [
    "a\nb.md",
    'quo"te.md',
    "sp ace .md",
    "-leading.md",
    "tab\there.md",
    "\x01.md",
    "b\udcffd.md",
    "ü.md",
    ":100644 x",
    "\\n",
]


def changes(repo: Repo, old: str = "HEAD~1", new: str = "HEAD") -> dict[str, ChangedFile]:
    with Repository(str(repo.folder)) as git:
        files = git.changed_files(git.tree_of(git.require(old)), git.tree_of(git.require(new)))
    assert list(files) == sorted(files, key=lambda file: file.path)
    return {file.path: file for file in files}


def test_added_modified_and_deleted_files(repo: Repo) -> None:
    repo.write("gone.md", "gone")
    repo.write("kept.md", "old")
    repo.commit()
    repo.remove("gone.md")
    repo.write("kept.md", "new")
    repo.write("sub/more.md", "more")
    repo.commit()
    files = changes(repo)
    assert {path: file.status for path, file in files.items()} == {
        "gone.md": "D",
        "kept.md": "M",
        "sub/more.md": "A",
    }
    assert files["gone.md"].new_mode == "000000"
    assert files["gone.md"].new_id == ""
    assert files["sub/more.md"].old_id == ""
    assert files["kept.md"].new_id == repo.id("HEAD:kept.md")


def test_names_of_any_bytes(repo: Repo) -> None:
    repo.commit()
    for name in ODD:
        repo.write(name, name.encode("utf-8", "surrogateescape"))
    repo.commit()
    files = changes(repo)
    assert set(files) == set(ODD)
    with Repository(str(repo.folder)) as git:
        entries = git.entries(git.tree_of(git.require("HEAD")), ODD)
        blobs = git.read_blobs(entry.id for entry in entries.values())
    for name in ODD:
        assert files[name].new_id == entries[name].id
        blob = blobs[entries[name].id]
        assert blob is not None
        assert blob.data == name.encode("utf-8", "surrogateescape")


def test_a_rename_with_an_edit_shows_both_paths(repo: Repo) -> None:
    repo.write("src/a.py", TEXT)
    repo.commit()
    repo.move("src/a.py", "lib/b\n.py")
    repo.write("lib/b\n.py", TEXT + "one more\n")
    repo.commit()
    file = changes(repo)["lib/b\n.py"]
    assert (file.status, file.old_path) == ("R", "src/a.py")
    assert file.old_id != file.new_id


def test_a_change_of_mode_and_of_type(repo: Repo) -> None:
    repo.write("run.sh", "x")
    repo.write("doc.md", "x")
    repo.commit()
    (repo.folder / "run.sh").chmod(0o755)
    repo.remove("doc.md")
    repo.link("doc.md", "/etc/passwd")
    repo.commit()
    files = changes(repo)
    assert (files["run.sh"].status, files["run.sh"].old_mode, files["run.sh"].new_mode) == (
        "M",
        "100644",
        "100755",
    )
    assert (files["doc.md"].status, files["doc.md"].new_mode) == ("T", "120000")


def test_a_submodule_shows_even_when_the_change_asks_to_ignore_it(repo: Repo) -> None:
    first = repo.commit()
    second = repo.commit("Second")
    repo.write(".gitmodules", '[submodule "m"]\n\tpath = m\n\turl = ./m\n\tignore = all\n')
    for target in (first, second):
        repo.git("add", ".gitmodules")
        repo.git("update-index", "--add", "--cacheinfo", f"160000,{target},m")
        repo.git("commit", "-q", "-m", "Move")
    file = changes(repo)["m"]
    assert (file.status, file.old_mode, file.new_mode) == ("M", "160000", "160000")
    assert (file.old_id, file.new_id) == (first, second)


def test_nothing_between_equal_trees(repo: Repo) -> None:
    repo.commit()
    repo.commit()
    assert changes(repo) == {}


def test_a_tree_that_is_not_here_is_an_error(repo: Repo) -> None:
    repo.commit()
    with Repository(str(repo.folder)) as git, pytest.raises(SourceError, match="diff-tree") as failed:
        git.changed_files("1" * 40, git.empty_tree)
    assert failed.value.hint


def test_hostile_attributes_run_nothing(repo: Repo) -> None:
    repo.write("a.md", TEXT)
    repo.commit()
    witness = repo.folder.parent / "ran"
    for key in ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "diff.evil.command"):
        repo.git("config", key, f"touch {witness}; cat")
    repo.git("config", "diff.external", f"touch {witness}; true")
    repo.git("config", "core.fsmonitor", f"touch {witness}; true")
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "gpg.program", f"touch {witness}; true")
    repo.write("a.md", TEXT + "x\n")
    repo.write(".gitattributes", "* diff=evil\n")
    repo.commit()
    witness.unlink(missing_ok=True)
    assert set(changes(repo)) == {".gitattributes", "a.md"}
    with Repository(str(repo.folder)) as git:
        assert len(git.commits(git.require("HEAD~1"), git.require("HEAD"))) == 1
        with git.working_tree() as tree:
            assert tree == git.tree_of(git.require("HEAD"))
    assert not witness.exists()


def test_commits_newest_first_with_their_people(repo: Repo) -> None:
    base = repo.commit("Base")
    repo.commit("One", author="Öl Ü <ol@example.org>", date="2026-11-21T09:00:00+02:00")
    message = (
        "Two\n\nBody: x\n\nCo-authored-by: Bea B <bea@example.org>\n"
        "co-AUTHORED-by:Cy\n <cy@example.org>\n\nlast words\n"
    )
    repo.commit(message, committer="Web <noreply@example.org>")
    with Repository(str(repo.folder)) as git:
        two, one = git.commits(base, git.require("HEAD"))
    assert one.author == Identity("Öl Ü", "ol@example.org")
    assert one.committed == "2026-11-21T09:00:00+02:00"
    assert two.id == repo.id()
    assert two.committer == Identity("Web", "noreply@example.org")
    assert two.message == message
    assert two.co_authors == (Identity("Bea B", "bea@example.org"), Identity("Cy", "cy@example.org"))


def test_an_empty_range_has_no_commits(repo: Repo) -> None:
    first = repo.commit()
    second = repo.commit()
    with Repository(str(repo.folder)) as git:
        assert git.commits(first, first) == ()
        assert git.commits(second, first) == ()


def test_a_message_cannot_forge_a_commit(repo: Repo) -> None:
    base = repo.commit()
    tree = repo.id("HEAD^{tree}")
    person = "Eve <eve@example.org> 1795000000 +0000"
    raw = f"tree {tree}\nparent {base}\nauthor {person}\ncommitter {person}\n\n"
    raw += f"fine\0{'f' * 40}\0Bob\0bob@example.org"
    head = repo.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=raw.encode()).decode().strip()
    with Repository(str(repo.folder)) as git:
        (commit,) = git.commits(base, head)
    assert (commit.id, commit.author) == (head, Identity("Eve", "eve@example.org"))


def test_names_in_an_older_encoding_and_empty_messages(repo: Repo) -> None:
    base = repo.commit()
    tree = repo.id("HEAD^{tree}")
    person = b"Andr\xe9 <andre@example.org> 1795000000 +0000"
    raw = b"tree %s\nparent %s\nauthor %s\ncommitter %s\nencoding ISO-8859-1\n\n" % (
        tree.encode(),
        base.encode(),
        person,
        person,
    )
    head = repo.git("hash-object", "-t", "commit", "-w", "--stdin", given=raw).decode().strip()
    with Repository(str(repo.folder)) as git:
        (commit,) = git.commits(base, head)
    assert commit.author.name == "André"
    assert commit.message == ""


def test_too_many_commits_are_not_cut_short(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_log, "COMMITS_AT_MOST", 2)
    commits = [repo.commit(str(number)) for number in range(4)]
    with Repository(str(repo.folder)) as git:
        assert len(git.commits(commits[1], commits[3])) == 2
        with pytest.raises(SourceError, match="more than 2 commits"):
            git.commits(commits[0], commits[3])


def test_an_answer_past_its_budget_is_an_error(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    base = repo.commit()
    head = repo.commit("x" * 300_000)
    monkeypatch.setattr(git_log, "_BYTES_AT_MOST", 1000)
    with Repository(str(repo.folder)) as git, pytest.raises(SourceError, match="more than 1000 bytes"):
        git.commits(base, head)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("x\n\nCo-authored-by: A <a@x>", [("A", "a@x")]),
        ("x\r\n\r\nCo-Authored-By: A <a@x>\r\nCo-authored-by: A <a@x>\r\n", [("A", "a@x")]),
        ("x\n  co-authored-by : someone", [("someone", "")]),
        ("Co-authored-by: A <a@x", [("A", "a@x")]),
        ("not Co-authored-by: A <a@x>", []),
    ],
)
def test_co_authors(message: str, expected: list[tuple[str, str]]) -> None:
    assert git_log.co_authors(message) == tuple(Identity(*person) for person in expected)
