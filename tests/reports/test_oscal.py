"""Readiness as OSCAL: valid, the same for the same facts, and nothing called satisfied."""

import json
import os
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest

from aims_gate.commands.readiness import Options, readiness
from aims_gate.model.readiness import Entry, Gap, Held, Readiness
from aims_gate.reports import Options as Looks
from aims_gate.reports.of_readiness.oscal import render
from tests.examples import DOCS, NOW
from tests.reports.sample import HOSTILE_TEXTS
from tests.repositories import Repo
from tests.standing_example import founded

TRESTLE = os.environ.get("AIMS_GATE_TRESTLE", "")
needs_trestle = pytest.mark.skipif(
    not TRESTLE, reason="AIMS_GATE_TRESTLE names no Python interpreter that has compliance-trestle"
)

LOADS = """
import sys
from trestle.oscal.assessment_results import Model
for path in sys.argv[1:]:
    Model.model_validate_json(open(path, encoding="utf-8").read())
"""


def valid(folder: Path, *texts: str) -> subprocess.CompletedProcess[str]:
    """What compliance-trestle's models say of some documents."""
    paths = [folder / f"{number}.json" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return subprocess.run([TRESTLE, "-W", "ignore", "-c", LOADS, *map(str, paths)], capture_output=True, text=True)


def found(repo: Repo) -> Readiness:
    founded(repo)
    repo.remove(f"{DOCS}/monitoring.md")
    repo.commit("Lost")
    return readiness(Options(NOW, folder=str(repo.folder)))


def made_of(text: str) -> Readiness:
    """Readiness in which every text that somebody else may write is this one."""
    gap = Gap("rule", text, text, text, 3, text, (text,), "gap", "written")
    held = Held(text, text, text, text, text, text, text, text)
    entry = Entry(
        "A.5.4", text, "control", "A.5", "auto", "gap", True, text, text, text, (held,), (gap,), ("rule",), (text,),
        {"written": (1, 0), "done": (0, 0)}, {},
    )  # fmt: skip
    ends: dict[str, Any] = {"questions": (), "due": (), "results": (), "policy": {}, "facts_digest": "", "tool": {}}
    return Readiness("2026-11-21", text, text, text, {}, entries=(entry,), notes=(text,), **ends)


def document(judged: Readiness) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render(judged, Looks()))["assessment-results"]
    return value


@needs_trestle
def test_valid_under_the_models_of_trestle(repo: Repo, tmp_path: Path) -> None:
    said = valid(tmp_path, render(found(repo), Looks()), *(render(made_of(text), Looks()) for text in HOSTILE_TEXTS))
    assert (said.returncode, said.stderr) == (0, "")


@needs_trestle
def test_trestle_would_refuse_what_is_not_oscal(repo: Repo, tmp_path: Path) -> None:
    text = render(found(repo), Looks()).replace('"not-satisfied"', '"half-satisfied"')
    assert valid(tmp_path, text).returncode != 0


def test_every_entry_is_observed_and_what_has_a_gap_is_a_finding(repo: Repo) -> None:
    judged = found(repo)
    (result,) = document(judged)["results"]
    observed = {one["uuid"]: one for one in result["observations"]}
    gaps = sum(len(entry.gaps) for entry in judged.entries)
    assert len(observed) == len(judged.entries) + gaps
    open_still = [entry for entry in judged.entries if entry.gaps or entry.state in ("gap", "unknown")]
    assert len(result["findings"]) == len(open_still) > 0
    for finding, entry in zip(result["findings"], open_still, strict=True):
        assert {one["observation-uuid"] for one in finding["related-observations"]} <= set(observed)
        assert finding["target"]["status"]["state"] == "not-satisfied"
        reason = "fail" if entry.state == "gap" else "other"
        assert finding["target"]["status"]["reason"] == reason
        assert all(gap.message.split()[0] in finding["description"] for gap in entry.gaps)


def test_nothing_is_called_satisfied(repo: Repo) -> None:
    text = render(found(repo), Looks())
    assert text.count("satisfied") == text.count('"not-satisfied"') > 0


def test_evidence_stands_with_its_path_owner_and_dates(repo: Repo) -> None:
    judged = found(repo)
    (result,) = document(judged)["results"]
    entry = next(entry for entry in judged.entries if entry.evidence)
    observed = next(one for one in result["observations"] if one["title"] == f"{entry.id} {entry.title}")
    assert [one["href"] for one in observed["relevant-evidence"]] == [held.path for held in entry.evidence]
    stated = {prop["name"]: prop["value"] for prop in observed["relevant-evidence"][0]["props"]}
    assert stated["kind"] == entry.evidence[0].kind
    assert stated.get("owner", "") == entry.evidence[0].owner


def test_what_is_ruled_out_is_excluded_and_no_finding(repo: Repo) -> None:
    judged = found(repo)
    ruled_out = judged.entries[-1]._replace(state="not-applicable", applicable=False, gaps=())
    (result,) = document(judged._replace(entries=(*judged.entries[:-1], ruled_out)))["results"]
    (selection,) = result["reviewed-controls"]["control-selections"]
    assert selection["exclude-controls"] == [{"control-id": ruled_out.id}]
    assert {"control-id": ruled_out.id} not in selection["include-controls"]
    assert ruled_out.id not in [finding["target"]["target-id"] for finding in result["findings"]]


def test_identifiers_follow_from_the_facts(repo: Repo) -> None:
    judged = found(repo)
    one, again, other = (document(j) for j in (judged, judged, judged._replace(facts_digest="sha256:0")))
    assert one == again
    assert one["uuid"] != other["uuid"]
    assert uuid.UUID(one["uuid"]).version == 5
    names = [one["uuid"], *(o["uuid"] for o in (*one["results"][0]["observations"], *one["results"][0]["findings"]))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_reaches_a_terminal_or_a_runner(text: str) -> None:
    said = render(made_of(text), Looks())
    assert said.isascii()
    assert "\x1b" not in said
    assert "##" not in said
    json.loads(said)
