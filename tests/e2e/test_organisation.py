"""Readiness of the made-up organisation on three days: begun, audited once, and after two years, as whole outputs."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aims_gate.commands.readiness import Options, readiness
from aims_gate.model.readiness import Readiness
from aims_gate.reports import Options as Looks
from aims_gate.reports.of_readiness import render
from tests.organisation import organisation
from tests.organisation_tables import DAYS
from tests.repositories import Repo
from tests.snapshots import assert_snapshot

SNAPSHOTS = Path(__file__).parent / "snapshots"
FORMATS = {"text": "txt", "html": "html", "json": "json"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[date, Readiness]]:
    """Readiness on each day, of what stood on that day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        folder = str(organisation(Repo(tmp_path_factory.mktemp("organisation"))).folder)
        yield {day: readiness(Options(day.isoformat(), day.isoformat(), folder)) for day in DAYS}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", FORMATS)
def test_it_says_what_it_said(found: dict[date, Readiness], day: date, name: str) -> None:
    said = _lasting(render(name, found[day], Looks()), found[day], name)
    assert_snapshot(SNAPSHOTS / f"organisation-{day}.{FORMATS[name]}", said)


def _lasting(said: str, found: Readiness, name: str) -> str:
    """Without what any edit of a rule, the style sheet or the version alters; of JSON without the single results."""
    if name == "json":
        value: dict[str, Any] = json.loads(said)
        del value["results"]
        for entry in value["entries"]:
            for gap in entry["gaps"]:
                del gap["fix"]
        said = json.dumps(value, indent=1) + "\n"
    if name == "html":
        said = said[said.index("<body>") : said.index("<script>")]
    digests = (found.facts_digest, str(found.policy["digest"]))
    for lasting in digests:
        said = said.replace(lasting, "<digest>")
    return said.replace(str(found.tool["version"]), "<version>")


def test_the_years_close_gaps_and_let_some_open_again(found: dict[date, Readiness]) -> None:
    early, middle, late = (found[day] for day in DAYS)
    shown = [one.coverage["percent"] for one in (early, middle, late)]
    assert shown == sorted(shown)
    assert shown[0] < 20 < shown[1] < 60 < shown[2] < 100
    assert [one.coverage["written"]["gaps"] for one in (early, middle, late)] == sorted(
        (one.coverage["written"]["gaps"] for one in (early, middle, late)), reverse=True
    )
    assert sum(due.days < 0 for due in early.due) < sum(due.days < 0 for due in late.due)


def test_no_gap_is_counted_twice(found: dict[date, Readiness]) -> None:
    for one in found.values():
        told = {gap for entry in one.entries for gap in entry.gaps if gap.state != "notice"}
        assert one.coverage["gaps"] == len(told) == one.coverage["written"]["gaps"] + one.coverage["done"]["gaps"]


def test_every_gap_says_who_closes_it_and_where(found: dict[date, Readiness]) -> None:
    for one in found.values():
        gaps = [gap for entry in one.entries for gap in entry.gaps]
        assert [gap for gap in gaps if not gap.closes or not gap.path] == []
        assert [entry.id for entry in one.entries if not entry.owner] == []


def test_text_keeps_to_its_columns(found: dict[date, Readiness]) -> None:
    for one in found.values():
        lines = render("text", one, Looks(width=80)).splitlines()
        assert [line for line in lines if len(line) > 80 and len(line.split()) > 2] == []
