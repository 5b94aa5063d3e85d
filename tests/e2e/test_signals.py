"""AI usage in the diff of real repositories: declared, refused, muted, or nothing to speak of."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import Said, called
from tests.e2e.example import (
    RECORD,
    SYSTEM,
    check,
    commit,
    edit,
    example,
    failed,
    outcomes,
    owned,
    places,
    shorter_greeting,
    waiting,
)
from tests.repositories import Repo
from tests.signals.toy import only_toys

BILLING = "services/billing/invoice.py"
CALL = 'import httpx\n\nhttpx.post("https://api.openai.com/v1/responses")\n'
OTHER_CALL = 'import httpx\n\nhttpx.post("https://api.mistral.ai/v1/chat")\n'
CODE = "services/assistant/draft.py"
WAITS = {"risk-signed-off"}


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    only_toys(monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return example(tmp_path / "repo")


def said_of(repo: Repo, *args: str) -> Said:
    return check(repo, "--report", "json=-", *args)


def messages(report: dict[str, Any], rule: str) -> str:
    found = [r for r in report["results"] if r["rule"] == rule and r["outcome"] == "fail"]
    return " ".join(finding["message"] for result in found for finding in result["findings"])


def record(repo: Repo, *types: str, **more: str) -> None:
    """A record of the assistant's prompt change, of other types, with further lines."""
    shorter_greeting(repo)
    edit(repo, RECORD, "change: [prompt]", f"change: [{', '.join(types)}]")
    repo.write(RECORD, (repo.folder / RECORD).read_text() + "".join(f"{k}: {v}\n" for k, v in more.items()))


def no_register(tmp_path: Path) -> Repo:
    repo = owned(tmp_path / "bare")
    repo.write("app.py", "print(1)\n")
    commit(repo)
    return repo


def test_a_raw_call_in_a_repository_without_a_register(tmp_path: Path) -> None:
    repo = no_register(tmp_path)
    repo.write("app.py", OTHER_CALL)
    said = said_of(repo)
    assert (said.code, failed(said.report), places(said.report)) == (1, {"ai-change-declared"}, {"app.py:3"})
    assert "no system's entry accounts for it" in messages(said.report, "ai-change-declared")
    assert said.report["change"]["ai"] is True


def test_a_call_that_no_entry_accounts_for(repo: Repo) -> None:
    repo.write(BILLING, OTHER_CALL)
    said = said_of(repo)
    assert (said.code, failed(said.report), places(said.report)) == (1, {"ai-change-declared"}, {f"{BILLING}:3"})
    assert "api.mistral.ai" in messages(said.report, "ai-change-declared")
    text = check(repo).words
    assert "ai: false" in text
    assert "under its `paths`" in text


def test_a_call_to_the_vendor_of_one_system_is_that_systems(repo: Repo) -> None:
    repo.write(BILLING, CALL)
    said = said_of(repo)
    assert said.report["change"]["systems"] == ["support-assistant"]
    assert "no change record names support-assistant" in messages(said.report, "ai-change-declared")
    shorter_greeting(repo)
    said = said_of(repo)
    assert (said.code, failed(said.report), waiting(said.report)) == (0, set(), WAITS)


def test_a_new_dependency_names_its_vendor(repo: Repo) -> None:
    repo.write("requirements.txt", "mistralai==1.2.0\n")
    said = said_of(repo)
    assert (said.code, places(said.report)) == (1, {"requirements.txt:1"})
    assert "the package `mistralai` in requirements.txt" in messages(said.report, "ai-change-declared")
    repo.write("requirements.txt", "flask==3.0.0\n")
    assert said_of(repo, "--strict").code == 0


def test_a_bots_minor_step_asks_nothing(repo: Repo) -> None:
    repo.write("requirements.txt", "openai==1.2.0\ntransformers==4.1\n")
    commit(repo)
    repo.write("requirements.txt", "openai==1.99.0\ntransformers==4.2\n")
    said = check(repo, "--strict")
    assert said.code == 0
    assert "no AI system touched and no known signal in 1 changed file" in said.words
    repo.write("requirements.txt", "openai==2.0.0\ntransformers==4.2\n")
    assert check(repo, "--strict").code == 1


def test_another_major_version_implies_its_type(repo: Repo) -> None:
    repo.checkout("main")
    repo.write("services/assistant/requirements.txt", "openai==1.2.0\n")
    commit(repo, "Pin")
    repo.checkout("change", new=True)
    repo.write("services/assistant/requirements.txt", "openai==2.0.0\n")
    record(repo, "prompt")
    said = said_of(repo)
    assert (said.code, failed(said.report)) == (1, {"change-type-stated"})
    assert "from 1.2.0 to 2.0.0" in messages(said.report, "change-type-stated")
    assert "`dependency`" in messages(said.report, "change-type-stated")
    assert places(said.report) == {"services/assistant/requirements.txt:1"}
    edit(repo, RECORD, "change: [prompt]", "change: [prompt, dependency]")
    assert failed(said_of(repo).report) == set()


