from dataclasses import replace

from aims_gate.model.report import Counts, Finding
from aims_gate.reports.phrases import Part, counts, fix_parts, if_merged, names, sign_offs, statement, verdict
from tests.reports.sample import REFUSED


def test_a_fix_is_paragraphs_and_blocks_to_paste() -> None:
    fix = "Write it,\nin two lines:\n\n    aims:\n\n      x: 1\n\nor:\n```yaml\ny: 2\n```\n- one\n- two\n"
    assert fix_parts(fix) == (
        Part(False, ("Write it, in two lines:",)),
        Part(True, ("aims:", "", "  x: 1")),
        Part(False, ("or:",)),
        Part(True, ("y: 2",)),
        Part(False, ("- one",)),
        Part(False, ("- two",)),
    )


def test_an_unclosed_fence_and_an_empty_fix_end() -> None:
    assert fix_parts("```\nx") == (Part(True, ("x",)),)
    assert fix_parts("```") == (Part(True, ()),)
    assert fix_parts(" \n\n") == ()


def test_only_incomplete_sign_offs_are_told() -> None:
    complete = {"required": ["risk-approver"], "given": [], "missing": [], "could_sign": []}
    told = sign_offs(replace(REFUSED, sign_off={**REFUSED.sign_off, "other": complete}))
    assert [one.subject for one in told] == ["system:support-assistant"]
    assert told[0].given == ("assistant-owner as risk-approver: refuted (does not hold the role at main)",)


def test_names_of_any_shape() -> None:
    shapes = [None, "a", ["a", 2], [{"any_of": ["a", "b"], "count": 1}], {"role": "a"}]
    assert [names(one) for one in shapes] == [(), ("a",), ("a", "2"), ("any_of a b count 1",), ("role a",)]


def test_a_difference_may_name_its_subject_in_either_form() -> None:
    change = {"rule": "r", "subject": {"kind": "system", "id": "s"}, "then": "pass"}
    told = if_merged(replace(REFUSED, if_merged={"verdict": "pass", "differences": [change]}))
    assert told[1] == "r[system:s]: absent now, pass then"


def test_results_are_counted_where_rules_have_more_than_one() -> None:
    one_each = Counts(2, 1, 1, 0, 0, 0, 0, 0, documents=0, files=0)
    assert counts(one_each).startswith("2 rules judged: 1 passed, 1 failed")
    assert counts(replace(one_each, failed=2)).startswith("2 rules judged, 3 results: 1 passed, 2 failed")


def test_leniency_is_said_of_no_pass() -> None:
    passed = replace(REFUSED, verdict="pass", blocking=False)
    assert [verdict(one) for one in (REFUSED, replace(REFUSED, blocking=False), passed)] == [
        "fail",
        "fail (not blocking)",
        "pass",
    ]


def test_a_hint_that_the_next_finding_shares_is_said_once() -> None:
    findings = (Finding("a", hint="x"), Finding("b", hint="x"), Finding("c"), Finding("d", hint="x"))
    bare = replace(REFUSED.results[3], findings=findings, unblocked_by=())
    assert statement(bare, findings) == ("a", "b", "Hint: x", "c", "d", "Hint: x")


def test_a_statement_says_how_it_stands_unless_it_failed() -> None:
    bare = replace(REFUSED.results[3], findings=(), unblocked_by=("ana",), follows=("b",), reason="why")
    said = {
        outcome: statement(replace(bare, outcome=outcome), ())[0]
        for outcome in ("fail", "unknown", "waived", "overridden")
    }
    assert said == {
        "fail": "No finding names a place: why",
        "unknown": "Undecided: why",
        "waived": "Waived: why",
        "overridden": "Overridden: why",
    }
    assert statement(replace(bare, outcome="unknown", waiting=True), ())[0] == "Waiting: why"
    assert statement(bare, ())[1:] == ("Can unblock: ana.", "Follows from: b.")
