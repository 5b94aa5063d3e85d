"""Requirements in their order: past an unknown, not past a fail; lists element by element; errors never a pass."""

import pytest

from tests.engine.cases import facts, judged, outcome, requirement, rule, system, unknown

PASSES, FAILS, UNKNOWN = "change.ai", "!change.ai", "risk.lost"
LOST = [unknown("risk.lost", waiting=True)]


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        ((PASSES,), "pass"),
        ((PASSES, FAILS), "fail"),
        ((UNKNOWN, FAILS), "fail"),
        ((FAILS, UNKNOWN), "fail"),
        ((UNKNOWN, PASSES), "unknown"),
        ((PASSES, UNKNOWN), "unknown"),
        (("risk.zz == 1", FAILS), "fail"),
        (("risk.zz == 1", PASSES), "unknown"),
    ],
)
def test_fail_beats_unknown_and_unknown_beats_pass(required: tuple[str, ...], expected: str) -> None:
    given = facts(system(risk={"lost": True}, unknown=LOST))
    assert judged(rule(*required), given).outcome == expected


def test_what_stands_behind_a_failure_is_not_judged() -> None:
    one = rule(requirement(FAILS, "first"), requirement(FAILS, "second"))
    assert [finding.message for finding in judged(one, facts(system())).findings] == ["first"]


@pytest.mark.parametrize(("first", "told"), [(FAILS, ["first", "third"]), (PASSES, ["second", "third"])])
def test_what_is_always_judged_is_told_beside_a_failure(first: str, told: list[str]) -> None:
    required = requirement(first, "first"), requirement(FAILS, "second"), requirement(FAILS, "third", always=True)
    assert [finding.message for finding in judged(rule(*required), facts(system())).findings] == told


def test_what_is_always_judged_can_be_unknown_and_the_failure_stays() -> None:
    required = requirement(FAILS, "first"), requirement(UNKNOWN, always=True), requirement(PASSES, always=True)
    result = judged(rule(*required), facts(system(risk={"lost": True}, unknown=LOST)))
    assert (result.outcome, [finding.message for finding in result.findings]) == ("fail", ["first"])


@pytest.mark.parametrize(
    ("that", "reason"),
    [
        ("risk.zz == 1", 'the fact "risk.zz" is absent'),
        ("risk.n.zz == 1", "has no fields"),
        ("risk.n / 0 == 1", "divi"),
        ("risk.n % 0 == 1", "modul"),
        ("risk.rows[9] == 1", "element [9] is read of a list of 1"),
        ("risk.n", "gives a number, not a yes or no"),
        ("risk.text", "gives a text, not a yes or no"),
        ("risk.rows", "gives a list, not a yes or no"),
        ("null", "gives nothing, not a yes or no"),
        ("risk.text + risk.n == 'x'", ""),
        ("risk.n > 'x'", ""),
        ("risk.text.matches('(')", ""),
        ("int(risk.text) == 1", ""),
        ("timestamp(risk.text) == timestamp(risk.text)", ""),
        ("days(risk.text) == 1", ""),
        ("days_between(risk.text, now) == 1", ""),
        ("9223372036854775807 + risk.n == 1", "overflow"),
        ("risk.big == 1", "more than 64 bits"),
        ("risk.rows.exists_one(r, r.zz)", ""),
        ("risk.rows.all(a, risk.many.all(b, risk.many.all(c, risk.many.all(d, a == a))))", ""),
    ],
)
def test_an_expression_without_a_value_is_unknown_with_a_reason_and_never_a_pass(that: str, reason: str) -> None:
    risk = {"n": 1, "text": "x", "rows": [{"a": 1}], "big": 1 << 70, "many": list(range(300))}
    for one in (rule(that), rule(when=that), rule(requirement(that, for_each="risk.rows as r"))):
        result = judged(one, facts(system(risk=risk)))
        assert result.outcome == "unknown"
        assert not result.waiting
        assert reason in result.reason
        assert result.reason


@pytest.mark.parametrize("listed", ["risk.n", "risk.text", "risk", "risk.zz", "risk.rows[5]"])
def test_what_is_no_list_is_unknown(listed: str) -> None:
    one = rule(requirement("true", for_each=f"{listed} as r", allow_empty=True))
    result = judged(one, facts(system(risk={"n": 1, "text": "x", "rows": []})))
    assert result.outcome == "unknown"
    assert result.reason


ROWS = [{"id": "R1", "n": 1}, {"id": "R2"}, {"id": "R3", "n": 3}, {"id": "R4", "n": 4}]


