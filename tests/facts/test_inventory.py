"""The inventory: whose each use is, what mutes and inert files take out, what is counted."""

from tests.examples import edit
from tests.inventories import ENTRY, mixed, taken
from tests.repositories import Repo

MUTE = "mutes:\n  - {pattern: 'tools/**', reason: A sample that nothing runs., owner: platform-lead, review_by: %s}\n"


def test_each_use_has_its_system_or_none(repo: Repo) -> None:
    found = taken(mixed(repo))
    whose = {use.path: use.systems for use in found.seen}
    assert whose["services/assistant/more.py"] == ("support-assistant",)
    assert whose["tools/bot/answer.py"] == whose["requirements.txt"] == ()
    assert found.counts["unowned"] == 3
    assert found.counts["owned"] + found.counts["unowned"] == found.counts["certain"]


def test_a_system_shows_its_files_vendors_and_models(repo: Repo) -> None:
    (system,) = taken(mixed(repo)).systems
    assert (system.id, system.lifecycle, system.entry) == ("support-assistant", "live", ENTRY)
    assert system.vendors == ("OpenAI",)
    assert system.models == ("gpt-4.1-mini-2025-04-14", "gpt-4o")


def test_a_mute_in_force_takes_out_and_is_counted(repo: Repo) -> None:
    mixed(repo).write(".aims/signals.yaml", MUTE % "2027-01-31")
    repo.commit("Mute")
    found = taken(repo)
    assert (found.counts["muted"], found.mutes[0]["signals"]) == (2, 2)
    assert "tools/bot/answer.py" not in {use.path for use in found.seen}


def test_a_mute_that_lapsed_takes_out_nothing(repo: Repo) -> None:
    mixed(repo).write(".aims/signals.yaml", MUTE % "2026-01-31")
    repo.commit("Mute")
    found = taken(repo)
    assert (found.counts["muted"], found.mutes[0]["in_force"]) == (0, False)
    assert "tools/bot/answer.py" in {use.path for use in found.seen}


def test_inert_files_are_counted_apart(repo: Repo) -> None:
    mixed(repo).write("services/assistant/tests/test_it.py", "import openai\n")
    assert taken(repo).counts["inert"] == 1


def test_the_tree_alone_calls_nothing_inert_of_a_system_that_the_trusted_ref_has(repo: Repo) -> None:
    mixed(repo)
    repo.checkout("change", new=True)
    edit(repo, ENTRY, "inert:\n", 'inert:\n  - "services/**"\n')
    repo.commit("Hide it")
    assert "services/assistant/more.py" in {use.path for use in taken(repo).seen}
    assert "services/assistant/more.py" in {use.path for use in taken(repo, "HEAD").seen}
    repo.git("branch", "-f", "main", "change")
    found = taken(repo)
    assert "services/assistant/more.py" not in {use.path for use in found.seen}
    assert found.counts["inert"] > 0


def test_a_use_in_tests_is_only_likely(repo: Repo) -> None:
    mixed(repo).write("tools/tests/test_it.py", "import openai\n")
    (use,) = [use for use in taken(repo).seen if use.path == "tools/tests/test_it.py"]
    assert use.confidence == "likely"


def test_an_entry_with_another_vendor_takes_what_nobody_owns(repo: Repo) -> None:
    edit(mixed(repo), ENTRY, "suppliers: [openai]", "suppliers: [openai, anthropic]")
    whose = {use.path: (use.systems, use.attributed) for use in taken(repo).seen}
    assert whose["tools/bot/answer.py"] == (("support-assistant",), "suppliers")
