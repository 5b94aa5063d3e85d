"""Exceptions end: each needs all its keys, holds from its first day to the day before its last, and never longer."""

from typing import Any

import pytest

from aims_gate.engine.waivers import liveness, lowered, waiver_for
from tests.engine.cases import NOW, PERIODS, WAIVER, facts, judged, rule, system, unknown

METHOD = {"waiver_at_most": PERIODS}


def found(
    *rows: dict[str, Any], tier: str = "limited", method: Any = METHOD, now: str = NOW
) -> tuple[bool, str] | None:
    waived = waiver_for("r1", "system:s1", tier, {"waivers": list(rows)}, method, now)
    return None if waived is None else (waived.live, waived.reason)


def refused(*rows: dict[str, Any], **given: Any) -> str:
    live, reason = found(*rows, **given) or (True, "")
    assert not live
    return reason


def test_a_waiver_in_force_says_who_until_when_and_why() -> None:
    expected = "waived until 2026-12-31 by bob, owner ana: The supplier answers in December."
    assert found(WAIVER) == (True, expected)


@pytest.mark.parametrize("key", [key for key in WAIVER if key not in ("rule", "subject")])
@pytest.mark.parametrize("lack", [None, "", "  ", "TBD", "<owner>", [], {}])
def test_a_waiver_needs_every_key_filled(key: str, lack: Any) -> None:
    row = {**WAIVER, key: lack} if lack is not None else {k: v for k, v in WAIVER.items() if k != key}
    assert refused(row) == f"its waiver lacks {key}"


@pytest.mark.parametrize("key", ["rule", "subject"])
@pytest.mark.parametrize("other", [None, "", "r2", "system:s2", "s1", "system:S1", ["r1"], {}])
def test_a_waiver_of_something_else_is_none(key: str, other: Any) -> None:
    assert found({**WAIVER, key: other}) is None


@pytest.mark.parametrize(
    ("now", "live", "said"),
    [
        ("2026-10-31", False, "its waiver is not in force: it is in force only from 2026-11-01"),
        ("2026-11-01", True, "waived until"),
        ("2026-12-30", True, "waived until"),
        ("2026-12-31", False, "its waiver is not in force: it expired on 2026-12-31"),
        ("2027-05-01", False, "it expired"),
    ],
)
def test_a_waiver_holds_from_its_first_day_to_the_day_before_it_expires(now: str, live: bool, said: str) -> None:
    state = found(WAIVER, now=now)
    assert state is not None
    assert state[0] == live
    assert said in state[1]


@pytest.mark.parametrize(("expires", "live"), [("2027-01-30", True), ("2027-01-31", False)])
def test_a_waiver_is_no_longer_than_the_tier_allows(expires: str, live: bool) -> None:
    state = found({**WAIVER, "expires": expires})
    assert state is not None
    assert state[0] == live
    assert live or state[1] == ("its waiver is not in force: it lasts 91 days, longer than the 90 that the tier allows")


@pytest.mark.parametrize("tier", ["prohibited", "high", "minimal", "", "nonsense"])
@pytest.mark.parametrize("method", [{"waiver_at_most": {"limited": "90d"}}, {}, None, [], {"waiver_at_most": "90d"}])
def test_a_tier_without_a_longest_time_has_no_waivers(tier: str, method: Any) -> None:
    assert refused(WAIVER, tier=tier, method=method) == f"the risk method allows no waiver at tier {tier}"


@pytest.mark.parametrize("most", ["", "90", 90, None, "forever", ["90d"], "-1d"])
def test_a_longest_time_that_cannot_be_read_allows_nothing(most: Any) -> None:
    assert "allows no waiver" in refused(WAIVER, method={"waiver_at_most": {"limited": most}})


@pytest.mark.parametrize(
    "dates",
    [{"from": "soon"}, {"expires": "2026-13-40"}, {"from": 20261101}, {"from": "2026-12-31", "expires": "2026-11-01"}],
)
def test_dates_that_say_nothing_put_nothing_in_force(dates: dict[str, Any]) -> None:
    assert "its waiver is not in force" in refused({**WAIVER, **dates})


