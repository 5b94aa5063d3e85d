"""`aims-gate init`: what it takes from the repository, from what was said already, and from entries that are there."""

from pathlib import Path

import pytest
import yaml

from aims_gate.commands.init import risk_method
from aims_gate.commands.init.texts import MOST_MODELS, system
from aims_gate.model.vocabulary import RECORD_EVIDENCE
from tests.commands.test_init import ANSWERS, ENTRY, GATE, begun, coded, init, ran, written
from tests.repositories import Repo

__all__ = ["begun", "coded"]


def test_what_is_said_of_use_and_escalation_leaves_nothing_to_fill_in(coded: Repo) -> None:
    said = init(coded, *ANSWERS, "--owner=ada=ada", "--escalation=#ai", f"--gate={GATE}")
    assert "Fill in" not in said.words
    entry = written(coded, ENTRY)
    assert entry["purpose"] == entry["intended_use"] == "Drafts replies for trained agents."
    assert written(coded, ".aims/roles.yaml")["escalation"] == "#ai"
    failed = {result["rule"] for result in ran(coded, "check")["results"] if result["outcome"] == "fail"}
    assert "evidence-is-filled" not in failed


def test_the_entry_begins_with_the_models_of_its_files(coded: Repo) -> None:
    coded.write("src/chat/ask.py", 'import openai\n\nopenai.OpenAI().responses.create(model="gpt-4.1", input="")\n')
    coded.write("src/other/ask.py", 'import openai\n\nopenai.OpenAI().responses.create(model="gpt-5", input="")\n')
    init(coded, *ANSWERS, "--path=src/chat/**")
    assert written(coded, ENTRY)["models"] == [{"provider": "OpenAI", "name": "gpt-4.1"}]


def test_of_very_many_models_none_is_written_down(tmp_path: Path) -> None:
    method = risk_method(str(tmp_path))
    said = {"id": "a", "owner": "ana", "today": "2026-11-21"}
    for number in (MOST_MODELS, MOST_MODELS + 1):
        found = [("Acme", f"m-{at}-v1", "v1") for at in range(number)]
        entry = yaml.safe_load(system(said, {}, {}, method, found))
        assert len(entry.get("models", ())) == (number if number == MOST_MODELS else 0)
    assert yaml.safe_load(system(said, {}, {}, method, found[:1]))["models"] == [
        {"provider": "Acme", "name": "m-0", "version": "v1"}
    ]


def test_a_further_system_takes_nothing_that_the_first_one_owns(coded: Repo) -> None:
    init(coded, *ANSWERS)
    coded.write("src/search/find.py", "import openai\n")
    said = init(coded, "--yes", "--name=Search")
    assert written(coded, ".aims/systems/search.yaml")["paths"] == ["src/search/**"]
    assert "a risk approver other than its author approves a new system" in said.words
    assert "first register" not in said.words


@pytest.mark.parametrize("gate", ["acme/gate", "acme/gate@", "@0123"])
def test_a_gate_is_named_with_its_commit(gate: str, coded: Repo) -> None:
    said = init(coded, *ANSWERS, f"--gate={gate}")
    assert (said.code, "names no commit" in said.words) == (2, True)
    assert not (coded.folder / ".aims").exists()


def test_the_entry_has_a_place_for_each_document_that_its_tier_asks_for(coded: Repo) -> None:
    said = init(coded, *ANSWERS)
    assert list(written(coded, ENTRY)["documents"]) == list(RECORD_EVIDENCE)
    assert "aims-gate new KIND --system support-chat, of each KIND of impact_assessment, risk_assessment" in said.words
    open_ = init(coded, "--yes", "--name=Third")
    assert "Answer the screening, set the `tier` it makes" in open_.words
    low = (*ANSWERS, "--screening=reaches_the_public=no", "--name=Other")
    said = init(coded, *low)
    assert list(written(coded, ".aims/systems/other.yaml")["documents"]) == ["risk_assessment"]
    assert "link them in .aims/systems/other.yaml: aims-gate new risk_assessment --system other." in said.words


def test_tests_are_no_part_of_the_system_and_inert_by_the_names_they_have(coded: Repo) -> None:
    coded.write("src/chat/reply_test.go", "package chat\n")
    coded.write("src/chat/a.test.ts", "import OpenAI from 'openai';\n")
    coded.write("src/other/b.test.js", "import OpenAI from 'openai';\n")
    coded.write("db_test.py", "import openai\n")
    init(coded, *ANSWERS)
    entry = written(coded, ENTRY)
    assert entry["paths"] == ["src/chat/**"]
    assert entry["inert"] == ["**/tests/**", "**/README.md", "**/*_test.go", "**/*.test.ts"]


def test_without_a_commit_the_first_one_is_a_step(tmp_path: Path) -> None:
    empty = Repo(tmp_path / "empty")
    said = init(empty, "--yes", "--name=Bot", "--owner=ana")
    assert "git commit --allow-empty -m Begin" in said.words
    empty.git("commit", "-q", "--allow-empty", "-m", "Begin")
    assert ran(empty, "check")["verdict"] == "fail"
    assert "--allow-empty" not in init(empty, "--yes", "--name=Other", "--owner=ana").words
