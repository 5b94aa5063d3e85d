"""`aims-gate explain`: what a rule wants, and what it saw in saved facts."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import called
from tests.e2e.example import check, example
from tests.tree import ROOT

RULES = sorted(path.stem for path in (ROOT / "policies" / "iso42001").glob("*.yaml"))


@pytest.mark.parametrize("rule", RULES)
def test_explain(rule: str, tmp_path: Path) -> None:
    said = called(tmp_path, "explain", rule)
    assert said.code == 0
    assert said.out.startswith(f"{rule}\n")
    for heading in ("Applies when", "Requires", "What to do", "An example that passes", "An example that fails"):
        assert f"\n{heading}" in said.out


def test_explain_an_unknown_rule(tmp_path: Path) -> None:
    for name, words in (("risk-signd-off", "did you mean `risk-signed-off`?"), ("zzz", "`aims-gate rules` lists")):
        said = called(tmp_path, "explain", name)
        assert (said.code, said.stdout) == (2, b"")
        assert words in said.words


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("facts")
    repo = example(folder / "repo", "refused")
    report = check(repo, "--report=json=-", f"--save-facts={folder / 'facts.json'}").report
    return folder, report["results"]


@pytest.mark.parametrize("rule", RULES)
def test_explain_with_facts(rule: str, saved: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, expected = saved
    said = called(folder, "explain", rule, "--facts", "facts.json")
    assert said.code == 0
    _, _, seen = said.out.partition("\nIn these facts\n")
    words = " ".join(seen.split())
    for result in expected:
        if result["rule"] == rule:
            subject = result["subject"]
            assert f"{subject['kind']}:{subject['id']} → {result['outcome']}" in words
    assert "Traceback" not in said.words


def test_explain_names_the_anchors_of_each_control(tmp_path: Path) -> None:
    said = called(tmp_path, "explain", "risks-treated")
    assert "EU AI Act Art. 9 · NIST AI RMF MANAGE 1.2 (secondary)" in said.out
    assert "not an equivalence" in said.words