def test_of_several_the_one_in_force_counts() -> None:
    over = {**WAIVER, "expires": "2026-11-02"}
    assert found(over, WAIVER) == found(WAIVER)
    assert "expired" in refused(over, over)


@pytest.mark.parametrize("waivers", [None, [], {}, {"waivers": None}, {"waivers": "r1"}, {"waivers": ["r1", 3, None]}])
def test_a_register_without_waivers_has_none(waivers: Any) -> None:
    assert waiver_for("r1", "system:s1", "limited", waivers, METHOD, NOW) is None


def test_dates_without_any_are_not_in_force() -> None:
    assert not liveness(None, None, NOW).live
    assert not liveness("2026-01-01", "2027-01-01", "no day").live


REGISTER = {"waivers": {"waivers": [WAIVER]}, "risk_method": METHOD}


def test_a_failure_that_is_waived_keeps_its_findings() -> None:
    result = judged(rule("false"), facts(system(), register=REGISTER))
    assert result.outcome == "waived"
    assert result.reason.startswith("waived until 2026-12-31 by bob")
    assert [finding.message for finding in result.findings] == ["It is not so."]
    assert result.unblocked_by == ()


def test_what_is_unknown_is_never_waived() -> None:
    given = facts(system(risk={"a": True}, unknown=[unknown("risk.a")]), register=REGISTER)
    assert judged(rule("risk.a"), given).outcome == "unknown"
    assert judged(rule("risk.zz"), given).outcome == "unknown"


def test_what_passes_is_not_waived() -> None:
    assert judged(rule("true"), facts(system(), register=REGISTER)).outcome == "pass"


def test_a_rule_that_is_not_waivable_fails_whatever_the_register_says() -> None:
    result = judged(rule("false", waivable=False), facts(system(), register=REGISTER))
    assert (result.outcome, result.reason) == ("fail", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [({"expires": "2026-11-02"}, "it expired on 2026-11-02"), ({"owner": ""}, "its waiver lacks owner")],
)
def test_a_failure_says_why_its_waiver_is_not_in_force(change: dict[str, Any], said: str) -> None:
    register = {**REGISTER, "waivers": {"waivers": [{**WAIVER, **change}]}}
    result = judged(rule("false"), facts(system(), register=register))
    assert result.outcome == "fail"
    assert said in result.reason


def test_the_tier_that_counts_is_the_effective_one() -> None:
    result = judged(rule("false"), facts(system(tier="high"), register=REGISTER))
    assert result.outcome == "fail"
    assert "longer than the 30 that the tier allows" in result.reason


LOWERED = {"level": "warning", "reason": "until the tool is there", "owner": "ana", "review_by": "2026-12-31"}


@pytest.mark.parametrize("key", ["reason", "owner", "review_by"])
@pytest.mark.parametrize("lack", [None, "", "TBD", "yyyy-mm-dd"])
def test_a_lowered_level_needs_reason_owner_and_date(key: str, lack: Any) -> None:
    state = lowered({**LOWERED, key: lack}, NOW)
    assert (state.live, state.why) == (False, f"it lacks {key}")


@pytest.mark.parametrize("entry", [None, "warning", [], {}])
def test_a_bare_level_lacks_all_of_them(entry: Any) -> None:
    assert lowered(entry, NOW).why == "it lacks reason, owner, review_by"


@pytest.mark.parametrize(("now", "live"), [("2026-12-30", True), ("2026-12-31", False), ("2027-01-01", False)])
def test_a_lowered_level_lapses_on_the_day_of_its_review(now: str, live: bool) -> None:
    assert lowered(LOWERED, now).live == live


def test_a_date_of_review_that_is_none_lowers_nothing() -> None:
    assert not lowered({**LOWERED, "review_by": "when there is time"}, NOW).live
