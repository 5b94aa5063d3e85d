"""Results of the pack's rules for one change, the suggestion of refunds in drafted replies."""

from typing import Any

from aims_gate.model.report import Finding, Location, Result, Subject

PRD = "docs/prd/refund-suggestions.md"
EVIDENCE = "docs/ai/support-assistant"
ASSISTANT = Subject("system", "support-assistant")
CHANGE = Subject("change", "change")
REFRESH = """Look at the document again in the light of the new use, change what no longer holds,
and move its date on.
If all of it still holds, say so in the change record:

    aims:
      still_valid:
        impact_assessment: {by: risk-lead, date: 2026-11-20, reason: …}
"""

PLAN = """Give every metric what somebody needs to act on it:

    metrics:
      - name: refunds overridden by the agent
        kind: override
        source: dashboards/assistant#refunds
        threshold: "> 0.20"
        window: 7d
        owner: assistant-owner
        alert: "#assistant-alerts"
        on_breach: Turn refund suggestions off and open an incident.

`aims-gate new monitoring_plan --system support-assistant` writes the whole plan.
"""


def at(message: str, line: int, column: int, path: str = PRD, hint: str = "") -> Finding:
    return Finding(message, Location(path, line, column), hint)


def result(rule: str, title: str, controls: str, outcome: str = "pass", **more: Any) -> Result:
    return Result(
        rule=rule,
        title=title,
        controls=tuple(controls.split()),
        severity=more.pop("severity", "error"),
        subject=more.pop("subject", ASSISTANT),
        outcome=outcome,
        fingerprint=f"{rule}/support-assistant",
        **more,
    )


PASSED = (
    result("ai-change-declared", "is declared as a change of an AI system", "6.3 8.1", subject=CHANGE),
    result("system-in-inventory", "names systems that the register holds", "4.3 A.4.2"),
    result("impact-assessment-exists", "has an impact assessment", "6.1.4 A.5.3", basis="recorded"),
)

NOT_APPLICABLE = (
    result(
        "supplier-assessed",
        "uses suppliers that were assessed",
        "A.10.2 A.10.3",
        "not-applicable",
        reason="The diff brings no new model or API vendor.",
    ),
    result(
        "monitoring-covers-harm",
        "measures harm and human override",
        "9.1 A.6.2.6",
        "not-applicable",
        reason="Blocks from tier high; support-assistant is limited.",
    ),
)

FAILED = (
    result(
        "risk-assessment-recorded",
        "has a risk row that covers it, scored as the risk method scores it",
        "6.1.2 8.2",
        "fail",
        findings=(at("R2: likelihood 3 times impact 3 is 9, and the row says 6.", 16, 16),),
        why="A score that nobody can recompute cannot be compared with any other.",
        fix="Set the score as the method computes it:\n\n    score: 9\n",
        unblocked_by=("assistant-owner", "platform-lead"),
    ),
    result(
        "risks-treated",
        "treats every risk from level medium up",
        "6.1.3 8.3",
        "fail",
        findings=(
            at("R2 is medium and has no treatment.", 12, 9),
            at("R2 has no residual risk.", 12, 9),
            at("R2 has no due date.", 12, 9),
        ),
        fix="Add to the row:\n\n    treatment: modify\n    controls: [A.6.2.4, A.9.4]\n"
        "    residual: {likelihood: 2, impact: 2, score: 4}\n    due: 2026-12-01\n",
        unblocked_by=("assistant-owner", "platform-lead"),
    ),
    result(
        "residual-risk-accepted",
        "has its residual risk accepted by a role that the method entitles",
        "6.1.3",
        "fail",
        findings=(at("No residual risk is recorded for R2, so none can have been accepted.", 12, 9),),
        follows=("risks-treated",),
    ),
    result(
        "evidence-is-filled",
        "has no placeholder where evidence should be",
        "7.5.2",
        "fail",
        findings=(
            at("`incident_route` is `TBD`.", 22, 21, hint="Name the file of the incident plan."),
            at("`threshold` is `acceptable`: not an operator and a number.", 21, 20, hint='Write "> 0.20".'),
        ),
        fix=PLAN,
    ),
    result(
        "incident-route-resolves",
        "has an incident route that leads to the incident plan",
        "A.8.4",
        "fail",
        findings=(at("`TBD` is no file in this change.", 22, 21),),
        follows=("evidence-is-filled",),
    ),
    result(
        "impact-assessment-current",
        "has an impact assessment as new as itself",
        "8.4",
        "fail",
        findings=(
            at(
                "`new-use` asks for a fresh assessment; this one is of 2026-09-01.",
                8,
                13,
                f"{EVIDENCE}/impact.md",
            ),
        ),
        fix=REFRESH,
        unblocked_by=("assistant-owner", "platform-lead"),
    ),
    result(
        "technical-documentation-current",
        "has a system card as new as itself",
        "A.6.2.3 A.6.2.7",
        "fail",
        findings=(at("`new-use`, and the card is as before.", 7, 12, f"{EVIDENCE}/card.md"),),
        fix=REFRESH,
        unblocked_by=("assistant-owner", "platform-lead"),
    ),
    result(
        "risk-signed-off",
        "is signed off by those the risk method entitles",
        "5.3 6.1.3 A.6.2.5",
        "fail",
        findings=(at("assistant-owner is claimed to sign as risk-approver, and does not hold the role.", 24, 7),),
        basis="claimed",
        fix="Ask risk-lead for an approving review of the latest commit.",
        unblocked_by=("risk-lead",),
    ),
)

WARNED = (
    result(
        "resources-documented",
        "names the tools and services it brings",
        "A.4.4 A.4.5",
        "fail",
        severity="warning",
        blocking=False,
        findings=(at("`httpx` is new and in no entry.", 3, 1, "services/assistant/requirements.txt"),),
    ),
)

SET_ASIDE = (
    result(
        "event-log-designed",
        "has a designed event log",
        "A.6.2.8",
        "waived",
        reason="W-7 until 2026-12-31, approved by risk-lead: the log store moves in December.",
    ),
    result(
        "rollback-planned",
        "can be rolled back",
        "A.6.2.5",
        "overridden",
        reason="break-glass of 2026-11-20, INC-31, approved by director",
    ),
)

WAITED = (
    result(
        "risk-signed-off",
        "is signed off by those the risk method entitles",
        "5.3 6.1.3 A.6.2.5",
        "unknown",
        waiting=True,
        reason="A sign-off is a review of the pull request, and a local run has none.",
        unblocked_by=("risk-lead",),
    ),
)

UNKNOWN = (
    result(
        "risk-signed-off",
        "is signed off by those the risk method entitles",
        "5.3 6.1.3 A.6.2.5",
        "unknown",
        reason="The reviews could not be read (403): give the job `pull-requests: read` under `permissions`.",
    ),
)
