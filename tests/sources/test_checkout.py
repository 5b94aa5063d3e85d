"""What lies in the working tree stands for an object only where it is that object, to the byte."""

import os
from pathlib import Path

import pytest

from aims_gate.sources.checkout import checked_out, lying_contents
from aims_gate.sources.git import Blob, Repository
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


def test_what_neither_git_has_nor_lies_there_is_absent(repo: Repo) -> None:
    repo.write("a.py", "x = 1\n")
    repo.commit()
    oid = repo.id("HEAD:a.py")
    (repo.folder / ".git/objects" / oid[:2] / oid[2:]).unlink()
    with Repository(str(repo.folder)) as repository:
        assert list(repository.contents({oid: "a.py"}, limit=LIMIT)) == [(oid, Blob(b"x = 1\n", 6))]
        assert list(repository.contents({oid: ""}, limit=LIMIT)) == [(oid, None)]
        repo.write("a.py", "x = 2\n")
        assert list(repository.contents({oid: "a.py"}, limit=LIMIT)) == [(oid, None)]


def test_all_are_given_in_the_order_in_which_they_are_asked_for(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.sources.git._TOGETHER", 7)
    for number in range(20):
        repo.write(f"{number}.py", f"x = {number}\n")
    repo.commit()
    files = {repo.id(f"HEAD:{number}.py"): f"{number}.py" if number % 3 else "" for number in range(20)}
    for number in range(0, 20, 2):
        repo.write(f"{number}.py", "")
    with Repository(str(repo.folder)) as repository:
        found = list(repository.contents(files, limit=LIMIT))
    assert [oid for oid, _ in found] == list(files)
    assert [blob.data for _, blob in found if blob] == [b"x = %d\n" % number for number in range(20)]


def test_a_working_tree_that_lies_otherwise_is_soon_left_alone(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bytes] = []

    def misses(file: bytes, oid: str, limit: int) -> None:
        tried.append(file)

    monkeypatch.setattr("aims_gate.sources.checkout.checked_out", misses)
    assert lying_contents(str(repo.folder), {f"{number:040}": "a.py" for number in range(100)}, LIMIT) == {}
    assert len(tried) < 10


def test_no_more_is_held_than_a_few_files_weigh(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.sources.checkout._HELD_AT_MOST", 20)
    files = {}
    for number in range(10):
        repo.write(f"{number}.py", f"x = {number}\n" * 2)
        repo.commit()
        files[repo.id(f"HEAD:{number}.py")] = f"{number}.py"
    assert len(lying_contents(str(repo.folder), files, LIMIT)) == 2
