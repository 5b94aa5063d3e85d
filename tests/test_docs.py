"""The pages of docs/reference are what they are made from, and no link between pages leads nowhere."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from aims_gate.cli.group import cli
from aims_gate.engine.views import VARIABLES
from aims_gate.model.vocabulary import EVIDENCE_DATES
from aims_gate.reports import RENDERERS
from aims_gate.reports.of_readiness import RENDERERS as OF_READINESS
from aims_gate.sources import pack
from tests.tree import ROOT, texts

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
FENCED = re.compile(r"^(`{3,})[^\n]*\n.*?^\1`*$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def meant(generate: ModuleType) -> dict[str, str]:
    found: dict[str, str] = generate.pages()
    return found


def test_the_pages_are_current(generate: ModuleType, meant: dict[str, str]) -> None:
    assert generate.outdated(meant) == [], "run `make generated`"


def test_there_is_a_page_for_each_of_everything(meant: dict[str, str]) -> None:
    rules = {Path(path).stem for path in pack.rule_files()}
    names = {
        "rules": rules,
        "controls": {str(control["id"]) for control in pack.controls()},
        "evidence": set(EVIDENCE_DATES),
        "reports": {*RENDERERS, *(f"readiness-{name}" for name in OF_READINESS)},
        "commands": set(cli.commands),
        "facts": {*(name for names in VARIABLES.values() for name in names), "functions"},
    }
    for folder, wanted in names.items():
        assert {path.split("/")[1].removesuffix(".md") for path in meant if path.startswith(f"{folder}/")} == wanted
        assert [name for name in wanted if f"({folder}/{name}.md)" not in meant["README.md"]] == []


def test_a_page_that_differs_is_missing_or_should_not_be_there_is_told(
    generate: ModuleType, meant: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(generate, "FOLDER", tmp_path)
    for path, text in meant.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert generate.outdated(meant) == []
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    (tmp_path / "rules" / "risk-signed-off.md").unlink()
    (tmp_path / "rules" / "gone.md").write_text("x", encoding="utf-8")
    assert generate.outdated(meant) == ["README.md", "rules/gone.md", "rules/risk-signed-off.md"]


def test_no_link_of_a_page_leads_nowhere() -> None:
    pages = [
        (path, text) for path, text in texts() if path.endswith(".md") and not path.startswith(("aims_gate/", "tests/"))
    ]
    lost = [
        f"{path}: {target}"
        for path, text in pages
        for target in LINK.findall(FENCED.sub("", text))
        if not (ROOT / path).parent.joinpath(target).exists()
    ]
    assert len(pages) > 140
    assert lost == []
