"""A tree looked through: in one process and in two the same, a file read once, nothing passed over in silence."""

from aims_gate.model.collected import Register
from aims_gate.model.inventory import Looked
from aims_gate.sources.git import Repository
from aims_gate.sources.shared import TOGETHER
from aims_gate.sources.tree_usage import look_through
from tests.repositories import Repo


def looked(repo: Repo, shared_from: int = 1_000_000) -> Looked:
    with Repository(str(repo.folder)) as repository:
        return look_through(repository, repository.tree_of(repo.commit()), Register(), shared_from)


def test_two_processes_find_what_one_does(repo: Repo) -> None:
    for number in range(TOGETHER + 20):
        repo.write(f"part{number % 7}/file{number}.py", f"import openai\nx = {number}\n")
    alone = looked(repo)
    assert len(alone.hits) == TOGETHER + 20
    assert looked(repo, shared_from=1) == alone


def test_one_content_at_two_places_is_two_uses(repo: Repo) -> None:
    repo.write("a.py", "import openai\n")
    repo.write("b.py", "import openai\n")
    assert [path for path, _ in looked(repo).hits] == ["a.py", "b.py"]


def test_links_are_not_followed(repo: Repo) -> None:
    repo.write("a.py", "import openai\n")
    repo.link("b.py", "a.py")
    assert [path for path, _ in looked(repo).hits] == ["a.py"]


def test_what_is_too_large_is_told_and_still_searched(repo: Repo) -> None:
    repo.write("a.py", b"import openai\n" + b"x = 1\n" * 1_500_000)
    found = looked(repo)
    assert [(row.path, "MiB" in row.reason) for row in found.unread] == [("a.py", True)]
    assert [hit.row for _, hit in found.hits] == ["import:python:openai"]


def test_what_the_clone_lacks_is_told(repo: Repo) -> None:
    repo.write("a.py", "import openai\n")
    repo.commit()
    oid = repo.id("HEAD:a.py")
    (repo.folder / ".git/objects" / oid[:2] / oid[2:]).unlink()
    (repo.folder / "a.py").unlink()
    with Repository(str(repo.folder)) as repository:
        found = look_through(repository, repository.tree_of(repo.id()), Register())
    assert [row.path for row in found.unread] == ["a.py"]


def test_an_empty_tree_holds_nothing(repo: Repo) -> None:
    assert looked(repo) == Looked(())
