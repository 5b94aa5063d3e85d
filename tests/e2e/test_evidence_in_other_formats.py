"""A change whose evidence is a bill of materials or a card, judged by the rules like any other."""

import copy
from typing import Any

import pytest

from aims_gate.commands.readiness import Options, readiness
from aims_gate.model.report import Report
from tests.examples import DOCS, ENTRY, NOW, based, checked, collected, edit, facts_of, lay, outcomes
from tests.repositories import Repo
from tests.sources.other_formats import DATA_BOM, MODEL_BOM, MODEL_CARD, SPDX, as_json

RULE = "technical-documentation-current"

FORMATS = {
    "model/bom.cdx.json": as_json(MODEL_BOM),
    "model/model.spdx.json": as_json(SPDX),
    "model/README.md": MODEL_CARD,
}


def said(report: Report, rule: str = RULE) -> str:
    (result,) = (result for result in report.results if result.rule == rule)
    places = [f"{f.location.path}:{f.location.line} " if f.location else "" for f in result.findings]
    return (
        " ".join(f"{place}{f.message}" for place, f in zip(places, result.findings, strict=True))
        or f"{result.outcome} {result.reason}"
    )


def new_use(repo: Repo, path: str, text: str) -> Report:
    """The example's change, whose entry links `path` as the system card."""
    based(repo)
    lay(repo, "fixed")
    edit(repo, ENTRY, f"{DOCS}/card.md", path)
    repo.write(path, text)
    return checked(repo)


@pytest.mark.parametrize("path", FORMATS)
def test_it_serves_as_the_system_card(repo: Repo, path: str) -> None:
    report = new_use(repo, path, FORMATS[path])
    assert outcomes(report)[RULE] == "pass", said(report)
    facts = facts_of(collected(repo))
    view = facts["systems"][0]["evidence"]["technical_documentation"]
    form = {"cdx.json": "cyclonedx", "spdx.json": "spdx", "README.md": "huggingface"}
    assert view["format"] == form[path.partition(".")[2] if path.endswith("json") else "README.md"]
    assert view["systems"] == ["support-assistant"]
    assert view["fresh"] is True
    assert view["model"] == "gpt-4.1-mini 2025-04-14"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            {"version": "2024-01-01"},
            "is of gpt-4.1-mini 2024-01-01; the entry of support-assistant has gpt-4.1-mini 2025",
        ),
        ({"name": "", "version": ""}, "names no `model`"),
        ({"properties": []}, "does not say `status: approved`"),
    ],
)
def test_what_it_does_not_say_is_missing(repo: Repo, spoil: dict[str, Any], words: str) -> None:
    bom = copy.deepcopy(MODEL_BOM)
    bom["components"][1].update(spoil)
    report = new_use(repo, "model/bom.cdx.json", as_json(bom))
    assert outcomes(report)[RULE] == "fail"
    assert words in said(report)
    assert said(report).startswith("model/bom.cdx.json:")


def test_an_old_date_is_not_fresh_and_neither_is_a_file_that_only_moved(repo: Repo) -> None:
    bom = copy.deepcopy(MODEL_BOM)
    bom["metadata"]["timestamp"] = "2026-01-01T00:00:00Z"
    assert "is from before it" in said(new_use(repo, "model/bom.cdx.json", as_json(bom)))


def test_a_moved_bill_of_materials_is_dated_by_what_it_was(repo: Repo) -> None:
    lay(repo, "base")
    edit(repo, ENTRY, f"{DOCS}/card.md", "model/old.cdx.json")
    repo.write("model/old.cdx.json", as_json(MODEL_BOM))
    repo.commit("Base")
    repo.checkout("change", new=True)
    lay(repo, "fixed")
    edit(repo, ENTRY, f"{DOCS}/card.md", "model/new.cdx.json")
    repo.move("model/old.cdx.json", "model/new.cdx.json")
    assert "is from before it" in said(checked(repo))


@pytest.mark.parametrize(
    "text", ["{", "{}", as_json(DATA_BOM), "[" * 100_000, '{"bomFormat": "CycloneDX"}', "x" * 1_100_000]
)
def test_what_cannot_be_read_never_passes(repo: Repo, text: str) -> None:
    report = new_use(repo, "model/bom.cdx.json", text)
    assert report.verdict != "pass"
    assert outcomes(report)[RULE] != "pass"
    told = [f.location.path for r in report.results for f in r.findings if f.location and r.outcome == "fail"]
    assert "model/bom.cdx.json" in told


def test_a_bill_of_materials_that_nobody_links_is_left_alone(repo: Repo) -> None:
    based(repo)
    repo.write("model/bom.cdx.json", "{")
    repo.write("README.md", "---\nlicense: mit\n---\n")
    assert checked(repo).counts.documents == 1


def test_a_card_with_a_block_of_its_own_says_the_rest_by_itself(repo: Repo) -> None:
    head = "aims:\n  kind: technical_documentation\n  id: CARD-1\n  systems: [support-assistant]\n  status: approved\n"
    report = new_use(repo, "model/README.md", MODEL_CARD.replace("---\n", f"---\n{head}", 1))
    assert outcomes(report)[RULE] == "pass", said(report)
    view = facts_of(collected(repo))["systems"][0]["evidence"]["technical_documentation"]
    assert (view["id"], view["model"], view["format"]) == ("CARD-1", "gpt-4.1-mini 2025-04-14", "huggingface")


def test_a_dataset_of_a_record_is_judged_by_what_it_says(repo: Repo) -> None:
    based(repo)
    repo.write("data/tickets.cdx.json", as_json(DATA_BOM))
    record = "systems: [support-assistant]\nchange: [data]\nsummary: More tickets.\ndatasets: [data/tickets.cdx.json]\n"
    repo.write(".aims/changes/tickets.yaml", record)
    report = checked(repo)
    assert outcomes(report)["data-documented"] == "fail"
    assert "data/tickets.cdx.json does not say `status: approved`" in " ".join(said(report, "data-documented").split())
    (sheet,) = facts_of(collected(repo))["systems"][0]["evidence"]["datasets"]
    assert (sheet["format"], sheet["dataset"], sheet["personal_data"]) == ("cyclonedx", "ticket-archive", True)


def test_readiness_sees_it_too(repo: Repo) -> None:
    lay(repo, "base")
    edit(repo, ENTRY, f"{DOCS}/card.md", "model/bom.cdx.json")
    repo.write("model/bom.cdx.json", as_json(MODEL_BOM))
    repo.commit("Base")
    found = readiness(Options(NOW, folder=str(repo.folder)))
    (entry,) = (entry for entry in found.entries if entry.id == "A.6.2.7")
    assert [held.path for held in entry.evidence if held.kind == "technical_documentation"] == ["model/bom.cdx.json"]
    assert [gap.message for gap in entry.gaps if gap.rule == RULE] == []
