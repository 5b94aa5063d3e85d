"""Which approvals only the author of a change could give, and what is said of it."""

from typing import Any

import pytest

from aims_gate.facts.claims import asked
from aims_gate.facts.duties import Duty, cover, duties
from aims_gate.facts.duty_advice import advice_on_people
from aims_gate.facts.people import People
from aims_gate.facts.risk import Method
from aims_gate.model.advice import Advice
from aims_gate.model.collected import Register
from aims_gate.model.document import Parsed

NOW = "2026-11-21"
TRAINED = {"topic": "ai-governance", "completed": "2026-02-10"}

PEOPLE: dict[str, Any] = {
    "ana": {"github": "ana", "competence": [TRAINED]},
    "ben": {"github": "ben", "competence": [TRAINED]},
    "cem": {"github": "cem", "competence": [TRAINED]},
    "dia": {"github": "dia", "competence": [TRAINED]},
}
ROLES: dict[str, Any] = {
    "programme-owner": ["ana", "ben"],
    "risk-approver": ["ana", "ben"],
    "executive": ["cem", "dia"],
}
METHOD: dict[str, Any] = {
    "sign_off": {
        "minimal": {"any_of": ["system-owner", "risk-approver"]},
        "limited": {"any_of": ["risk-approver"]},
        "high": {"all_of": ["risk-approver", "executive"], "competence": "ai-governance"},
    },
    "non_material": {"any_of": ["system-owner", "risk-approver"]},
    "new_system": {"any_of": ["risk-approver"]},
    "break_glass": {"any_of": ["programme-owner", "executive"], "at_most": "72h"},
    "tier_at_least": {"screening": {"vulnerable_groups": "high"}},
}
SYSTEM: dict[str, Any] = {
    "id": "chat",
    "tier": "high",
    "owner": "ana",
    "backup": "ben",
    "screening": {"vulnerable_groups": False},
    "lifecycle": "live",
}


def register(people: Any = None, roles: Any = None, method: Any = None, **systems: Any) -> Register:
    shown = {"people": PEOPLE if people is None else people, "roles": ROLES if roles is None else roles}
    spans = {"roles": (9, 1, 10, 3), "people.cem": (4, 3, 5, 5), "roles.risk-approver": (11, 3, 11, 20)}
    single = {
        "roles": Parsed(".aims/roles.yaml", shown, spans),
        "risk-method": Parsed(".aims/risk-method.yaml", METHOD if method is None else method),
    }
    listed = systems or {"chat": SYSTEM}
    entries = {f".aims/systems/{key}.yaml": Parsed(f".aims/systems/{key}.yaml", value) for key, value in listed.items()}
    return Register(single=single, systems=entries)


def advice(state: str = "change", **more: Any) -> list[Advice]:
    return [one for one in advice_on_people(register(**more), NOW, "github") if one.state == state]


def with_person(name: str, **keys: Any) -> dict[str, Any]:
    kept = {key: value for key, value in (PEOPLE[name] | keys).items() if value is not None}
    return {"people": PEOPLE | {name: kept}}


def test_a_register_in_which_everything_could_be_signed_has_nothing_to_change() -> None:
    (sound,) = advice_on_people(register(), NOW, "github")
    assert sound.state == "sound"
    assert "each of 6 approvals" in sound.what


def test_every_approval_that_a_change_can_ask_for_is_among_the_duties() -> None:
    found = [(duty.name, duty.system) for duty in duties({"chat": SYSTEM}, Method(METHOD))]
    assert found == [
        ("the sign-off at tier high", "chat"),
        ("the review of a non-material change", "chat"),
        ("the review that bears out `ai: false`", ""),
        ("the approval of a new system", ""),
        ("the approval of a change to the gate's own rules", ""),
        ("the approval of a break-glass", ""),
    ]


@pytest.mark.parametrize(
    ("entry", "tier"),
    [
        ({"tier": "limited"}, "high"),
        ({"tier": "limited", "screening": {"vulnerable_groups": False}}, "limited"),
        ({"tier": "prohibited"}, "high"),
    ],
)
def test_the_tier_is_the_entrys_and_what_its_screening_makes(entry: dict[str, Any], tier: str) -> None:
    assert duties({"chat": entry}, Method(METHOD))[0].name == f"the sign-off at tier {tier}"


def test_nobody_signs_for_a_retired_system() -> None:
    assert {duty.system for duty in duties({"chat": SYSTEM | {"lifecycle": "retired"}}, Method(METHOD))} == {""}


def test_a_role_that_nobody_holds_leaves_everything_unsigned() -> None:
    (hole,) = advice(roles=ROLES | {"executive": []})
    assert (
        hole.what
        == "the sign-off at tier high (chat) asks for risk-approver, executive, and only ana, ben could give it"
    )
    assert "undecided, whoever made it" in hole.why
    assert "executive: [PERSON]" in hole.block
    assert "ai-governance" in hole.block