def test_each_element_that_fails_is_a_finding() -> None:
    one = rule(requirement("r.n > 3", "{{ r.id }} has {{ r.n }}.", for_each="risk.rows as r", at="r.n"))
    given = facts(system(risk={"rows": [row for row in ROWS if "n" in row]}, anchors={"risk.rows": ["risk.md", "r"]}))
    given["spans"] = {"risk.md": {"r[0].n": [4, 7], "r[1]": [8, 3]}}
    places = [(f.message, f.location.line if f.location else 0) for f in judged(one, given).findings]
    assert places == [("R1 has 1.", 4), ("R3 has 3.", 8)]


@pytest.mark.parametrize("order", [ROWS, ROWS[::-1], ROWS[1:] + ROWS[:1]])
def test_one_element_without_a_value_hides_no_failure_of_another(order: list[object]) -> None:
    one = rule(requirement("r.n < 4", "{{ r.id }}", for_each="risk.rows as r"))
    result = judged(one, facts(system(risk={"rows": order})))
    assert (result.outcome, [f.message for f in result.findings]) == ("fail", ["R4"])


def test_one_element_without_a_value_is_no_pass() -> None:
    one = rule(requirement("r.n < 9", for_each="risk.rows as r"))
    result = judged(one, facts(system(risk={"rows": ROWS})))
    assert (result.outcome, result.reason) == ("unknown", 'the fact "r.n" is absent')


def test_an_empty_list_fails_and_says_what_is_empty() -> None:
    one = rule(requirement("r.n > 0", "{{ r.id }} has no number.", for_each="risk.rows as r", at="r.n"))
    given = facts(system(risk={"rows": []}, anchors={"risk": ["risk.md", "aims"]}))
    given["spans"] = {"risk.md": {"aims.rows": [7, 3]}}
    (finding,) = judged(one, given).findings
    assert finding.message == "`risk.rows` lists nothing, and at least one is needed."
    assert finding.location is not None
    assert (finding.location.path, finding.location.line) == ("risk.md", 7)


def test_an_empty_list_keeps_a_message_that_names_no_element() -> None:
    one = rule(requirement("r.n > 0", "{{ system.id }} has no risk.", for_each="risk.rows as r"))
    assert judged(one, facts(system(risk={"rows": []}))).findings[0].message == "s1 has no risk."


def test_an_empty_list_passes_where_the_rule_allows_it() -> None:
    one = rule(requirement("false", for_each="risk.rows as r", allow_empty=True))
    assert judged(one, facts(system(risk={"rows": []}))).outcome == "pass"


def test_an_empty_part_of_a_list_fails_too() -> None:
    one = rule(requirement("true", for_each="risk.rows.filter(r, r.n > 9) as r"))
    assert judged(one, facts(system(risk={"rows": [{"n": 1}]}))).outcome == "fail"


@pytest.mark.parametrize(
    "listed", ["risk.rows.filter(r, r.n != 2)", "has(risk.rows) ? risk.rows : []", "risk.rows", "risk.none + risk.rows"]
)
def test_an_element_of_a_part_of_a_list_has_its_own_line(listed: str) -> None:
    one = rule(requirement("r.n != 3", "x", for_each=f"{listed} as r", at="r.n"))
    given = facts(system(risk={"rows": [{"n": 1}, {"n": 2}, {"n": 3}], "none": []}))
    given["systems"][0]["anchors"] = {"risk": ["risk.md", ""], "risk.rows[2]": ["other.md", "x"]}
    given["spans"] = {"other.md": {"x.n": [9, 1]}}
    (finding,) = judged(one, given).findings
    expected = None if "none" in listed else ("other.md", 9)
    assert (finding.location and (finding.location.path, finding.location.line)) == expected


def test_the_hint_of_an_element_is_passed_on_when_it_is_a_text() -> None:
    one = rule(requirement("false", for_each="risk.rows as r"))
    given = facts(system(risk={"rows": [{"hint": "quote it"}, {"hint": 3}, "text"]}))
    assert [finding.hint for finding in judged(one, given).findings] == ["quote it", "", ""]


def test_an_element_of_the_name_of_a_variable_hides_it() -> None:
    one = rule(requirement("system == 'x'", for_each="risk.rows as system"))
    assert judged(one, facts(system(risk={"rows": ["x"]}))).outcome == "pass"


def test_outcomes_of_one_requirement() -> None:
    assert [outcome(that) for that in ("true", "false", "1")] == ["pass", "fail", "unknown"]
