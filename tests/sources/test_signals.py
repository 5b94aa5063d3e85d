"""Both versions of changed files read from git: which are looked through, what they weigh, what is left."""

import os
import sys
from collections.abc import Iterator

import pytest

from aims_gate.errors import PolicyError
from aims_gate.model.signal import Found, Hit
from aims_gate.signals import Detecting
from aims_gate.signals.catalogue import Catalogue
from aims_gate.sources import looking as looking_module
from aims_gate.sources.git import Repository
from aims_gate.sources.looking import Looking, looking_by, make_ready
from aims_gate.sources.shared import SHARED_FROM, TOGETHER
from aims_gate.sources.signals import Search, find_signals, gate_files
from tests.repositories import Repo


class Words:
    """Every line of a `.txt` file that says `ai` in any form."""

    def reads(self, path: str) -> bool:
        return path.endswith(".txt")

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        assert catalogue.rows == ()
        for number, line in enumerate(content.splitlines(), 1):
            if line.startswith(b"ai"):
                yield Hit("r", "endpoint", number, "", line.decode())


def found(
    repo: Repo,
    old: str,
    new: str,
    leave: tuple[str, ...] = (),
    looking: Looking | None = None,
    shared_from: int = SHARED_FROM,
) -> Found:
    with Repository(str(repo.folder)) as repository:
        files = repository.changed_files(repository.tree_of(old), repository.tree_of(new))
        by = looking or Looking([Detecting(("txt",), Words)], lambda: Catalogue(()))
        return find_signals(repository, files, by, lambda path: path.startswith("t/"), leave, shared_from)


def told(result: Found) -> list[tuple[str, str, int, str]]:
    return [(s.action, s.path, s.hit.line, s.hit.name) for s in result.signals]


def test_added_removed_and_edited_files(repo: Repo) -> None:
    repo.write("a.txt", "x\nai one\n")
    repo.write("b.txt", "ai two\n")
    repo.write("c.md", "ai none\n")
    old = repo.commit()
    repo.write("a.txt", "ai one\nai more\n")
    repo.remove("b.txt")
    repo.write("d.txt", "ai three\n")
    repo.write("c.md", "ai other\n")
    result = found(repo, old, repo.commit())
    assert told(result) == [
        ("added", "a.txt", 2, "ai more"),
        ("removed", "b.txt", 1, "ai two"),
        ("added", "d.txt", 1, "ai three"),
    ]
    assert (result.files, result.unread) == (3, ())


def test_a_rename_is_told_only_between_places_of_another_standing(repo: Repo) -> None:
    repo.write("t/a.txt", "ai one\n" + "x\n" * 20)
    old = repo.commit()
    repo.move("t/a.txt", "t/b.txt")
    moved = repo.commit()
    assert told(found(repo, old, moved)) == []
    repo.move("t/b.txt", "b.txt")
    assert told(found(repo, old, repo.commit())) == [
        ("added", "b.txt", 1, "ai one"),
        ("removed", "t/a.txt", 1, "ai one"),
    ]


def test_a_copy_of_one_content_at_two_paths(repo: Repo) -> None:
    old = repo.commit()
    repo.write("a.txt", "ai one\n")
    repo.write("b.txt", "ai one\n")
    assert [path for _, path, _, _ in told(found(repo, old, repo.commit()))] == ["a.txt", "b.txt"]


def test_links_modes_and_what_is_left(repo: Repo) -> None:
    repo.write("a.txt", "ai one\n")
    old = repo.commit()
    (repo.folder / "a.txt").chmod(0o755)
    repo.link("l.txt", "a.txt")
    repo.write("gate.txt", "ai two\n")
    assert found(repo, old, repo.commit(), leave=("gate.txt",)) == Found()


def test_nothing_to_look_through_makes_no_catalogue(repo: Repo) -> None:
    def refuse() -> Catalogue:
        raise AssertionError("the catalogue was made")

    old = repo.commit()
    repo.write("a.md", "x\n")
    assert found(repo, old, repo.commit(), looking=Looking([Detecting(("txt",), Words)], refuse)) == Found()


