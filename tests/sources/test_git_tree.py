"""Looking paths up in trees, and reading what lies there."""

from hashlib import sha1
from pathlib import Path

import pytest

from aims_gate.errors import SourceError
from aims_gate.sources import git_tree
from aims_gate.sources.git import Repository
from tests.repositories import Repo


def test_entries_of_files_folders_links_and_submodules(repo: Repo) -> None:
    commit = repo.commit()
    repo.write("docs/a.md", "a")
    repo.write("run.sh", "x")
    (repo.folder / "run.sh").chmod(0o755)
    repo.link("away", "../../etc")
    repo.link("here", "docs")
    repo.git("add", "--all")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},vendor/m")
    repo.git("commit", "-q", "-m", "All kinds")
    paths = ["docs/a.md", "docs", "run.sh", "away", "here", "vendor/m"]
    absent = [
        "here/a.md", "away/passwd", "vendor/m/a", "docs/a.md/x", "docs/b.md", "", "/docs/a.md",
        "/run.sh", "docs/", "./docs", "./run.sh", "docs/../docs/a.md", "../repo/docs/a.md", "docs//a.md",
        "docs/a.md\0",        "docs/\ud800.md", "DOCS/a.md", "\0", "no/such/folder",
    ]  # fmt: skip
    with Repository(str(repo.folder)) as git:
        found = git.entries(git.tree_of(git.require("HEAD")), [*paths, *absent])
        listed = git.list_tree(git.tree_of(git.require("HEAD")))
        below = git.list_tree(git.tree_of(git.require("HEAD")), "docs/")
        nowhere = [git.list_tree(git.tree_of(git.require("HEAD")), prefix) for prefix in ("here", "run.sh", "..", "no")]
    assert set(found) == set(paths)
    assert {path: (entry.mode, entry.kind, entry.is_file) for path, entry in found.items()} == {
        "docs/a.md": ("100644", "blob", True),
        "docs": ("040000", "tree", False),
        "run.sh": ("100755", "blob", True),
        "away": ("120000", "blob", False),
        "here": ("120000", "blob", False),
        "vendor/m": ("160000", "commit", False),
    }
    assert [path for path, _ in listed] == ["away", "docs/a.md", "here", "run.sh", "vendor/m"]
    assert [path for path, _ in below] == ["docs/a.md"]
    assert nowhere == [()] * 4


def test_thousands_of_paths_at_once(repo: Repo) -> None:
    paths = [f"{'long-folder-name-' * 5}{number % 50}/{'long-file-name-' * 5}{number}.md" for number in range(3000)]
    for path in paths:
        repo.write(path, path)
    repo.commit()
    with Repository(str(repo.folder)) as git:
        entries = git.entries(git.tree_of(git.require("HEAD")), paths)
        blobs = git.read_blobs(entries[path].id for path in paths)
    assert len(entries) == len(blobs) == 3000
    assert all(blob and blob.data == path.encode() for path, blob in zip(paths, blobs.values(), strict=True))


def test_contents_are_cut_at_the_limit_and_say_so(repo: Repo) -> None:
    sizes = [0, 1, 9, 10, 11, 3_000_000]
    for size in sizes:
        repo.write(str(size), b"x" * size)
    repo.commit()
    with Repository(str(repo.folder)) as git:
        entries = git.entries(git.tree_of(git.require("HEAD")), map(str, sizes))
        blobs = git.read_blobs((entries[str(size)].id for size in sizes), limit=10)
    assert [(len(blob.data), blob.size, blob.truncated) for blob in blobs.values() if blob] == [
        (0, 0, False), (1, 1, False), (9, 9, False), (10, 10, False), (10, 11, True), (10, 3_000_000, True),
    ]  # fmt: skip


def test_what_is_absent_or_no_file_is_none_and_shifts_no_other_answer(repo: Repo) -> None:
    repo.write("a", "content\n")
    commit = repo.commit()
    blob = repo.id("HEAD:a")
    ids = ["1" * 40, commit, blob, "", "HEAD:a", f"x\n{blob}", "--all", blob[:12]]
    with Repository(str(repo.folder)) as git:
        found = git.read_blobs([*ids, blob])
    assert {oid for oid, content in found.items() if content} == {blob}
    assert list(found).count(blob) == 1
    assert set(found) == set(ids)


def test_a_damaged_object_is_none_and_the_others_are_read(repo: Repo) -> None:
    for name in "abc":
        repo.write(name, name)
    repo.commit()
    ids = [repo.id(f"HEAD:{name}") for name in "abc"]
    damaged = repo.folder / ".git" / "objects" / ids[1][:2] / ids[1][2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"no zlib stream")
    with Repository(str(repo.folder)) as git:
        found = git.read_blobs(ids)
    assert [blob and blob.data for blob in found.values()] == [b"a", None, b"c"]


