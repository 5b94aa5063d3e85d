"""What ships, on real repositories: catalogue and detectors as a user has them."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import Said
from tests.e2e.example import RECORD, check, commit, edit, example, failed, places, shorter_greeting, waiting
from tests.repositories import Repo

CODE = "services/assistant/draft.py"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return example(tmp_path / "repo")


def said_of(repo: Repo, *args: str) -> Said:
    return check(repo, "--report", "json=-", *args)


def messages(report: dict[str, Any]) -> str:
    found = [r for r in report["results"] if r["outcome"] == "fail"]
    return " ".join(finding["message"] for result in found for finding in result["findings"])


def on_main(repo: Repo, **files: str) -> None:
    """Files that the default branch has already."""
    for path, text in files.items():
        repo.write(path.replace("__", "/"), text)
    commit(repo, "Before")


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("lib/ask.py", 'import httpx\n\nhttpx.post("https://api.mistral.ai/v1/chat/completions")\n', 3),
        ("web/ask.ts", 'import Anthropic from "@anthropic-ai/sdk";\n', 1),
        ("requirements.txt", "flask==3.0\nmistralai==1.2\n", 2),
        ("package.json", '{\n  "dependencies": {\n    "cohere-ai": "^7.0.0"\n  }\n}\n', 3),
        ("go.mod", "module x\n\ngo 1.22\n\nrequire github.com/anthropics/anthropic-sdk-go v1.0.0\n", 5),
    ],
)
def test_ai_usage_that_nobody_declared(path: str, text: str, line: int, repo: Repo) -> None:
    repo.write(path, text)
    said = said_of(repo)
    assert (said.code, failed(said.report), places(said.report)) == (1, {"ai-change-declared"}, {f"{path}:{line}"})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("lib/invoice.py", "import decimal\n\nTHRESHOLD = 0.5\n\n\ndef guard(x):\n    return x > THRESHOLD\n"),
        ("web/model.ts", 'export class CarModel { name = "sonnet"; temperature = 21.5 }\n'),
        ("requirements.txt", "flask==3.0\nrequests==2.32\n"),
        ("package.json", '{"dependencies": {"react": "^19.0.0"}}\n'),
        ("config/app.yaml", "threshold: 0.5\nprompt: Enter your name\nmodel: T-800\n"),
        ("docs/usage.md", "Call https://api.openai.com/v1 with `gpt-4.1` and `import openai`.\n"),
    ],
)
def test_no_false_alarm(path: str, text: str, repo: Repo) -> None:
    repo.write(path, text)
    said = said_of(repo, "--strict")
    assert (said.code, said.report["signals"]["certain"]) == (0, 0)


def test_a_new_vendor_only_in_a_lock_file_is_said(repo: Repo) -> None:
    lock = '[[package]]\nname = "cohere"\nversion = "5.1.0"\nsource = { registry = "https://x.example" }\n'
    on_main(repo, **{"uv.lock": "version = 1\n"})
    repo.write("uv.lock", f"version = 1\n\n{lock}")
    said = said_of(repo, "--strict")
    assert said.code == 0
    assert "the package `cohere`" in " ".join(said.report["notes"])


def test_a_bots_steps(repo: Repo) -> None:
    on_main(
        repo, **{"requirements.txt": "mistralai==1.2.0\n", "package.json": '{"dependencies": {"openai": "^4.1.0"}}\n'}
    )
    repo.write("requirements.txt", "mistralai==1.9.0\n")
    repo.write("package.json", '{"dependencies": {"openai": "^4.9.0"}}\n')
    assert said_of(repo, "--strict").code == 0
    repo.write("package.json", '{"dependencies": {"openai": "^5.0.0"}}\n')
    said = said_of(repo)
    assert (said.code, failed(said.report)) == (1, {"ai-change-declared"})
    assert "from 4.1.0 to 5.0.0" in messages(said.report)


def test_another_model_and_another_temperature(repo: Repo) -> None:
    edit(repo, CODE, 'MODEL = "gpt-4.1-mini-2025-04-14"', 'MODEL = "gpt-4.1-mini-2025-04-14"\nTEMPERATURE = 0.2')
    edit(repo, CODE, "model=MODEL", "model=MODEL, temperature=0.2")
    commit(repo, "Before")
    edit(repo, CODE, "temperature=0.2", "temperature=0.9")
    edit(repo, CODE, "gpt-4.1-mini-2025-04-14", "gpt-5")
    shorter_greeting(repo)
    said = said_of(repo)
    assert failed(said.report) == {"change-type-stated"}
    assert "makes it a `new-model`" in messages(said.report)
    assert f"{CODE}:3" in places(said.report)


def test_a_prompt_edit_is_declared_as_one(repo: Repo) -> None:
    prompt = "services/assistant/system_prompt.md"
    on_main(repo, **{prompt: "You are a support assistant. Answer the customer's question.\n"})
    repo.write(prompt, "You are a terse support assistant. Answer the customer's question.\n")
    shorter_greeting(repo)
    said = said_of(repo)
    assert (said.code, failed(said.report), waiting(said.report)) == (0, set(), {"risk-signed-off"})
    edit(repo, RECORD, "change: [prompt]", "change: [logic]")
    assert "makes it a `prompt`" in messages(said_of(repo).report)


def test_a_refactoring_asks_no_type(repo: Repo) -> None:
    text = (repo.folder / CODE).read_text()
    on_main(repo, **{CODE: text + "\n\ndef unused():\n    return 1\n"})
    repo.write("services/assistant/client.py", text)
    repo.write(CODE, "from client import draft\n\n\ndef unused():\n    return 2\n")
    shorter_greeting(repo)
    said = said_of(repo)
    assert (said.code, failed(said.report)) == (0, set())
