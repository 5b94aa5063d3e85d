"""The data that ships: it is all there, reads, and holds together."""

import json
from pathlib import Path

import pytest

from aims_gate.errors import PolicyError
from aims_gate.model.vocabulary import RECORD_EVIDENCE, SEVERITIES
from aims_gate.sources import pack
from aims_gate.sources.shipped_schemas import schema_names, schema_text, shipped_schema
from aims_gate.sources.view_table import view_table
from tests.tree import PACKAGE, ROOT


def test_the_folder_is_the_one_that_ships() -> None:
    assert Path(pack.folder()).resolve() == ROOT / "policies"


def test_every_rule_file_is_found_by_its_path() -> None:
    files = pack.rule_files()
    assert [Path(path).name for path in files] == sorted(Path(path).name for path in files)
    assert {Path(path).name for path in files} == {p.name for p in Path(pack.folder(), "iso42001").rglob("*.yaml")}
    assert set(files) - set(pack.rule_files(programme=False)) == set(pack.programme_rule_paths())
    assert all(b"require:" in data for data in files.values())


def test_change_types_refresh_known_kinds() -> None:
    types = pack.change_types()
    assert {"new-system", "prompt", "none-material", "rollback", "retirement"} <= set(types)
    for entry in types.values():
        assert set(entry.get("refreshes", ())) <= set(RECORD_EVIDENCE)
    assert types["none-material"].get("behaviour") is False


def test_the_catalogue_has_every_id_once() -> None:
    ids = [str(control["id"]) for control in pack.controls()]
    assert len(ids) == len(set(ids)) == 70


@pytest.mark.parametrize("name", ["starter", "standard", "strict"])
def test_a_profile_names_rules_that_may_come_and_levels_that_are(name: str) -> None:
    table = pack.profile(name)
    assert table["id"] == name
    assert set(table["rules"].values()) <= set(SEVERITIES)


def test_no_profile_lowers_what_cannot_be_waived() -> None:
    for name in ("starter", "standard", "strict"):
        levels = pack.profile(name)["rules"]
        fixed = ("prohibited-use-blocked", "gate-policy-change-approved", "ai-change-declared")
        assert {levels.get(rule, "error") for rule in fixed} == {"error"}


@pytest.mark.parametrize("name", ["", "none", "../controls", "Standard"])
def test_a_profile_that_is_not_shipped_is_refused(name: str) -> None:
    with pytest.raises(PolicyError, match="there is no profile"):
        pack.profile(name)


def test_the_table_of_views_is_the_shipped_one() -> None:
    shipped = json.loads(Path(PACKAGE, "schemas", "views.json").read_text(encoding="utf-8"))
    assert view_table() == shipped
    assert view_table() is view_table()
    assert set(shipped) == {"all", "system", "programme", "control"}


def test_schemas_are_told_as_text_and_as_values() -> None:
    assert "views" in schema_names() or "rule" in schema_names()
    assert shipped_schema("rule") == json.loads(schema_text("rule"))
    with pytest.raises(KeyError):
        schema_text("../errors")
