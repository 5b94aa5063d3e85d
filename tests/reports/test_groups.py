from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aims_gate.model.report import Finding, Location, Result, Subject
from aims_gate.reports.groups import Spot, by_fix, by_line, group, level

RULES = st.sampled_from(["a", "b", "c", "d"])

RESULTS = st.lists(
    st.builds(
        Result,
        rule=RULES,
        title=st.just("is asked"),
        controls=st.just(()),
        severity=st.sampled_from(["error", "warning", "notice"]),
        subject=st.just(Subject("change", "change")),
        outcome=st.sampled_from(["pass", "fail", "waived", "overridden", "not-applicable", "unknown"]),
        waiting=st.booleans(),
        follows=st.lists(RULES, max_size=3).map(tuple),
        blocking=st.booleans(),
    ),
    max_size=8,
).map(tuple)


def failed(rule: str, *follows: str, fix: str = "") -> Result:
    subject = Subject("change", "change")
    return Result(rule, "is asked", (), "error", subject, "fail", follows=follows, fix=fix)


def rules(results: tuple[Result, ...]) -> list[str]:
    return [result.rule for result in results]


@given(RESULTS)
def test_each_result_stands_in_exactly_one_group(results: tuple[Result, ...]) -> None:
    groups = group(results)
    grouped = [result for results in groups for result in results]
    assert sorted(map(repr, grouped)) == sorted(map(repr, results))


@given(RESULTS)
def test_where_something_blocks_there_is_something_to_mend(results: tuple[Result, ...]) -> None:
    groups = group(results)
    assert bool(groups.fix_now) == any(one.outcome == "fail" and one.blocking for one in results)


def test_what_follows_leads_back_to_what_can_be_mended() -> None:
    groups = group((failed("a"), failed("b", "a"), failed("c", "b")))
    assert (rules(groups.fix_now), rules(groups.follows)) == (["a"], ["b", "c"])


def test_what_cannot_be_read_comes_before_what_may_come_of_it() -> None:
    kinds = ("change", "system", "record", "document", "system")
    mixed = tuple(replace(failed(f"r{at}"), subject=Subject(kind, "x")) for at, kind in enumerate(kinds))
    assert [one.rule for one in group(mixed).fix_now] == ["r3", "r2", "r0", "r1", "r4"]


def test_a_rule_whose_cause_did_not_fail_stands_by_itself() -> None:
    assert rules(group((failed("b", "a"),)).fix_now) == ["b"]


def test_rules_that_only_follow_each_other_are_not_hidden() -> None:
    groups = group((failed("a", "b"), failed("b", "a"), failed("c", "c")))
    assert rules(groups.fix_now) == ["a", "b", "c"]


def test_a_warning_explains_no_failure() -> None:
    groups = group((replace(failed("a"), blocking=False), failed("b", "a")))
    assert (rules(groups.warnings), rules(groups.fix_now)) == (["a"], ["b"])


def test_one_fix_is_said_once_and_no_fix_is_not_shared() -> None:
    together = by_fix((failed("a", fix="x"), failed("b"), failed("c", fix="x\n"), failed("d")))
    assert [rules(one) for one in together] == [["a", "c"], ["b"], ["d"]]


def test_findings_of_one_line_stand_together_and_what_has_no_place_joins_the_first() -> None:
    def found(message: str, *place: int) -> Finding:
        return Finding(message, Location("a.md", *place) if place else None)

    result = replace(failed("a"), findings=(found("no"), found("b", 2), found("c", 3), found("d", 2, 5)))
    assert [(spot.location, "".join(one.message for one in spot.findings), spot.first) for spot in by_line(result)] == [
        (Location("a.md", 2), "nobd", 0),
        (Location("a.md", 3), "c", 2),
    ]
    assert by_line(replace(result, findings=(found("x"), found("y")))) == (Spot(None, (found("x"), found("y"))),)
    assert by_line(replace(result, findings=())) == (Spot(None, ()),)


@given(RESULTS)
def test_only_what_blocks_is_an_error(results: tuple[Result, ...]) -> None:
    for result in results:
        if level(result) == "error":
            assert result.blocking
            assert result.outcome not in ("waived", "overridden")
            assert not result.waiting


def test_a_rule_that_follows_for_one_subject_stands_by_itself_for_another() -> None:
    mine, other = failed("b", "a"), replace(failed("b"), subject=Subject("system", "other"))
    groups = group((failed("a"), mine, other, failed("c", "b")))
    assert groups.fix_now == (failed("a"), other)
    assert groups.follows == (mine, failed("c", "b"))


def test_what_is_to_be_mended_stands_in_the_order_of_work() -> None:
    def lacking(rule: str, kind: str, *controls: str) -> Result:
        return Result(rule, "is asked", controls, "error", Subject(kind, "a"), "fail")

    turns = (
        lacking("unreadable", "document", "7.5.2"),
        lacking("unnamed", "record", "4.3", "A.4.2"),
        lacking("undeclared", "change", "8.1"),
        lacking("own", "system"),
        lacking("risk", "system", "6.1.2", "8.2"),
        lacking("nonconformity", "system", "10.2"),
        lacking("impact", "system", "6.1.4", "A.5.3"),
        lacking("sign-off", "system", "5.3", "6.1.3", "A.6.2.5"),
        lacking("monitoring", "system", "9.1", "A.6.2.6"),
        lacking("supplier", "system", "A.10.2"),
    )
    by_name = tuple(sorted(turns, key=lambda result: result.rule))
    assert group(by_name).fix_now == turns
