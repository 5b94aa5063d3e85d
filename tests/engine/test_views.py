"""What a rule of each subject sees of the facts, and what it does not."""

from typing import Any

import pytest

from aims_gate.engine.views import VARIABLES, View, variables_of, views
from tests.engine.cases import NOW, facts, system, unknown

REGISTER = {
    "roles": {"people": {"ana": {"github": "ana"}}, "roles": {}},
    "risk_method": {"treat_from": "medium"},
    "programme": {"scope": "all"},
    "soa": {"controls": []},
}


def record(path: str = "docs/prd.md", **given: Any) -> dict[str, Any]:
    view = {"path": path, "systems": ["s1"], "change": ["prompt"], "material": True, **given}
    return {"record": view, "anchors": {"record": [path, "aims"]}, "unknown": []}


def document(**given: Any) -> dict[str, Any]:
    view = {"path": "docs/m.md", "systems": ["s1"], "problems": [], **given}
    return {"document": view, "anchors": {"document": ["docs/m.md", "aims"]}, "places": {"x": [1, 2]}, "unknown": []}


def one(kind: str, given: dict[str, Any]) -> View:
    (view,) = views(given, kind)
    return view


FULL = facts(system(), records=[record()], documents=[document()], register=REGISTER)


@pytest.mark.parametrize("kind", ["change", "system", "record", "document"])
def test_a_subject_has_its_variables_and_no_others(kind: str) -> None:
    assert tuple(sorted(one(kind, FULL).variables)) == tuple(sorted(VARIABLES[kind]))
    assert one(kind, FULL).variables["now"] == NOW


@pytest.mark.parametrize("kind", ["control", "programme"])
def test_what_is_judged_over_time_has_no_subject_in_a_change(kind: str) -> None:
    assert list(views(FULL, kind)) == []


LISTS = {
    "signals", "records", "systems", "approvals", "references", "waivers", "levels", "documents", "incidents",
    "nonconformities", "audits", "results", "datasheets", "suppliers", "treatments", "controls", "files",
}  # fmt: skip


@pytest.mark.parametrize("kind", VARIABLES)
def test_what_is_not_given_is_empty_and_of_its_kind(kind: str) -> None:
    empty = variables_of(kind, {})
    lists = {name for name, value in empty.items() if value == []}
    assert lists == set(VARIABLES[kind]) & LISTS


def test_a_system_sees_the_trusted_register() -> None:
    seen = one("system", FULL).variables
    assert seen["method"] == {"treat_from": "medium"}
    assert seen["people"] == {"ana": {"github": "ana"}}
    assert seen["programme"] == {"scope": "all"}


@pytest.mark.parametrize("register", [{}, {"roles": {}}, {"roles": {"people": []}}, {"roles": {"people": None}}])
def test_a_register_without_people_has_none(register: dict[str, Any]) -> None:
    assert one("system", facts(system(), register=register)).variables["people"] == {}


def test_the_owner_of_a_document_is_a_person_of_the_register() -> None:
    assert one("document", {**FULL, "documents": [document(owner="ana")]}).variables["owner"] == {"github": "ana"}


@pytest.mark.parametrize("owner", ["bob", "", 3, None, ["ana"], {"ana": 1}, True])
def test_an_owner_that_is_nobody_is_empty(owner: Any) -> None:
    assert one("document", {**FULL, "documents": [document(owner=owner)]}).variables["owner"] == {}


@pytest.mark.parametrize(
    ("named", "tier"), [(["s1"], "limited"), (["s1", "s2"], "high"), (["s9"], "minimal"), ([], "minimal")]
)
@pytest.mark.parametrize("kind", ["record", "document"])
def test_the_tier_is_the_highest_of_the_systems_named(kind: str, named: list[str], tier: str) -> None:
    touched = (system(), system(tier="high", system={"id": "s2"}))
    given = facts(*touched, records=[record(systems=named)], documents=[document(systems=named)])
    assert one(kind, given).tier == tier


def test_only_records_and_systems_can_be_without_material_change() -> None:
    given = facts(system(material=False), records=[record(material=False)], documents=[document()])
    assert [one(kind, given).material for kind in ("system", "record", "document", "change")] == [
        False,
        False,
        True,
        True,
    ]


def test_a_document_keeps_the_places_of_its_problems() -> None:
    assert one("document", FULL).places == {"x": [1, 2]}


def test_a_change_knows_where_its_records_and_systems_were_written_and_what_is_unknown_of_them() -> None:
    lacking = [unknown("record.confirmed"), unknown("recorded"), unknown("evidence.plan")]
    given = facts(system(unknown=lacking), records=[record("a.md"), {**record("b.md"), "unknown": lacking}])
    given["systems"][0]["unknown"] = [unknown("system.tier"), unknown("systems"), unknown("sign_off.missing")]
    given["unknown"] = [unknown("proposed.approved", waiting=True)]
    view = one("change", given)
    assert [fact["path"] for fact in view.unknown] == ["proposed.approved", "records[1].confirmed", "systems[0].tier"]
    assert view.anchors == {
        "records[0]": ["a.md", "aims"], "records[1]": ["b.md", "aims"], "systems[0]": [".aims/systems/s1.yaml", ""],
    }  # fmt: skip


def test_facts_that_were_saved_without_approvals_do_not_tell_of_any() -> None:
    older = {name: value for name, value in FULL.items() if name != "approvals"}
    assert [fact["path"] for fact in one("change", older).unknown] == ["approvals"]
    given = facts(system(), approvals=[{"login": "octo"}])
    assert one("change", given).variables["approvals"] == [{"login": "octo"}]
    assert one("change", given).unknown == ()
