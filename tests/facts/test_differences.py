"""Differences between entries and the tree: each kind is found, and none where both say the same."""

from tests.examples import edit, lay
from tests.inventories import ENTRY, mixed, taken
from tests.repositories import Repo


def kinds(repo: Repo) -> list[tuple[str, str, int]]:
    return [(row.kind, row.path, row.line) for row in taken(repo).differences]


def test_an_entry_that_says_what_the_tree_shows_differs_in_nothing(repo: Repo) -> None:
    lay(repo, "base")
    assert kinds(repo) == []


def test_a_model_that_the_entry_does_not_name(repo: Repo) -> None:
    assert kinds(mixed(repo)) == [("model-not-named", "services/assistant/more.py", 2)]


def test_a_supplier_that_the_entry_does_not_name(repo: Repo) -> None:
    mixed(repo).write("services/assistant/second.py", "import anthropic\n")
    assert ("supplier-not-named", "services/assistant/second.py", 1) in kinds(repo)


def test_paths_that_match_nothing(repo: Repo) -> None:
    lay(repo, "base")
    edit(repo, ENTRY, "services/assistant/**", "gone/**")
    edit(repo, ENTRY, "prompts/assistant/**", "lost/**")
    assert ("paths-match-nothing", ENTRY, 0) in kinds(repo)


def test_a_model_that_shows_nowhere(repo: Repo) -> None:
    lay(repo, "base")
    edit(repo, ENTRY, "name: gpt-4.1-mini", "name: gpt-3.5-turbo")
    assert ("model-not-found", ENTRY, 0) in kinds(repo)


def test_a_planned_system_need_not_be_there(repo: Repo) -> None:
    lay(repo, "base")
    edit(repo, ENTRY, "services/assistant/**", "gone/**")
    edit(repo, ENTRY, "prompts/assistant/**", "lost/**")
    edit(repo, ENTRY, "lifecycle: live", "lifecycle: planned")
    assert kinds(repo) == []


def test_a_retired_system_that_is_still_used(repo: Repo) -> None:
    lay(repo, "base")
    edit(repo, ENTRY, "lifecycle: live", "lifecycle: retired")
    assert [kind for kind, _, _ in kinds(repo)] == ["retired-in-use"]
