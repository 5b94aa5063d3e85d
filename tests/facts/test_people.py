"""Who holds a role on a day, who is trained, and whom git's names give away."""

from typing import Any

import pytest

from aims_gate.facts.people import People, names, without
from aims_gate.model.change import Identity
from tests.facts.world import NOW, ROLES, commit, world

PEOPLE = People(ROLES, NOW)


def holder(**row: Any) -> tuple[str, ...]:
    return People({**ROLES, "roles": {"risk-approver": [{"person": "rita", **row}]}}, NOW).holders("risk-approver")


def test_a_role_is_held_by_those_whom_the_roles_file_lists_and_knows() -> None:
    people = People({**ROLES, "roles": {"risk-approver": ["rita", "ghost", "dirk"]}}, NOW)
    assert people.holders("risk-approver") == ("rita", "dirk")
    assert people.holders("nobody-has-this") == ()


@pytest.mark.parametrize(
    "row", [{}, {"from": NOW}, {"until": "2026-11-22"}, {"from": "2026-01-01", "until": "2027-01-01"}]
)
def test_a_role_is_held_while_it_runs(row: dict[str, str]) -> None:
    assert holder(**row) == ("rita",)


@pytest.mark.parametrize(
    "row", [{"until": "2026-11-20"}, {"until": NOW}, {"from": "2026-11-22"}, {"from": "soon"}, {"until": "later"},
            {"from": None}, {"until": 5}],
)  # fmt: skip
def test_a_role_that_ended_or_begins_tomorrow_or_cannot_be_dated_is_not_held(row: dict[str, Any]) -> None:
    assert holder(**row) == ()


def test_the_system_owner_is_the_owner_or_backup_if_known() -> None:
    assert PEOPLE.holders("system-owner", {"owner": "olga", "backup": "ghost"}) == ("olga",)
    assert PEOPLE.holders("system-owner") == ()


def trained(**record: Any) -> bool:
    people = {"rita": {"competence": [{"topic": "ai", **record}]}}
    return People({"people": people}, NOW).competent("rita", "ai")


def test_training_counts_from_its_completion_until_it_expires() -> None:
    assert trained(completed="2026-01-01")
    assert trained(completed=NOW, expires="2026-11-22")


@pytest.mark.parametrize(
    "record", [{}, {"completed": "2026-11-22"}, {"completed": "2026-01-01", "expires": NOW}, {"completed": "spring"},
               {"completed": "2026-01-01", "expires": "never"}, {"completed": "2026-01-01", "expires": 2027}],
)  # fmt: skip
def test_training_that_is_to_come_or_over_or_undated_does_not_count(record: dict[str, Any]) -> None:
    assert not trained(**record)
    assert not PEOPLE.competent("rita", "ai")


@pytest.mark.parametrize(
    ("name", "email"),
    [("x", "rita@example.org"), ("x", "RITA@Example.ORG"), ("octo-rita", ""), ("@Octo-Rita ", ""),
     ("x", "octo-rita@users.noreply.github.com"), ("x", "9+octo-rita@users.noreply.github.com"),
     ("x", "77+renamed-since@users.noreply.github.com"), ("x", "octo-rita@users.noreply.github.example.com")],
)  # fmt: skip
def test_git_gives_a_person_away_by_address_login_or_account_number(name: str, email: str) -> None:
    assert PEOPLE.behind(Identity(name, email)) == ("rita",)


@pytest.mark.parametrize("local", ["lab-olga", "12-lab-olga"])
def test_a_no_reply_address_of_gitlab_gives_a_person_away(local: str) -> None:
    assert PEOPLE.behind(Identity("x", f"{local}@users.noreply.gitlab.com")) == ("olga",)


@pytest.mark.parametrize(
    ("name", "email"),
    [("", ""), ("x", "x@example.com"), ("x", "octo-rita@example.com"), ("x", "77-x@users.noreply.gitlab.com")],
)
def test_a_stranger_is_nobody(name: str, email: str) -> None:
    assert (
        People({"people": {"rita": {**ROLES["people"]["rita"], "emails": [""]}}}, NOW).behind(Identity(name, email))
        == ()
    )


def test_a_colleagues_name_on_a_commit_does_not_hide_whose_address_it_bears() -> None:
    assert PEOPLE.behind(Identity("octo-olga", "rita@example.org")) == ("olga", "rita")


RITA = ("x", "rita@example.org")