def test_a_guardrail_that_goes(repo: Repo) -> None:
    repo.checkout("main")
    repo.write(CODE, "def draft(ticket):\n    return guard(ticket)\n")
    commit(repo, "Guard")
    repo.checkout("change", new=True)
    repo.write(CODE, "def draft(ticket):\n    return ticket\n")
    record(repo, "prompt")
    said = said_of(repo)
    assert "removes the guardrail `guard`" in messages(said.report, "change-type-stated")
    assert places(said.report) == {f"{CODE}:2"}
    edit(repo, RECORD, "change: [prompt]", "change: [none-material]")
    assert "says nothing material changed" in messages(said_of(repo).report, "change-type-stated")


@pytest.mark.parametrize(("model", "kind"), [("gpt-4.1-mini-2026-01-01", "model-version"), ("gpt-9", "new-model")])
def test_another_model_in_a_systems_configuration(repo: Repo, model: str, kind: str) -> None:
    repo.checkout("main")
    repo.write("services/assistant/model.json", '{"model": "gpt-4.1-mini-2025-04-14"}\n')
    commit(repo, "Configure")
    repo.checkout("change", new=True)
    repo.write("services/assistant/model.json", f'{{"model": "{model}"}}\n')
    record(repo, "prompt")
    said = said_of(repo)
    assert f"makes it a `{kind}`" in messages(said.report, "change-type-stated")
    assert "from gpt-4.1-mini-2025-04-14" in messages(said.report, "change-type-stated")
    edit(repo, RECORD, "change: [prompt]", f"change: [prompt, {kind}]")
    assert "change-type-stated" not in failed(said_of(repo).report)


def test_a_new_vendor_has_to_be_assessed(repo: Repo) -> None:
    repo.write(CODE, OTHER_CALL)
    record(repo, "prompt", "dependency", "supplier")
    said = said_of(repo)
    assert "names no supplier record of Mistral AI" in messages(said.report, "supplier-assessed")
    assert f"{CODE}:3" in places(said.report)
    edit(repo, SYSTEM, "suppliers: [openai]", "suppliers: [openai, mistral-ai]")
    supplier = "{supplier: mistral-ai, assessed: 2026-11-01, result: Accepted., review_due: 2027-11-01, "
    supplier += "responsibilities: {ours: [evaluation], theirs: [hosting]}}"
    repo.write(RECORD, (repo.folder / RECORD).read_text() + f"suppliers: [{supplier}]\n")
    assert outcomes(said_of(repo).report)["supplier-assessed"] == "pass"


def test_what_only_looks_like_ai_waits_for_a_second_person(repo: Repo) -> None:
    repo.write(BILLING, OTHER_CALL)
    repo.write(".aims/changes/not-ai.yaml", "ai: false\nreason: The host stands in a test of our proxy's block list.\n")
    said = said_of(repo)
    assert (said.code, failed(said.report)) == (0, set())
    assert waiting(said.report) == {"ai-change-declared", "change-type-stated"}
    assert said_of(repo, "--strict").code == 3
    repo.write(".aims/changes/not-ai.yaml", "ai: false\nreason: TBD\n")
    assert "ai-change-declared" in failed(said_of(repo).report)


def test_not_ai_never_clears_a_systems_own_file(repo: Repo) -> None:
    repo.write(CODE, OTHER_CALL)
    repo.write(".aims/changes/not-ai.yaml", "ai: false\nreason: The host stands in a comment only.\n")
    said = said_of(repo)
    assert "ai-change-declared" in failed(said.report)


def test_tests_and_inert_files_do_not_block(repo: Repo) -> None:
    repo.write("services/assistant/tests/test_draft.py", OTHER_CALL)
    repo.write("services/billing/tests/test_invoice.py", OTHER_CALL)
    said = said_of(repo, "--strict")
    assert (said.code, said.report["signals"]["likely"]) == (0, 1)
    assert "no certain signal in 2 changed files" in said.report["summary"]
    assert "services/billing/tests/test_invoice.py:3" in " ".join(said.report["notes"])


def test_a_file_called_inert_only_by_the_change_is_not(repo: Repo) -> None:
    edit(repo, SYSTEM, "inert:", "inert:\n  - services/assistant/draft.py")
    repo.write(CODE, OTHER_CALL)
    record(repo, "prompt")
    assert "change-type-stated" in failed(said_of(repo).report)


def test_an_entry_of_the_change_hides_nothing_by_calling_it_inert(repo: Repo) -> None:
    entry = (repo.folder / SYSTEM).read_text().replace("support-assistant", "decoy")
    entry = entry.partition("paths:")[0] + 'paths: ["services/billing/**"]\ninert: ["services/billing/**"]\n'
    repo.write(".aims/systems/decoy.yaml", entry)
    repo.write(BILLING, OTHER_CALL)
    record(repo, "prompt")
    said = said_of(repo)
    assert f"{BILLING}:3" in places(said.report)


def test_the_words_when_nothing_is_found(repo: Repo) -> None:
    repo.write(BILLING, "TOTAL = 1\n")
    said = said_of(repo, "--strict")
    assert said.code == 0
    assert said.report["summary"] == "Passed: no AI system touched and no known signal in 1 changed file."
    assert "1 of 1 were looked through for known signs of AI usage" in " ".join(said.report["notes"])


def test_saved_facts_replay_to_the_byte(repo: Repo, tmp_path: Path) -> None:
    repo.write(BILLING, OTHER_CALL)
    saved = tmp_path / "facts.json"
    first = said_of(repo, "--save-facts", str(saved))
    again = called(repo.folder, "check", "--report", "json=-", "--facts", str(saved))
    assert again.stdout == first.stdout