def test_a_text_that_weighs_too_much_is_unread(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.sources.signals.FILE_AT_MOST", 16)
    old = repo.commit()
    repo.write("a.txt", "ai one\n" + "x" * 30)
    repo.write("b.txt", b"ai two\n\0" + b"x" * 30)
    repo.write("c.txt", "x" * 16)
    result = found(repo, old, repo.commit())
    assert [unread.path for unread in result.unread] == ["a.txt"]
    assert "more than the" in result.unread[0].reason
    assert told(result) == [("added", "a.txt", 1, "ai one"), ("added", "b.txt", 1, "ai two")]


class Everything(Words):
    def reads(self, path: str) -> bool:
        return True


def test_a_nul_makes_no_source_file_binary_and_data_is_told_by_its_beginning(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aims_gate.sources.signals.FILE_AT_MOST", 16)
    old = repo.commit()
    for path in ("a.js", "b.py", "c.csv", "d.jsonl", "e.onnx", "f.png", "g.log"):
        repo.write(path, b"ai \0" + b"x" * 30 if path != "g.log" else b"ai " + b"x" * 30)
    result = found(repo, old, repo.commit(), looking=Looking([Detecting(None, Everything)], lambda: Catalogue(())))
    assert [unread.path for unread in result.unread] == ["a.js", "b.py", "g.log"]


def test_what_weighs_too_much_together_is_unread(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.sources.signals.TOTAL_AT_MOST", 15)
    old = repo.commit()
    for name in "abc":
        repo.write(f"{name}.txt", f"ai {name}\n" + name * 5)
    result = found(repo, old, repo.commit())
    assert [unread.path for unread in result.unread] == ["b.txt", "c.txt"]
    assert "split the change" in result.unread[0].reason


def test_processes_that_share_the_work_find_what_one_does(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    old = repo.commit()
    for number in range(TOGETHER + 20):
        repo.write(f"{number:03}.txt", f"ai {number:03}\n")
    new = repo.commit()
    alone = found(repo, old, new)
    assert len(alone.signals) == TOGETHER + 20
    assert found(repo, old, new, shared_from=1) == alone
    monkeypatch.setattr("aims_gate.sources.signals.TOTAL_AT_MOST", 7 * (TOGETHER + 5))
    heavy = found(repo, old, new)
    assert (len(heavy.signals), len(heavy.unread)) == (TOGETHER + 5, 15)
    assert found(repo, old, new, shared_from=1) == heavy


def test_what_is_unsure_waits_and_the_rest_is_begun_with(repo: Repo) -> None:
    old = repo.commit()
    for number in range(40):
        repo.write(f"{number:02}.txt", f"ai {number:02}\n")
    repo.write("read.txt", "ai asked\n")
    new = repo.commit()
    unsure = ("03.txt", "07.txt", "none.txt")
    with Repository(str(repo.folder)) as repository:
        files = repository.changed_files(repository.tree_of(old), repository.tree_of(new))
        looking = Looking([Detecting(("txt",), Words)], lambda: Catalogue(()))
        for begun in (False, True):
            with Search(repository, files, looking, unsure, shared_from=1) as search:
                if begun:
                    search.begin()
                assert repository.read_blobs([files[-1].new_id])[files[-1].new_id] is not None
                result = search.found(lambda path: "", ("07.txt",))
            assert [hit.name for _, _, hit, _ in result.signals] == [
                *(f"ai {number:02}" for number in range(40) if number != 7),
                "ai asked",
            ]
            assert result.files == 40


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one process")
def test_nothing_is_left_of_a_search_that_breaks_off(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda process: {0, 1})
    old = repo.commit()
    for number in range(40):
        repo.write(f"{number:02}.txt", f"ai {number:02}\n")
    new = repo.commit()
    looking = Looking([Detecting(("txt",), Words)], lambda: Catalogue(()))
    with Repository(str(repo.folder)) as repository:
        files = repository.changed_files(repository.tree_of(old), repository.tree_of(new))

        def broken_off() -> None:
            with Search(repository, files, looking, shared_from=1) as search:
                search.begin()
                raise LookupError

        with pytest.raises(LookupError):
            broken_off()
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


def test_what_the_clone_lacks_is_unread(repo: Repo) -> None:
    old = repo.commit()
    repo.write("a.txt", "ai one\n")
    new = repo.commit()
    blob = repo.id("HEAD:a.txt")
    (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert told(found(repo, old, new)) == [("added", "a.txt", 1, "ai one")]  # it lies there, and has that id
    (repo.folder / "a.txt").unlink()
    (unread,) = found(repo, old, new).unread
    assert (unread.path, "git fetch" in unread.reason) == ("a.txt", True)


def test_the_gates_own_files_speak_to_the_gate(repo: Repo) -> None:
    old = repo.commit()
    for path in (".aims/systems/a.yaml", ".aims/x.py", "docs/prd.md", "docs/other.md"):
        repo.write(path, "x\n")
    with Repository(str(repo.folder)) as repository:
        files = repository.changed_files(repository.tree_of(old), repository.tree_of(repo.commit()))
    assert gate_files(files, ("docs/prd.md", "docs/unchanged.md")) == {".aims/systems/a.yaml", "docs/prd.md"}


def test_what_is_made_ready_is_what_is_looked_with() -> None:
    make_ready()
    assert looking_by({}) is looking_by({})
    (source,) = (one for one in looking_by({}).reading("a.py") if type(one).__name__ == "Source")
    hits = source.hits("a.py", b"import openai\n", looking_by({}).catalogue())
    assert [hit.name for hit in hits] == ["openai"]


def test_a_catalogue_that_cannot_be_read_is_told_to_whoever_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Catalogue:
        raise PolicyError("the shipped signals.yaml cannot be used: it is missing", "install aims-gate again")

    looking_module._shipped.cache_clear()
    monkeypatch.setattr("aims_gate.sources.signals_catalogue.shipped_catalogue", refuse)
    try:
        make_ready()
        with pytest.raises(PolicyError, match="it is missing"):
            looking_by({}).catalogue()
    finally:
        looking_module._shipped.cache_clear()


def test_what_is_looked_with_without_signals_of_ones_own() -> None:
    assert looking_by({}).catalogue().rows != ()
    own = looking_by({"signals": [{"kind": "package", "pattern": "Acme_LLM"}, {"kind": "text", "pattern": "Brain"}]})
    assert len(own.reading("a.py")) == len(looking_by({}).reading("a.py")) + 1
    assert own.catalogue().of("package", "pypi")["acme-llm"].id == "own:package:Acme_LLM"