@pytest.mark.parametrize(
    "given",
    [{"author": (*RITA, "")}, {"author": ("x", "", "octo-RITA")}, {"commits": (commit(RITA),)},
     {"commits": (commit(committer=RITA),)}, {"commits": (commit(), commit(co_authors=[("y", "z@a.b"), RITA]))}],
)  # fmt: skip
def test_author_committer_and_co_author_took_part(given: dict[str, Any]) -> None:
    assert PEOPLE.contributors(world(**given).collected().change, "github") == ("rita",)


@pytest.mark.parametrize(
    "file", [None, [], "x", 5, {"people": [], "roles": "x"}, {"people": {"rita": "x"}, "roles": {"r": 5}}]
)
def test_a_roles_file_of_another_shape_names_nobody(file: Any) -> None:
    people = People(file, NOW)
    assert (people.holders("r"), people.known("rita"), people.competent("rita", "ai")) == ((), False, False)


def test_people_in_a_sentence_and_less_some() -> None:
    assert (names(["a", "b"]), without(("a", "b", "c"), ["b"])) == ("a, b", ("a", "c"))


@pytest.mark.parametrize(
    ("login", "number", "forge", "person"),
    [
        ("ada", "", "gitlab", "ada"), ("@Ada", "", "gitlab", "ada"), ("ada", "7", "gitlab", "ada"),
        ("renamed", "7", "gitlab", "ada"), ("ada", "8", "gitlab", ""), ("ada-on-github", "", "gitlab", ""),
        ("ada-on-github", "", "github", "ada"), ("ada-on-github", "99", "github", "ada"), ("", "", "gitlab", ""),
        ("", "7", "gitlab", "ada"), ("", "7", "github", ""), ("bob", "7", "gitlab", "ada"), ("bob", "3", "gitlab", "bob"),
    ],
)  # fmt: skip
def test_an_account_belongs_to_the_person_with_its_handle_on_that_forge(
    login: str, number: str, forge: str, person: str
) -> None:
    listed = {"ada": {"gitlab": "ada", "gitlab_id": 7, "github": "ada-on-github"}, "bob": {"gitlab": "bob"}}
    assert People({"people": listed, "roles": {}}, "2026-11-21").account(forge, login, number) == person


def test_an_account_that_took_a_given_up_name_is_nobody() -> None:
    people = People({"people": {"ada": {"gitlab": "ada", "gitlab_id": 7}}, "roles": {}}, "2026-11-21")
    assert people.account("gitlab", "ada", "12") == ""
    assert people.account("gitlab", "ada", "") == "ada"


@pytest.mark.parametrize(
    ("records", "lacks", "place"),
    [
        ([{"topic": "ai", "completed": "2026-01-10"}], "", "[0]"),
        ([{"topic": "ai", "completed": "2026-01-10", "expires": "2026-11-21"}],
         "a training record on ai that expired on 2026-11-21", "[0]"),
        ([{"topic": "ai", "completed": "2026-01-10", "expires": "2026-11-22"}], "", "[0]"),
        ([{"topic": "law", "completed": "2026-01-10"}], "no training record on ai", ""),
        ([{"topic": "ai", "completed": "2026-11-22"}],
         "a training record on ai that is to be completed on 2026-11-22 only", "[0]"),
        ([{"topic": "ai"}], "a training record on ai without a day on which it was completed", "[0]"),
        ([{"topic": "ai", "completed": "2026-01-10", "expires": "soon"}],
         "a training record on ai that expired on a day that cannot be read", "[0]"),
        (["ai", {"topic": "law"}, {"topic": "ai", "completed": "2026-01-10"}], "", "[2]"),
        ([], "no training record on ai", ""),
        ("ai", "no training record on ai", ""),
    ],
)  # fmt: skip
def test_what_a_training_lacks_and_where_it_stands(records: Any, lacks: str, place: str) -> None:
    people = People({"people": {"dirk": {"competence": records}}}, "2026-11-21")
    assert (people.training("dirk", "ai"), people.competent("dirk", "ai")) == (lacks, not lacks)
    assert people.training_place("dirk", "ai") == f"people.dirk{'.competence' + place if place else ''}"


def test_any_current_training_will_do_where_no_topic_is_asked() -> None:
    listed = [
        {"topic": "law", "completed": "2026-01-10"},
        {"topic": "ai", "completed": "2026-01-10", "expires": "2026-02-01"},
    ]
    assert People({"people": {"dirk": {"competence": listed}}}, "2026-11-21").training("dirk") == ""
    assert People({"people": {"dirk": {}}}, "2026-11-21").training("dirk") == "no training record"
    assert People({"people": {}}, "2026-11-21").training("ghost") == "no training record"
