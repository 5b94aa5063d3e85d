"""`aims-gate inventory`: which tree it looks at and how it ends."""

import pytest

from aims_gate.commands.inventory import Options, exit_code, inventory
from aims_gate.errors import ConfigError, UsageError
from tests.examples import NOW, lay
from tests.inventories import ENTRY, mixed, taken
from tests.repositories import Repo


def test_the_working_tree_is_looked_at_with_what_is_not_committed(repo: Repo) -> None:
    mixed(repo)
    repo.write("fresh/new.py", "import openai\n")
    assert "fresh/new.py" in {use.path for use in taken(repo).seen}
    at_main = taken(repo, "main")
    assert (at_main.commit, at_main.ref) == (repo.id("main"), "main")
    assert "fresh/new.py" not in {use.path for use in at_main.seen}


def test_a_repository_that_is_bare_is_looked_at_by_its_head(repo: Repo) -> None:
    mixed(repo)
    bare = repo.clone(repo.folder.parent / "bare", "--bare")
    assert taken(bare).commit == repo.id("main")


def test_a_ref_that_is_not_here_is_said(repo: Repo) -> None:
    with pytest.raises(UsageError):
        inventory(Options(NOW, "nowhere", str(repo.folder)))


def test_a_register_that_cannot_be_read_gives_no_inventory(repo: Repo) -> None:
    mixed(repo)
    repo.write(ENTRY, "id: [\n")
    with pytest.raises(ConfigError):
        taken(repo)


def test_it_ends_as_was_asked(repo: Repo) -> None:
    found = taken(mixed(repo))
    assert [exit_code(found, asked) for asked in ((), ("unowned",), ("drift",), ("unowned", "drift"))] == [0, 1, 1, 1]


def test_what_could_not_be_looked_through_is_undecided_where_something_was_asked(repo: Repo) -> None:
    repo.write("large.py", b"x = 1\n" * 1_500_000)
    found = taken(repo)
    assert [unread.path for unread in found.unread] == ["large.py"]
    assert [exit_code(found, asked) for asked in ((), ("unowned",), ("drift",))] == [0, 3, 3]


def test_without_a_signal_it_says_how_much_was_looked_through(repo: Repo) -> None:
    repo.write("a.py", "print(1)\n")
    repo.write("picture.png", b"\x89PNG")
    found = taken(repo)
    assert found.summary == "No known signal in 1 file."
    assert found.counts["files"] == 2


def test_evidence_and_register_are_no_use_of_ai(repo: Repo) -> None:
    lay(repo, "base")
    assert not [use.path for use in taken(repo).seen if use.path.startswith((".aims/", "docs/"))]