def test_reading_one_after_the_other_can_be_interrupted(repo: Repo) -> None:
    for number in range(300):
        repo.write(str(number), f"content {number}")
    head = repo.commit()
    with Repository(str(repo.folder)) as git:
        entries = git.list_tree(git.tree_of(head))
        reading = git.blobs(entry.id for _, entry in entries)
        first, blob = next(reading)
        assert git.resolve("HEAD") == head
        assert (first, blob and blob.data) == (entries[0][1].id, b"content 0")
        assert len(list(reading)) == 299


def many_files(repo: Repo) -> list[str]:
    """Ids of 300 files, which are asked for in several goes."""
    for number in range(300):
        repo.write(f"{number:03}", f"content {number}")
    head = repo.commit()
    with Repository(str(repo.folder)) as git:
        return [entry.id for _, entry in git.list_tree(git.tree_of(head))]


def test_two_who_read_in_turn_get_each_their_own(repo: Repo) -> None:
    ids = many_files(repo)
    with Repository(str(repo.folder)) as git:
        pairs = list(zip(git.blobs(ids), git.blobs(ids[::-1]), git.blobs(ids, limit=3), strict=True))
    for number, ((one, blob), (other, reverse), (_, cut)) in enumerate(pairs):
        assert (one, blob and blob.data) == (ids[number], b"content %d" % number)
        assert (other, reverse and reverse.data) == (ids[299 - number], b"content %d" % (299 - number))
        assert cut is not None
        assert cut.data == b"con"


@pytest.mark.parametrize("asked", ["another", "the rest"])
def test_a_damaged_object_among_those_that_are_read_ahead_spoils_no_other_answer(repo: Repo, asked: str) -> None:
    ids = many_files(repo)
    damaged = repo.folder / ".git" / "objects" / ids[150][:2] / ids[150][2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"no zlib stream")
    with Repository(str(repo.folder)) as git:
        reading = git.blobs(ids)
        next(reading)
        if asked == "another":
            assert git.read_blobs(ids[-1:])[ids[-1]] is not None
            assert git.resolve("HEAD") == repo.id("HEAD")
        rest = [blob and blob.data for _, blob in reading]
    assert rest == [None if number == 150 else b"content %d" % number for number in range(1, 300)]


def test_what_was_read_ahead_ends_with_the_repository(repo: Repo) -> None:
    ids = many_files(repo)
    with Repository(str(repo.folder)) as git:
        reading = git.blobs(ids)
        next(reading)
        git.close()
        assert [blob and blob.data for _, blob in reading] == [b"content %d" % number for number in range(1, 300)]


def test_a_lost_tree_is_an_error(repo: Repo) -> None:
    repo.write("docs/a.md", "a")
    repo.commit()
    lost = repo.id("HEAD:docs")
    (repo.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    with Repository(str(repo.folder)) as git, pytest.raises(SourceError, match="cannot be read") as failed:
        git.entries(git.tree_of(git.require("HEAD")), ["docs/a.md"])
    assert "git fsck" in failed.value.hint


def crafted(repo: Repo, *rows: tuple[bytes, bytes, bytes]) -> str:
    """A tree of (mode, name, id) as no git would write it."""
    raw = b"".join(mode + b" " + name + b"\0" + pointer for mode, name, pointer in rows)
    repo.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw)
    return sha1(b"tree %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


@pytest.mark.parametrize("names", [(b"a", b"a"), (b"..",), (b".",), (b"x/y",), (b"",)])
def test_a_crafted_tree_is_refused(repo: Repo, names: tuple[bytes, ...]) -> None:
    tree = crafted(repo, *((b"100644", name, bytes(20)) for name in names))
    with Repository(str(repo.folder)) as git, pytest.raises(SourceError, match="malformed"):
        git.entries(tree, ["a"])


def test_a_tree_that_multiplies_itself_is_refused(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_tree, "ENTRIES_AT_MOST", 5_000)
    tree = crafted(repo, (b"100644", b"f", bytes(20)))
    for _ in range(12):
        tree = crafted(repo, *((b"40000", b"d%d" % number, bytes.fromhex(tree)) for number in range(10)))
    with Repository(str(repo.folder)) as git, pytest.raises(SourceError, match="more than 5000"):
        git.list_tree(tree)


def test_sha256_repositories(tmp_path: Path) -> None:
    folder = tmp_path / "sha256"
    repo = Repo(folder, create=False)
    folder.mkdir()
    repo.git("init", "-q", "-b", "main", "--object-format=sha256")
    repo.write("docs/a.md", "a")
    repo.commit()
    with Repository(str(folder)) as git:
        tree = git.tree_of(git.require("HEAD"))
        entry = git.entries(tree, ["docs/a.md"])["docs/a.md"]
        blob = git.read_blobs([entry.id])[entry.id]
        assert len(entry.id) == 64
        assert blob is not None
        assert blob.data == b"a"
        assert [file.status for file in git.changed_files(git.empty_tree, tree)] == ["A"]