def test_a_single_holder_cannot_sign_a_change_of_their_own() -> None:
    (alone,) = advice(roles=ROLES | {"executive": ["cem"]})
    assert alone.what == "the sign-off at tier high (chat) cannot be given without cem"
    assert "made by cem could not be signed" in alone.why
    assert alone.where == ".aims/roles.yaml:11"


def test_two_roles_of_the_same_two_people_need_both_of_them() -> None:
    (alone,) = advice(roles=ROLES | {"executive": ["ana", "ben"]})
    assert alone.what.endswith("cannot be given without ana, ben")


def test_one_person_of_both_roles_is_not_two() -> None:
    found = advice(roles=ROLES | {"risk-approver": ["ana"], "executive": ["ana"]})
    assert any("asks for risk-approver, executive, and only ana could give it" in one.what for one in found)


def test_approvals_of_the_same_people_are_one_sentence() -> None:
    found = advice(chat=SYSTEM | {"tier": "limited"}, roles=ROLES | {"risk-approver": ["ana"]})
    assert [one.what for one in found] == [
        "the sign-off at tier limited (chat), the review that bears out `ai: false` and the approval of a new system "
        "cannot be given without ana"
    ]


def test_the_owner_alone_counts_as_a_single_holder() -> None:
    owned = {"non_material": {"any_of": ["system-owner"]}}
    (alone,) = advice(method=METHOD | owned, chat=SYSTEM | {"backup": "nobody-known"})
    assert alone.what == "the review of a non-material change (chat) cannot be given without ana"
    assert "# .aims/systems/chat.yaml" in alone.block


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([], "has no current training record on ai-governance"),
        ([TRAINED | {"topic": "privacy"}], "has no current training record on ai-governance"),
        ([TRAINED | {"expires": "2026-10-01"}], "the last one ended on 2026-10-01"),
        ([{"topic": "ai-governance", "completed": "2027-01-01"}], "no current training record"),
    ],
)
def test_a_holder_without_current_training_is_named(records: list[Any], said: str) -> None:
    found = advice(**with_person("cem", competence=records))
    assert [said in one.what for one in found] == [False, True]
    assert found[0].what.endswith("cannot be given without dia")
    assert found[1].where == ".aims/roles.yaml:4"


@pytest.mark.parametrize(("expires", "told"), [("2027-02-19", True), ("2027-02-20", False), ("2026-11-22", True)])
def test_training_that_ends_within_90_days_is_told_ahead(expires: str, told: bool) -> None:
    more = with_person("cem", competence=[TRAINED | {"expires": expires}])
    assert [f"ends on {expires}" in one.what for one in advice("note", **more)] == [True] * told
    assert advice(**more) == []


def test_training_is_asked_of_nobody_where_no_tier_asks_for_it() -> None:
    assert advice(chat=SYSTEM | {"tier": "limited"}, **with_person("cem", competence=None)) == []


def test_who_has_no_login_cannot_be_matched_with_a_review() -> None:
    found = advice(**with_person("cem", github=None))
    assert [one.what for one in found][1] == "cem is asked for approvals and has no `github` login"
    assert "cannot be given without dia" in found[0].what


def test_a_role_that_ends_soon_is_told_ahead_and_one_that_has_ended_is_not_held() -> None:
    rows = ["dia", {"person": "cem", "until": "2026-12-31"}]
    assert [one.what for one in advice("note", roles=ROLES | {"executive": rows})] == [
        "cem holds executive until 2026-12-31"
    ]
    rows = ["dia", {"person": "cem", "until": "2026-11-21"}]
    assert [one.what for one in advice(roles=ROLES | {"executive": rows})] == [
        "the sign-off at tier high (chat) cannot be given without dia"
    ]


def test_a_method_that_names_nobody_for_a_tier_is_a_hole() -> None:
    method = METHOD | {"sign_off": {"limited": {"any_of": ["risk-approver"]}}}
    (hole,) = advice(method=method)
    assert hole.what == "the sign-off at tier high (chat) is asked of nobody: the risk method names no role for it"
    assert hole.block == "sign_off:\n  high: {any_of: [risk-approver], count: 1}"


def test_an_empty_register_has_holes_only() -> None:
    found = advice_on_people(Register(), NOW, "github")
    assert found
    assert {one.state for one in found} == {"change"}


@pytest.mark.parametrize(("count", "met", "alone"), [(1, True, ()), (2, True, ("ana", "ben")), (3, False, ())])
def test_a_number_of_people_is_a_number_of_people(count: int, met: bool, alone: tuple[str, ...]) -> None:
    duty = Duty("x", asked({"any_of": ["risk-approver"], "count": count}))
    found = cover(duty, People({"people": PEOPLE, "roles": ROLES}, NOW), {}, "github")
    assert (found.met, found.able, found.alone) == (met, ("ana", "ben"), alone)
