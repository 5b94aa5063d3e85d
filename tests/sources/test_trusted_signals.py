"""Whose mutes count in an inventory: those of the default branch, and never the looked-at tree's own instead."""

import pytest

from aims_gate.commands.inventory import Options, inventory
from aims_gate.errors import ConfigError, UsageError
from aims_gate.model.inventory import Inventory
from tests.examples import NOW
from tests.inventories import mixed
from tests.repositories import Repo

MUTE = "mutes:\n  - {pattern: '%s', reason: A sample that nothing runs., owner: platform-lead, review_by: 2027-01-31}\n"
OWN = "signals:\n  - {kind: package, pattern: acme-llm, ecosystem: pypi, vendor: Acme}\n"
FILE = ".aims/signals.yaml"


def taken(repo: Repo, ref: str = "", policy_ref: str = "") -> Inventory:
    return inventory(Options(NOW, ref, str(repo.folder), policy_ref))


def paths(found: Inventory) -> set[str]:
    return {use.path for use in found.seen}


def test_a_branch_cannot_mute_what_it_brings(repo: Repo) -> None:
    mixed(repo)
    repo.checkout("change", new=True)
    repo.write(FILE, MUTE % "tools/**")
    assert "tools/bot/answer.py" in paths(taken(repo))
    repo.commit("Mute")
    for found in (taken(repo), taken(repo, "change")):
        assert "tools/bot/answer.py" in paths(found)
        assert (found.counts["muted"], found.signals_from) == (0, "main")


def test_mutes_and_signals_of_the_default_branch_count_on_a_branch_that_drops_them(repo: Repo) -> None:
    mixed(repo).write(FILE, MUTE % "tools/**" + OWN)
    repo.commit("Mute")
    repo.checkout("change", new=True)
    repo.remove(FILE)
    repo.write("svc/requirements.txt", "acme-llm==1\n")
    found = taken(repo)
    assert "tools/bot/answer.py" not in paths(found)
    assert "svc/requirements.txt" in paths(found)


def test_another_ref_can_be_named(repo: Repo) -> None:
    mixed(repo)
    repo.checkout("change", new=True)
    repo.write(FILE, MUTE % "tools/**")
    repo.commit("Mute")
    found = taken(repo, policy_ref="change")
    assert (found.counts["muted"], found.signals_from) == (2, "change")
    with pytest.raises(UsageError):
        taken(repo, policy_ref="nowhere")


def test_without_a_register_on_the_default_branch_the_trees_own_binds_and_that_is_said(repo: Repo) -> None:
    repo.write("tools/a.py", "import openai\n")
    repo.commit("Base")
    repo.checkout("change", new=True)
    repo.write(".aims/config.yaml", "version: 1\n")
    repo.write(FILE, MUTE % "tools/**")
    found = taken(repo)
    assert (found.counts["muted"], found.signals_from) == (1, "the tree itself: main has no register yet")


def test_without_a_default_branch_mutes_do_not_count(repo: Repo) -> None:
    mixed(repo).write(FILE, MUTE % "tools/**" + OWN)
    repo.write("svc/requirements.txt", "acme-llm==1\n")
    repo.commit("Mute")
    repo.git("branch", "-m", "main", "trunk")
    found = taken(repo)
    assert {"tools/bot/answer.py", "svc/requirements.txt"} <= paths(found)
    assert (found.counts["muted"], found.signals_from.partition(",")[0]) == (0, "the tree itself")


def test_signals_of_the_default_branch_that_cannot_be_read_give_no_inventory(repo: Repo) -> None:
    mixed(repo).write(FILE, "mutes: [\n")
    repo.commit("Broken")
    repo.checkout("change", new=True)
    repo.write(FILE, OWN)
    with pytest.raises(ConfigError):
        taken(repo)
