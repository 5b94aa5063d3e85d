"""Readiness in every format: whole, safe to print, the same for the same facts."""

import json
from typing import Any

import pytest

from aims_gate.commands.readiness import Options, readiness
from aims_gate.model.readiness import Readiness
from aims_gate.reports import Options as Looks
from aims_gate.reports.of_readiness import RENDERERS, render
from tests.examples import DOCS, NOW
from tests.repositories import Repo
from tests.standing_example import founded


def found(repo: Repo) -> Readiness:
    founded(repo)
    repo.remove(f"{DOCS}/monitoring.md")
    repo.commit("Lost")
    return readiness(Options(NOW, folder=str(repo.folder)))


@pytest.mark.parametrize("name", RENDERERS)
def test_every_entry_with_a_gap_is_named(repo: Repo, name: str) -> None:
    judged = found(repo)
    text = render(name, judged, Looks())
    assert text.endswith("\n")
    assert [entry.id for entry in judged.entries if entry.gaps and entry.title not in text] == []
    assert text == render(name, judged, Looks())


def test_json_holds_everything(repo: Repo) -> None:
    judged = found(repo)
    value: dict[str, Any] = json.loads(render("json", judged, Looks()))
    assert value["schema"] == "aims-gate/readiness/v1"
    assert len(value["entries"]) == 70
    assert [len(entry["gaps"]) for entry in value["entries"]] == [len(entry.gaps) for entry in judged.entries]


def test_text_keeps_to_its_columns(repo: Repo) -> None:
    text = render("text", found(repo), Looks(width=80, verbose=False))
    assert [line for line in text.splitlines() if len(line) > 80 and len(line.split()) > 1] == []


def test_hostile_text_does_not_reach_a_terminal(repo: Repo) -> None:
    founded(repo)
    action = '{action: "a\\u001b[31m\\n::error::b", due: 2026-12-01}'
    repo.write("docs/ai/incidents/2.md", f"---\naims:\n  kind: incident\n  id: X\n  actions: [{action}]\n---\n")
    repo.commit("Hostile")
    judged = readiness(Options(NOW, folder=str(repo.folder)))
    for name in RENDERERS:
        text = render(name, judged, Looks())
        assert "\x1b" not in text
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_verbose_text_names_anchors_and_the_dates_of_the_act_are_notes(repo: Repo) -> None:
    judged = found(repo)
    brief, whole = (render("text", judged, Looks(verbose=verbose)) for verbose in (False, True))
    assert "NIST AI RMF" not in brief
    assert "EU AI Act Art. 17, Art. 26 · NIST AI RMF GOVERN 2.1 (official)" in whole
    assert "not an equivalence" in whole
    assert "To ask of support-assistant." in " ".join(brief.split())
    assert any("for counsel to say" in note for note in judged.notes)
