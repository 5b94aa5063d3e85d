"""What a check run concludes from a report, for every verdict and mode."""

from dataclasses import replace

import pytest

from aims_gate.forges.github.conclusion import check_name, conclusion, title
from aims_gate.model.report import Report
from tests.reports.results import FAILED, UNKNOWN, WAITED
from tests.reports.sample import REFUSED, UNDECIDED, UNTOUCHED, WAITING

WAITS = replace(WAITING, verdict="undecided", blocking=True)
PASSES = replace(UNTOUCHED, blocking=True)
CLAIMED = replace(FAILED[0], rule="risk-signed-off", basis="claimed")
OPEN = (replace(CLAIMED, outcome="unknown"),)
UNSIGNED = replace(REFUSED, results=(CLAIMED,), sign_off={"support-assistant": {"given": [{"state": "claimed"}]}})
REFUTED = {"support-assistant": {"given": [{"state": "claimed"}, {"state": "refuted"}]}}


@pytest.mark.parametrize(
    ("report", "concluded"),
    [
        (PASSES, "success"),
        (UNTOUCHED, "success"),
        (REFUSED, "failure"),
        (UNDECIDED, "failure"),
        (WAITS, "action_required"),
        (replace(WAITS, exit_code=3), "action_required"),
        (replace(WAITS, exit_code=3, unreachable="403"), "failure"),
        (replace(WAITS, results=(*WAITED, *UNKNOWN)), "failure"),
        (replace(WAITS, results=()), "failure"),
        (replace(WAITS, results=tuple(replace(one, blocking=False) for one in WAITED)), "failure"),
        (replace(WAITS, results=(*WAITED, *(replace(one, blocking=False) for one in UNKNOWN))), "action_required"),
        (replace(REFUSED, results=WAITED), "failure"),
        (UNSIGNED, "action_required"),
        (replace(UNSIGNED, results=(*UNSIGNED.results, *WAITED)), "action_required"),
        (replace(UNSIGNED, results=(*UNSIGNED.results, *UNKNOWN)), "failure"),
        (replace(UNSIGNED, results=(*UNSIGNED.results, *FAILED)), "failure"),
        (
            replace(UNSIGNED, results=(*UNSIGNED.results, *(replace(one, blocking=False) for one in FAILED))),
            "action_required",
        ),
        (replace(UNSIGNED, sign_off=REFUTED), "failure"),
        (replace(UNSIGNED, results=tuple(replace(one, basis="verified") for one in UNSIGNED.results)), "failure"),
        (replace(UNSIGNED, results=tuple(replace(one, basis="computed") for one in UNSIGNED.results)), "failure"),
        (replace(UNSIGNED, verdict="undecided", exit_code=3, results=OPEN), "action_required"),
        (replace(UNSIGNED, blocking=False, exit_code=0), "success"),
        (replace(UNSIGNED, exit_code=2), "failure"),
        (replace(REFUSED, blocking=False, exit_code=0), "success"),
        (replace(UNDECIDED, blocking=False, exit_code=0), "success"),
        (replace(WAITS, blocking=False, exit_code=0), "success"),
        (replace(PASSES, exit_code=2), "failure"),
        (replace(UNDECIDED, blocking=False, exit_code=2), "failure"),
        (replace(REFUSED, blocking=False, exit_code=4), "failure"),
    ],
)
def test_the_conclusion_follows_from_verdict_and_mode(report: Report, concluded: str) -> None:
    assert conclusion(report) == concluded


def test_a_verdict_that_is_not_enforced_says_so() -> None:
    assert title(REFUSED) == REFUSED.summary
    assert title(replace(REFUSED, blocking=False)) == f"Not enforced: {REFUSED.summary}"
    assert title(UNTOUCHED) == UNTOUCHED.summary


@pytest.mark.parametrize(
    ("default", "target", "name"),
    [
        ("main", "main", "aims-gate"),
        ("main", "release/2", "aims-gate (release/2)"),
        ("main", "Main", "aims-gate (Main)"),
        ("main", "", "aims-gate ()"),
        ("", "", "aims-gate ()"),
        ("", "main", "aims-gate (main)"),
    ],
)
def test_only_the_default_branch_has_the_plain_name(default: str, target: str, name: str) -> None:
    assert check_name(default, target) == name
