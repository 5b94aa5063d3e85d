"""A fact that could not be had never becomes a value, whatever the expression makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.engine.unknown import steps, unknown_reads
from tests.engine.cases import facts, judged, outcome, requirement, rule, system, unknown

PLAN = {"monitoring_plan": {"approved": False, "metrics": [{"name": "m1", "ok": True}, {"name": "m2", "ok": False}]}}
ROWS = {"rows": [{"id": "R1", "accepted": False, "high": True}, {"id": "R2", "accepted": False, "high": False}]}

READING = [
    "evidence.monitoring_plan.approved",
    "!evidence.monitoring_plan.approved",
    "has(evidence.monitoring_plan.approved)",
    "!has(evidence.monitoring_plan.approved)",
    "true || evidence.monitoring_plan.approved",
    "evidence.monitoring_plan.approved || true",
    "!(false && evidence.monitoring_plan.approved)",
    "true ? true : evidence.monitoring_plan.approved",
    "evidence.monitoring_plan.approved ? true : true",
    "evidence.monitoring_plan.approved == evidence.monitoring_plan.approved",
    "evidence.monitoring_plan == evidence.monitoring_plan",
    "evidence == evidence",
    "evidence['monitoring_plan']['approved'] == false",
    "evidence[change.ai ? 'monitoring_plan' : 'other'].approved == false",
    "'approved' in evidence.monitoring_plan",
    "evidence.exists(k, evidence[k].approved == false)",
    "evidence.all(k, has(evidence[k].approved))",
    "[evidence.monitoring_plan.approved].size() == 1 && [evidence.monitoring_plan.approved][0] == false",
    "{'x': evidence.monitoring_plan.approved}.x == false",
    "[evidence.monitoring_plan].filter(p, !p.approved).size() == 1",
    "[1].exists(i, !evidence.monitoring_plan.approved)",
    "filled(evidence.monitoring_plan.approved)",
    "filled(evidence.monitoring_plan)",
    "lacks(evidence.monitoring_plan, ['approved']) == []",
    "string(evidence.monitoring_plan.approved) == 'false'",
    "dyn(evidence).monitoring_plan.approved == false",
]


@pytest.mark.parametrize("waiting", [True, False])
@pytest.mark.parametrize("that", READING)
def test_no_expression_makes_a_value_of_an_unknown_fact(that: str, waiting: bool) -> None:
    lacking = [unknown("evidence.monitoring_plan.approved", waiting=waiting)]
    result = judged(rule(that), facts(system(evidence=PLAN, unknown=lacking)))
    assert (result.outcome, result.waiting) == ("unknown", waiting)
    assert result.reason == "evidence.monitoring_plan.approved was not there"


@pytest.mark.parametrize("that", READING)
def test_nor_of_one_below_an_ancestor_that_is_unknown(that: str) -> None:
    assert outcome(that, evidence=PLAN, unknown=[unknown("evidence")]) == "unknown"


@pytest.mark.parametrize("when", READING)
def test_nor_does_a_condition_of_when_a_rule_applies(when: str) -> None:
    lacking = [unknown("evidence.monitoring_plan.approved", waiting=True)]
    result = judged(rule(when=when), facts(system(evidence=PLAN, unknown=lacking)))
    assert (result.outcome, result.waiting) == ("unknown", True)


@pytest.mark.parametrize(
    "that",
    [
        "change.ai",
        "has(evidence.monitoring_plan)",
        "evidence.monitoring_plan.metrics.size() == 2",
        "!has(evidence.verification)",
        "evidence.monitoring_plan.metrics[0].name == 'm1'",
    ],
)
def test_what_reads_something_else_is_judged(that: str) -> None:
    assert outcome(that, evidence=PLAN, unknown=[unknown("evidence.monitoring_plan.approved")]) == "pass"


@pytest.mark.parametrize(
    ("listed", "that", "found"),
    [
        ("risk.rows as r", "r.accepted", ["R1"]),
        ("risk.rows as r", "has(r.accepted) && r.accepted", ["R1"]),
        ("risk.rows as r", "r.id != ''", []),
        ("risk.rows.filter(r, r.high) as r", "r.id != 'R1'", ["R1"]),
        ("has(risk.rows) ? risk.rows : [] as r", "r.accepted", ["R1"]),
    ],
)
def test_one_element_that_is_unknown_says_nothing_of_the_others(listed: str, that: str, found: list[str]) -> None:
    one = rule(requirement(that, "{{ r.id }}", for_each=listed))
    result = judged(one, facts(system(risk=ROWS, unknown=[unknown("risk.rows[1].accepted", waiting=True)])))
    assert [finding.message for finding in result.findings] == found
    assert result.outcome == ("fail" if found else "pass")


@pytest.mark.parametrize(
    ("listed", "that"),
    [
        ("risk.rows as r", "!r.accepted"),
        ("risk.rows as r", "!has(r.accepted) || !r.accepted"),
        ("risk.rows as r", "r == r"),
        ("risk.rows.filter(r, r.accepted || true) as r", "true"),
        ("risk.rows.filter(r, r.high) as r", "!r.accepted"),
        ("risk.rows.map(r, r.accepted) as a", "!a"),
        ("risk.rows.map(r, {'a': r.accepted}) as r", "!r.a"),
        ("risk.rows + [] as r", "!r.accepted"),
        ("risk == {} ? [] : change.files as f", "f.path != ''"),
        ("change.files as f", "!risk.rows[1].accepted"),
        ("[risk.rows] as rows", "rows.all(r, !r.accepted)"),
    ],
)
def test_a_list_gives_no_way_around(listed: str, that: str) -> None:
    one = rule(requirement(that, for_each=listed))
    given = facts(system(risk=ROWS, unknown=[unknown("risk.rows[1].accepted"), unknown("risk.rows[0].accepted")]))
    assert judged(one, given).outcome == "unknown"


def test_an_unknown_list_is_not_an_empty_one() -> None:
    one = rule(requirement("true", for_each="risk.rows as r", allow_empty=True))
    given = facts(system(risk={"rows": []}, unknown=[unknown("risk.rows")]))
    assert judged(one, given).outcome == "unknown"


def test_what_is_unknown_of_a_record_is_so_in_the_list_of_all_records() -> None:
    record = {"path": "docs/prd.md", "systems": ["s1"], "material": False, "confirmed": False}
    item = {"record": record, "anchors": {"record": ["docs/prd.md", "aims"]}, "unknown": [unknown("record.confirmed")]}
    given = facts(system(), records=[item])
    for that in (
        "!records[0].confirmed",
        "records.all(r, !r.confirmed)",
        "records.exists(r, !has(r.confirmed)) || true",
    ):
        assert judged(rule(that, subject="change"), given).outcome == "unknown"
    assert judged(rule("records.all(r, r.systems == ['s1'])", subject="change"), given).outcome == "pass"


@pytest.mark.parametrize(("waits", "waiting"), [((True, True), True), ((True, False), False), ((False, False), False)])
def test_a_result_waits_only_when_all_that_is_unknown_waits(waits: tuple[bool, bool], waiting: bool) -> None:
    lacking = [unknown("risk.a", waiting=waits[0]), unknown("risk.b", waiting=waits[1])]
    one = judged(rule("risk.a && risk.b"), facts(system(risk={"a": True, "b": True}, unknown=lacking)))
    assert (one.outcome, one.waiting) == ("unknown", waiting)
    two = judged(rule("risk.a", "risk.b"), facts(system(risk={"a": True, "b": True}, unknown=lacking)))
    assert (two.outcome, two.waiting, two.reason) == ("unknown", waiting, "risk.a was not there; risk.b was not there")


def test_a_result_that_waits_and_cannot_be_evaluated_does_not_just_wait() -> None:
    lacking = [unknown("risk.a", waiting=True)]
    result = judged(rule("risk.a", "risk.zz == 1"), facts(system(risk={"a": True}, unknown=lacking)))
    assert (result.outcome, result.waiting) == ("unknown", False)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a", ("a",)),
        ("a.b[1].c", ("a", "b", "[1]", "c")),
        ("a[].b", ("a", "[]", "b")),
        ('a["x.y"].c', ("a", "x.y", "c")),
        ('a["q\\"]"]', ("a", 'q"]')),
        ("", ()),
    ],
)
def test_a_path_is_taken_apart(path: str, expected: tuple[str, ...]) -> None:
    assert steps(path) == expected


KEYS = st.sampled_from(["a", "b", "[]", "[0]", "[1]", "*"])
PATHS = st.lists(KEYS, min_size=1, max_size=4).map(tuple)


@given(PATHS, st.lists(st.sampled_from(["a", "b", "[0]", "[1]"]), min_size=1, max_size=4))
def test_a_path_meets_what_is_above_and_below_it(read: tuple[str, ...], fact: list[str]) -> None:
    def same(one: str, other: str) -> bool:
        return one in (other, "*") or (one == "[]" and other.startswith("["))

    agree = all(same(one, other) for one, other in zip(read, fact, strict=False))
    listed = [unknown(".".join(fact).replace(".[", "["))]
    assert bool(unknown_reads([read], [], listed)) == agree
    assert bool(unknown_reads([], [read], listed)) == (agree and len(read) >= len(fact))
