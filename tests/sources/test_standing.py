"""What stands at a commit: register, every evidence document, and the steps that led there."""

import pytest

from aims_gate.errors import ConfigError, UsageError
from aims_gate.sources.git import Repository
from aims_gate.sources.standing import collect_standing
from tests.examples import NOW, PROMPT
from tests.repositories import Repo
from tests.standing_example import founded, standing


def test_every_document_is_read_and_prds_are_none(repo: Repo) -> None:
    founded(repo)
    repo.write("docs/prd/p.md", "---\naims:\n  systems: [support-assistant]\n  change: [prompt]\n---\n# P\n")
    repo.write("docs/guide.md", "---\ntitle: A guide\n---\n")
    repo.commit("More")
    found = standing(repo).side.head_tree.documents
    assert "docs/ai/incidents/1.md" in found
    assert {"docs/prd/p.md", "docs/guide.md"}.isdisjoint(found)


def test_steps_bring_the_records_of_their_own_time(repo: Repo) -> None:
    founded(repo)
    brought = [[record.path for record in step.records] for step in standing(repo).landed]
    assert brought == [[], [], [".aims/changes/typo.yaml"], [".aims/changes/greeting.yaml"], []]
    assert standing(repo).landed[1].files == (PROMPT,)


def test_a_prd_in_a_step_is_its_record(repo: Repo) -> None:
    founded(repo)
    repo.write("docs/prd/p.md", "---\naims:\n  systems: [support-assistant]\n  change: [prompt]\n---\n# P\n")
    repo.commit("PRD")
    (record,) = standing(repo).landed[0].records
    assert (record.source, record.value["change"]) == ("prd", ["prompt"])


def test_a_register_that_cannot_be_read_is_said(repo: Repo) -> None:
    founded(repo)
    repo.write(".aims/roles.yaml", "people: [")
    repo.commit("Broken")
    with pytest.raises(ConfigError, match=r"roles\.yaml"):
        standing(repo)


def test_a_ref_that_is_not_here_is_said(repo: Repo) -> None:
    founded(repo)
    with Repository(str(repo.folder)) as repository, pytest.raises(UsageError):
        collect_standing(repository, "nowhere", NOW)


def test_a_shallow_clone_is_not_whole(repo: Repo, tmp_path_factory: pytest.TempPathFactory) -> None:
    founded(repo)
    place = tmp_path_factory.mktemp("clone")
    repo.git("clone", "-q", "--depth=1", f"file://{repo.folder}", str(place))
    with Repository(str(place)) as repository:
        assert not collect_standing(repository, "main", NOW).whole
    assert standing(repo).whole
