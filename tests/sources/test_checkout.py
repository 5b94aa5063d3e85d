"""What lies in the working tree stands for an object only where it is that object, to the byte."""

import os
from pathlib import Path

import pytest

from aims_gate.sources.checkout import checked_out
from aims_gate.sources.git import Repository
from tests.repositories import Repo

LIMIT = 1000


def test_a_file_that_is_the_object_is_read(repo: Repo) -> None:
    repo.write("a.py", "x = 1\n")
    repo.commit()
    assert checked_out(os.fsencode(repo.folder / "a.py"), repo.id("HEAD:a.py"), LIMIT) == b"x = 1\n"


def test_an_id_of_sha256_is_told_by_its_length(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"hello")
    # printf hello | git hash-object --stdin, in a repository whose object format is sha256
    known = "8aec4e4876f854f688d0ebfc8f37598f38e5fd6903cccc850ca36591175aeb60"
    assert checked_out(os.fsencode(tmp_path / "a"), known, LIMIT) == b"hello"


@pytest.mark.parametrize("held", [b"x = 2\n", b"", b"x = 1\n\n", b"x = 1\r\n"])
def test_a_file_that_holds_something_else_is_not(repo: Repo, held: bytes) -> None:
    repo.write("a.py", "x = 1\n")
    repo.commit()
    repo.write("a.py", held)
    assert checked_out(os.fsencode(repo.folder / "a.py"), repo.id("HEAD:a.py"), LIMIT) is None


def test_what_is_no_ordinary_file_is_not(repo: Repo) -> None:
    repo.write("a.py", "x = 1\n")
    repo.commit()
    oid = repo.id("HEAD:a.py")
    repo.link("link.py", "a.py")
    os.mkfifo(repo.folder / "pipe.py")
    for name in ("link.py", "pipe.py", "nothing.py", ".git"):
        assert checked_out(os.fsencode(repo.folder / name), oid, LIMIT) is None, name


def test_a_file_that_weighs_more_than_the_limit_is_not(repo: Repo) -> None:
    repo.write("a.py", b"#" * (LIMIT + 1))
    repo.commit()
    path, oid = os.fsencode(repo.folder / "a.py"), repo.id("HEAD:a.py")
    assert checked_out(path, oid, LIMIT) is None
    assert checked_out(path, oid, LIMIT + 1) is not None


def test_git_gives_what_does_not_lie_there(repo: Repo) -> None:
    repo.write("same.py", "x = 1\n")
    repo.write("other.py", "x = 2\n")
    repo.commit()
    files = {repo.id("HEAD:same.py"): "same.py", repo.id("HEAD:other.py"): "other.py"}
    with Repository(str(repo.folder)) as repository, repository.working_tree():
        repo.write("other.py", "x = 3\n")  # while it is looked at
        found = {files[oid]: blob.data for oid, blob in repository.contents(files, limit=LIMIT) if blob}
    assert found == {"same.py": b"x = 1\n", "other.py": b"x = 2\n"}


def test_a_commit_is_read_from_git_alone(repo: Repo) -> None:
    repo.write("a.py", "x = 1\n")
    repo.commit()
    oid = repo.id("HEAD:a.py")
    (repo.folder / ".git/objects" / oid[:2] / oid[2:]).unlink()
    with Repository(str(repo.folder)) as repository:
        assert list(repository.contents({oid: "a.py"}, limit=LIMIT)) == [(oid, None)]
