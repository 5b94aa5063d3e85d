"""The facts as a whole: one JSON document, the same for the same input, that no lack makes kinder."""

import os
import subprocess
import sys

import pytest

from aims_gate.facts.build import SCHEMA
from tests.facts.example import example
from tests.facts.plain import assert_is_plain, bytes_of, walk
from tests.facts.world import (
    DOCUMENTS,
    ENTRY,
    METHOD,
    ROLES,
    World,
    change_file,
    commit,
    label,
    prd,
    unknown,
    unreadable,
    world,
)
from tests.tree import ROOT

RICH = world(
    records=(
        prd(sign_off=[{"by": "rita"}], datasets=["docs/v.md"]),
        change_file(risk_assessment={"risks": [{}]}),
        label("bot"),
    ),
    head_entries={"bot": {**ENTRY, "tier": "minimal"}, "new": unreadable(".aims/systems/new.yaml")},
    head_documents={"docs/v.md": unreadable("docs/v.md"), "docs/i.md": DOCUMENTS["docs/i.md"]},
    head_single={"roles": {}},
    files=("R bot/a.py else/a.py", "M bot/b\udcff.py"),
    commits=(commit(("octo-olga", "rita@example.org")),),
)


@pytest.mark.parametrize("change", [world(), RICH, example(), example("refused")])
def test_the_facts_are_one_json_document_without_nulls(change: World) -> None:
    facts = change.facts()
    assert facts["schema"] == SCHEMA
    assert_is_plain(facts)


def test_the_same_change_gives_the_same_bytes() -> None:
    assert bytes_of(example().facts()) == bytes_of(example().facts())


def test_no_order_of_hashing_shows_in_the_facts() -> None:
    text = (
        "import json; from tests.facts.test_build import RICH; from tests.facts.example import example;"
        "print(json.dumps([RICH.facts(), example().facts()]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", text],
            cwd=ROOT,
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1


def test_the_change_names_what_it_touches_and_what_no_record_declares() -> None:
    change = world(files=("M bot/a.py",), records=(prd(systems=["ghost"]),)).facts()["change"]
    assert change["relevant"] == [{"path": "bot/a.py", "line": 1, "systems": ["bot"], "undeclared": ["bot"]}]
    assert (change["ai"], change["systems"], change["tier"]) == (True, ["bot"], "limited")
    declared = world(files=("M bot/a.py",), records=(prd(edited=False),)).facts()["change"]
    assert declared["relevant"][0]["undeclared"] == []
    assert declared["types"] == ["prompt"]


def test_a_record_naming_an_unknown_system_is_still_a_change_of_ai() -> None:
    facts = world(records=(prd(systems=["ghost"]),)).facts()
    assert (facts["change"]["ai"], facts["systems"]) == (True, [])
    assert facts["records"][0]["record"]["outside_inventory"] == ["ghost"]


def test_the_change_says_who_made_it_and_of_what_files() -> None:
    change = world(files=("R a b", "M c"), author=("octo-rita", "", ""), commits=(commit(),)).facts()["change"]
    assert change["files"] == [{"path": "b", "status": "R", "old_path": "a"}, {"path": "c", "status": "M"}]
    assert (change["contributors"], change["commits"][0]["title"]) == (["rita"], "Change")


def test_the_trusted_register_is_the_one_that_binds() -> None:
    facts = world(head_single={"config": {"version": 1, "mode": "audit"}, "roles": None}).facts()
    assert facts["trusted"]["register"]["config"] == {"version": 1}
    assert facts["trusted"]["register"]["risk_method"] == METHOD
    assert (facts["trusted"]["present"], facts["trusted"]["bootstrap"], facts["trusted"]["day"]) == (
        True,
        False,
        "2026-11-21",
    )


def test_a_bootstrap_is_judged_on_its_own_register() -> None:
    single = {"roles": ROLES, "risk-method": METHOD, "config": {"version": 1}}
    change = world(
        entries={}, single={}, head_single=single, head_entries={"bot": ENTRY}, bootstrap=True, records=(prd(),)
    )
    facts = change.facts()
    assert (facts["trusted"]["bootstrap"], facts["proposed"]["approved"]) == (True, False)
    assert unknown(facts) == {"proposed.approved": True}
    assert facts["records"][0]["record"]["implied"] == []


def test_every_part_is_found_where_it_was_written() -> None:
    facts = world(records=(prd(),)).facts()
    assert facts["spans"]["docs/prd.md"] == {"aims": [2, 1]}
    assert set(facts["spans"]) >= {"docs/v.md", ".aims/systems/bot.yaml", ".aims/roles.yaml"}


def test_a_run_without_a_forge_verifies_nothing() -> None:
    for change in (RICH, example()):
        facts = change.facts()
        assert [path for path, value in walk(facts) if value == "verified"] == []
        assert not [path for path, value in walk(facts) if path and path[-1] in ("holds", "accepted") and value]
