"""The formats of an inventory: what each says, that none says too much, and that a bill of materials holds to its schema."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from aims_gate.reports.of_inventory import RENDERERS, render
from aims_gate.reports.options import Options
from tests.inventories import mixed, taken
from tests.repositories import Repo


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_every_format_shows_systems_what_nobody_owns_and_differences(name: str, repo: Repo) -> None:
    said = render(name, taken(mixed(repo)), Options())
    for word in ("support-assistant", "tools/bot/answer.py", "Anthropic", "gpt-4o", "owner: TBD", "does"):
        assert word in said.replace("\\", ""), word


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_without_a_register_it_says_how_to_begin_one(name: str, repo: Repo) -> None:
    repo.write("bot/a.py", "import openai\n")
    repo.write("bot/deep/b.py", "import anthropic\n")
    repo.write("search/c.py", "import openai\n")
    said = " ".join(render(name, taken(repo), Options()).replace("\\", "").split())
    for words in ("aims-gate init` begins one", "bot/**: 2 uses in 2 files", "search/**: 1 use in 1 file"):
        assert words in said
    assert "TBD" not in said
    assert [proposal.id for proposal in taken(repo).proposals] == ["bot", "search"]


@pytest.mark.parametrize("name", list(RENDERERS))
def test_equal_inventories_give_equal_bytes(name: str, repo: Repo) -> None:
    mixed(repo)
    assert render(name, taken(repo), Options()) == render(name, taken(repo), Options())


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_no_format_says_that_there_is_none(name: str, repo: Repo) -> None:
    repo.write("a.py", "print(1)\n")
    said = render(name, taken(repo), Options()).lower()
    assert "no known signal in 1 file" in said
    assert not [word for word in ("no ai", "compliant", "certified") if word in said]


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_setting_is_shown_with_its_value(name: str, repo: Repo) -> None:
    repo.write("a.py", 'import openai\nc = openai.OpenAI(base_url="https://llm.example/v1", temperature=0.4)\n')
    said = render(name, taken(repo), Options(width=200)).replace("\\", "").replace("&#8203;", "")
    assert "a.py:2 endpoint base_url = https://llm.example/v1" in said
    assert "a.py:2 sampling temperature = 0.4" in said


def test_text_keeps_commands_of_terminals_out(repo: Repo) -> None:
    repo.write("tools/\x1b[31m.py", "import openai\n")
    assert "\x1b" not in render("text", taken(repo), Options())


def test_json_holds_every_use(repo: Repo) -> None:
    found = taken(mixed(repo))
    said = json.loads(render("json", found, Options()))
    assert said["schema"] == "aims-gate/inventory/v1"
    assert [row["path"] for row in said["seen"]] == [use.path for use in found.seen]
    assert said["counts"] == found.counts


def bill(repo: Repo) -> str:
    return render("cyclonedx", taken(repo), Options())


def test_a_bill_of_materials_holds_to_its_schema(repo: Repo) -> None:
    mixed(repo).write("tools/bot/call.py", 'import openai\nurl = "https://api.openai.com/v1"\n')
    text = bill(repo)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_a_bill_of_materials_names_models_libraries_and_services_with_their_places(repo: Repo) -> None:
    mixed(repo).write("tools/bot/call.py", 'import openai\nurl = "https://api.openai.com/v1"\n')
    said = json.loads(bill(repo))
    kinds = {row["name"]: row for row in said["components"]}
    assert kinds["gpt-4o"]["type"] == "machine-learning-model"
    assert kinds["anthropic"]["type"] == "library"
    assert {"name": "aims-gate:place", "value": "services/assistant/more.py:2"} in kinds["gpt-4o"]["properties"]
    assert [row["endpoints"] for row in said["services"]] == [["https://api.openai.com"]]


def test_a_model_has_the_card_that_names_it_and_no_other(repo: Repo) -> None:
    said = json.loads(bill(mixed(repo)))
    cards = {row["name"]: row.get("modelCard") for row in said["components"]}
    assert "drafts replies about orders and delivery" in cards["gpt-4.1-mini-2025-04-14"]["considerations"]["useCases"]
    assert cards["gpt-4o"] is None
