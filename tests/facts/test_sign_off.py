"""Who has to sign, who could, and which claims cannot be true."""

from typing import Any

import pytest

from aims_gate.facts.sign_off import NOBODY_NAMED
from aims_gate.model.change import Identity
from tests.facts.world import ENTRY, METHOD, ROLES, approving, commit, prd, unknown, without, world

CLAIM = {"role": "risk-approver", "by": "rita", "decision": "accept", "date": "2026-11-18", "expires": "2027-11-18"}
HIGH = {"bot": {**ENTRY, "tier": "high"}}


def signed(*rows: Any, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = world(**{"records": (prd(sign_off=list(rows)),), **given}).system()["sign_off"]
    return found


def state(**given: Any) -> str:
    keys = {key: value for key, value in given.items() if key in (*CLAIM, "note")}
    rest = {key: value for key, value in given.items() if key not in keys}
    return str(signed({**CLAIM, **keys}, **rest)["given"][0]["state"])


def test_a_claim_stays_a_claim_and_everything_stays_missing() -> None:
    found = signed(CLAIM)
    assert (found["given"][0]["state"], found["missing"], found["could_sign"]) == (
        "claimed",
        ["risk-approver"],
        ["rita"],
    )
    assert unknown(world(records=(prd(sign_off=[CLAIM]),)).system())["sign_off.missing"] is True


@pytest.mark.parametrize(
    "keys", [{"expires": "2026-11-20"}, {"expires": "2026-11-21"}, {"expires": "never"}, {"expires": 2027}]
)
def test_an_expired_claim_is_refuted(keys: dict[str, Any]) -> None:
    assert state(**keys) == "refuted"
    assert state(expires="2026-11-22") == "claimed"


@pytest.mark.parametrize("date", ["2026-11-22", "yyyy-mm-dd", "", 5])
def test_a_claim_of_the_future_or_without_a_date_is_refuted(date: Any) -> None:
    assert state(date=date) == "refuted"
    assert signed(without(CLAIM, "date"))["given"][0]["state"] == "refuted"


@pytest.mark.parametrize("keys", [{"decision": "reject"}, {"decision": True}, {"decision": ["accept"]}])
def test_a_decision_that_does_not_accept_is_refuted(keys: dict[str, Any]) -> None:
    assert state(**keys) == "refuted"


@pytest.mark.parametrize(
    "keys", [{"by": "olga"}, {"by": "ghost"}, {"by": ""}, {"by": ["rita"]}, {"role": "executive"}, {"role": "made-up"},
             {"role": ""}, {"role": ["risk-approver"]}],
)  # fmt: skip
def test_a_claim_by_someone_who_does_not_hold_the_role_is_refuted(keys: dict[str, Any]) -> None:
    assert state(**keys) == "refuted"


@pytest.mark.parametrize(
    ("row", "expected"),
    [({"until": "2026-11-20"}, "refuted"), ({"until": "2026-11-21"}, "refuted"), ({"until": "2026-11-22"}, "claimed"),
     ({"from": "2026-11-22"}, "refuted"), ({"from": "2026-11-21"}, "claimed")],
)  # fmt: skip
def test_a_role_that_ended_or_begins_tomorrow_signs_nothing(row: dict[str, str], expected: str) -> None:
    roles = {**ROLES, "roles": {"risk-approver": [{"person": "rita", **row}]}}
    assert state(single={"roles": roles, "risk-method": METHOD}) == expected


RITA = ("octo-olga", "rita@example.org")


@pytest.mark.parametrize(
    "given",
    [{"author": ("x", "rita@example.org", "")}, {"author": ("x", "", "Octo-Rita")},
     {"author": ("octo-rita", "", "")}, {"commits": (commit(RITA),)}, {"commits": (commit(committer=RITA),)},
     {"commits": (commit(co_authors=[RITA]),)},
     {"commits": (commit(("x", "5+octo-rita@users.noreply.github.com")),)}],
)  # fmt: skip
def test_nobody_signs_their_own_change(given: dict[str, Any]) -> None:
    found = signed(CLAIM, **given)
    assert (found["given"][0]["state"], found["could_sign"]) == ("refuted", [])
    item = world(records=(prd(sign_off=[CLAIM]),), **given).system()
    assert "rita took part in this change" in item["unknown"][-1]["reason"]


@pytest.mark.parametrize(
    ("roles", "why"),
    [
        ({"risk-approver": ["rita"]}, ["nobody holds executive"]),
        (
            {"risk-approver": ["rita"], "executive": ["rita"]},
            ["nobody but rita holds risk-approver, and nobody signs in two roles"],
        ),
        ({"risk-approver": ["rita"], "executive": ["olga"]}, ["olga has no training record on ai-governance"]),
        ({}, ["nobody holds risk-approver", "nobody holds executive"]),
        ({"risk-approver": ["rita"], "executive": ["eve"]}, None),
    ],
)
def test_it_is_said_why_nobody_could_give_it(roles: dict[str, Any], why: list[str] | None) -> None:
    demand = {
        "sign_off": {
            **METHOD["sign_off"],
            "high": {"all_of": ["risk-approver", "executive"], "competence": "ai-governance"},
        }
    }
    trained = {"competence": [{"topic": "ai-governance", "completed": "2026-01-01", "expires": "2027-01-01"}]}
    people = {
        **ROLES["people"],
        "rita": {**ROLES["people"]["rita"], **trained},
        "eve": {"github": "octo-eve", **trained},
    }
    single = {"roles": {**ROLES, "people": people, "roles": roles}, "risk-method": {**METHOD, **demand}}
    found = signed(single=single, entries=HIGH)
    assert found.get("hindered") == why


def test_one_of_two_who_have_to_sign_is_not_enough() -> None:
    demand = {**METHOD, "sign_off": {**METHOD["sign_off"], "limited": {"any_of": ["risk-approver"], "count": 2}}}
    found = signed(single={"roles": ROLES, "risk-method": demand})
    assert (found["could_sign"], found["hindered"]) == (["rita"], ["nobody but rita holds risk-approver"])


def test_roles_that_the_head_hands_out_are_not_held() -> None:
    grabbed = {**ROLES, "roles": {**ROLES["roles"], "risk-approver": ["olga"]}}
    given: dict[str, Any] = {"head_single": {"roles": grabbed}}
    assert state(by="olga", **given) == "refuted"
    assert signed(**given)["could_sign"] == ["rita"]


def test_a_method_that_the_head_softens_does_not_bind() -> None:
    soft = {**METHOD, "sign_off": {"limited": {"any_of": ["system-owner"]}}, "tier_at_least": {"levels": {}}}
    assert signed(head_single={"risk-method": soft})["required"] == ["risk-approver"]


def owner(by: str, trusted: dict[str, Any], head: dict[str, Any]) -> str:
    minimal = {"tier": "minimal", "screening": {"public": False, "people": False}}
    return state(
        role="system-owner",
        by=by,
        entries={"bot": {**ENTRY, **minimal, **trusted}},
        head_entries={"bot": {**ENTRY, **minimal, **head}},
    )


def test_an_owner_or_backup_swapped_at_the_head_is_no_system_owner() -> None:
    assert owner("dirk", {}, {"owner": "dirk"}) == "refuted"
    assert owner("dirk", {}, {"backup": "dirk"}) == "refuted"
    assert owner("olga", {}, {"owner": "dirk"}) == "claimed"


def test_an_owner_whom_the_trusted_entry_lacks_is_not_made_by_the_head() -> None:
    lacking = {"bot": without(ENTRY, "backup")}
    assert (
        state(role="system-owner", by="dirk", entries=lacking, head_entries={"bot": {**ENTRY, "backup": "dirk"}})
        == "refuted"
    )


def test_a_lowered_tier_asks_for_the_old_tiers_signatures() -> None:
    assert signed(entries=HIGH, head_entries={"bot": ENTRY})["required"] == ["risk-approver", "executive"]
    assert signed(entries=HIGH, head_entries={"bot": None})["required"] == ["risk-approver", "executive"]


def test_of_a_high_system_only_the_trained_could_sign() -> None:
    assert signed(entries=HIGH)["could_sign"] == ["dirk"]


def test_a_new_system_asks_for_a_risk_approver_whatever_tier_it_gives_itself() -> None:
    new = {**ENTRY, "id": "new", "tier": "minimal", "screening": {"public": False, "people": False}, "owner": "dirk"}
    item = world(head_entries={"new": new}).system("new")
    assert item["sign_off"]["required"] == ["system-owner or risk-approver", "risk-approver"]
    method = without(METHOD, "new_system")
    item = world(head_entries={"new": new}, single={"roles": ROLES, "risk-method": method}).system("new")
    assert item["sign_off"]["required"][-1] == "risk-approver"


@pytest.mark.parametrize("table", [None, {}, {"limited": "anybody"}, {"limited": {"any_of": []}}, []])
def test_a_method_that_names_nobody_leaves_nobody_who_could_sign(table: Any) -> None:
    single = {"roles": ROLES, "risk-method": {**METHOD, "sign_off": table}}
    item = world(single=single, records=(prd(),)).system()
    assert item["sign_off"]["missing"] == [NOBODY_NAMED]
    assert "names nobody who signs tier limited" in item["unknown"][-1]["reason"]


def test_whoever_approves_new_systems_does_not_stand_in_for_a_tier_that_nobody_signs() -> None:
    single = {"roles": ROLES, "risk-method": {**METHOD, "sign_off": {}}}
    item = world(single=single, head_entries={"new": {**ENTRY, "id": "new"}}).system("new")
    assert item["sign_off"]["missing"] == [NOBODY_NAMED]
    assert "names nobody" in item["unknown"][-1]["reason"]


def reviewed(*logins: str, **given: Any) -> tuple[list[str], dict[str, str]]:
    """What is still missing when these accounts approve the head, and what each approval is worth."""
    found = signed(**{"records": (prd(),), "reviews": tuple(map(approving, logins)), **given})
    return found["missing"], {row["person"]: row["state"] for row in found["given"]}


def test_an_approving_review_by_the_role_signs_and_no_other_does() -> None:
    assert reviewed("octo-rita") == ([], {"rita": "verified"})
    assert reviewed("octo-olga", "octo-stranger") == (
        ["risk-approver"],
        {"olga": "not-entitled", "octo-stranger": "not-entitled"},
    )
    assert reviewed() == (["risk-approver"], {})


def test_a_review_by_whoever_made_the_change_under_a_colleagues_name_is_their_own() -> None:
    assert reviewed("octo-rita", commits=(commit(RITA),)) == (["risk-approver"], {"rita": "self"})


def test_an_account_without_a_name_is_nobodys() -> None:
    nameless = {**ROLES, "people": {**ROLES["people"], "rita": {"emails": ["rita@example.org"]}}}
    given: dict[str, Any] = {"single": {"roles": nameless, "risk-method": METHOD}}
    assert reviewed("", **given)[0] == ["risk-approver"]


OWNED = {**ENTRY, "tier": "minimal", "screening": {"public": False, "people": False}}


@pytest.mark.parametrize("trusted", [OWNED, without(OWNED, "owner"), {**OWNED, "owner": "who-left"}])
def test_an_owner_swapped_in_by_the_head_signs_nothing_off(trusted: dict[str, Any]) -> None:
    given: dict[str, Any] = {"entries": {"bot": trusted}, "head_entries": {"bot": {**OWNED, "owner": "dirk"}}}
    assert reviewed("octo-dirk", **given) == (["system-owner or risk-approver"], {"dirk": "not-entitled"})
    assert reviewed("octo-bert", **given) == ([], {"bert": "verified"})


def test_a_new_system_asks_for_training_where_only_the_tier_does() -> None:
    method = {**METHOD, "sign_off": {"limited": {"any_of": ["risk-approver"], "competence": "ai"}}}
    change = world(
        head_entries={"new": {**ENTRY, "id": "new"}},
        single={"roles": ROLES, "risk-method": method},
        reviews=(approving("octo-rita"),),
    )
    assert change.system("new")["sign_off"]["missing"] == ["risk-approver"]


@pytest.mark.parametrize("stated", [None, "rita", {}, ["rita", 5, None]])
def test_what_is_no_list_of_signatures_is_none(stated: Any) -> None:
    assert world(records=(prd(sign_off=stated),)).system()["sign_off"]["given"] == []


STRICT = {"roles": ROLES, "risk-method": {**METHOD, "independence": {"limited": "strict"}}}


@pytest.mark.parametrize(
    ("author", "waits"),
    [
        (("Rob", "rob@example.org"), "rob@example.org made commits and cannot be told: name them in .aims/roles.yaml"),
        (("GitHub", "noreply@github.com"), "noreply@github.com made commits and cannot be told: name them in"),
    ],
)
def test_where_independence_is_strict_a_commit_of_a_stranger_leaves_it_open(
    author: tuple[str, str], waits: str
) -> None:
    given = {"reviews": (approving("octo-rita"),), "commits": (commit(author),), "records": (prd(),)}
    found = world(**given, single=STRICT).system()
    (fact,) = [fact for fact in found["unknown"] if fact["path"] == "sign_off.missing"]
    assert fact["reason"].startswith(waits)
    assert fact["waiting"] is False
    relaxed = world(**given).system()
    assert relaxed["sign_off"]["missing"] == []
    assert "sign_off.missing" not in unknown(relaxed)


def test_the_committer_that_a_forge_writes_is_no_stranger() -> None:
    merged = commit(("Olga", "olga@example.com"), committer=Identity("GitHub", "noreply@github.com"))
    people = {"olga": {"emails": ["olga@example.com"]}}
    roles = {**ROLES, "people": {**ROLES["people"], **people}}
    single = {**STRICT, "roles": roles}
    found = world(reviews=(approving("octo-rita"),), commits=(merged,), records=(prd(),), single=single).system()
    assert found["sign_off"]["missing"] == []
    assert "sign_off.missing" not in unknown(found)
