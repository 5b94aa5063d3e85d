"""Readiness in every format: whole, safe to print, the same for the same facts."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from aims_gate.commands.readiness import Options, readiness
from aims_gate.model.readiness import Due, Entry, Gap, Held, Question, Readiness
from aims_gate.reports import Options as Looks
from aims_gate.reports.of_readiness import RENDERERS, render
from tests.examples import DOCS, NOW
from tests.reports.hostile import with_any_text
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
    assert all(question.question in text for question in judged.questions) or name in ("junit", "oscal")
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


def anything(text: str) -> Readiness:
    """Readiness in which everything that a repository can bring is one text."""
    gap = Gap(text, text, text, text, 1, f"{text}\n\n    {text}", (text,), "gap", "written")
    entry = Entry(
        "A.2.2", text, "control", "A.2", "auto", "gap", True, text, text, text,
        (Held(text, text, text, text, text, text, text, text),), (gap, gap._replace(stage="done", state="unknown")),
        (text,), (text,), {"written": (2, 1)}, {"eu_ai_act": [text], "nist_ai_rmf": text, "nist_basis": text},
    )  # fmt: skip
    coverage: dict[str, Any] = {"entries": 2, "applicable": 2, "shown": 0, "percent": 0, "gap": 2}
    coverage |= {"written": {"checks": 2, "pass": 1, "gaps": 1}, "done": {"checks": 0, "pass": 0, "gaps": 1}, "gaps": 2}
    return Readiness(
        NOW, text, text, text, coverage, (Question(text, text, text, text, (text,), "gap"),),
        (entry, entry._replace(id="A.2.3", state="not-applicable", gaps=())), (Due(text, -1, text, text, text),), (),
        (text,), {"digest": text, "source": text}, text, {"name": text, "version": text},
    )  # fmt: skip


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("verbose", [False, True])
@with_any_text
def test_any_text_is_safe_in_every_format(name: str, verbose: bool, text: str) -> None:
    said = render(name, anything(text), Looks(verbose=verbose, junit_file=True))
    assert not any(line.lstrip().startswith("::") for line in said.splitlines())
    assert "##[" not in said
    assert not set(said) & set(map(chr, [*range(9), *range(11, 32), 127, *range(0x202A, 0x202F)]))


CONTRACTS = os.environ.get("AIMS_GATE_CONTRACTS", "")


@pytest.mark.skipif(not CONTRACTS, reason="AIMS_GATE_CONTRACTS names no folder with junit-10.xsd and windyroad.xsd")
@with_any_text
def test_junit_is_valid_under_both_schemas(text: str) -> None:
    document = etree.fromstring(render("junit", anything(text), Looks()).encode())
    for name in ("junit-10.xsd", "windyroad.xsd"):
        etree.XMLSchema(file=str(Path(CONTRACTS) / name)).assertValid(document)


def test_junit_has_a_case_for_each_clause_and_control(repo: Repo) -> None:
    judged = found(repo)
    suite = etree.fromstring(render("junit", judged, Looks()).encode())[0]
    elements = {"gap": ["failure"], "unknown": ["error"], "not-applicable": ["skipped"], "evidence": [], "attested": []}
    cases = {case.get("name"): [child.tag for child in case] for case in suite.iter("testcase")}
    assert cases == {f"{entry.id} {entry.title}": elements[entry.state] for entry in judged.entries}
    assert {"failure", "error"} <= {tag for tags in cases.values() for tag in tags}
    monitoring = next(case for case in suite.iter("testcase") if case.get("name", "").startswith("A.6.2.6 "))
    assert "assistant-owner" in (monitoring[0].text or "")
    assert "What to do next:" in (monitoring[0].text or "")
    assert [case.get("file") for case in suite.iter("testcase") if case.get("file")] == []


def test_what_was_ruled_out_is_skipped_with_its_reason() -> None:
    case = etree.fromstring(render("junit", anything("No data is bought."), Looks()).encode())[0][2]
    assert case[0].get("message") == "No data is bought.: No data is bought."


def test_markdown_lists_what_stands_when_asked(repo: Repo) -> None:
    judged = found(repo)
    assert "## What stands" not in render("markdown", judged, Looks())
    standing = render("markdown", judged, Looks(verbose=True)).partition("## What stands")[2]
    assert all(entry.title in standing for entry in judged.entries if entry.state == "evidence")


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_what_is_nearest_elsewhere_is_never_called_the_same(repo: Repo, name: str) -> None:
    said = render(name, found(repo), Looks(verbose=True))
    assert said.count("EU AI Act") > 3
    assert "most relevant anchor, not an equivalence" in said


def test_the_help_lists_the_formats() -> None:
    from aims_gate.cli import cli

    (option,) = [one for one in cli.commands["readiness"].params if one.name == "reports"]
    assert f"report: {', '.join(RENDERERS)}." in getattr(option, "help", "")


def test_verbose_text_names_anchors_and_the_dates_of_the_act_are_notes(repo: Repo) -> None:
    judged = found(repo)
    brief, whole = (render("text", judged, Looks(verbose=verbose)) for verbose in (False, True))
    assert "NIST AI RMF" not in brief
    assert "EU AI Act Art. 17, Art. 26 · NIST AI RMF GOVERN 2.1 (official)" in whole
    assert "not an equivalence" in whole
    assert "To ask of support-assistant." in " ".join(brief.split())
    assert any("for counsel to say" in note for note in judged.law)
