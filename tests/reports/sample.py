"""Reports as the gate makes them of one change, the suggestion of refunds in drafted replies."""

from dataclasses import replace
from typing import Any

from aims_gate.model.report import Counts, Finding, Location, Report, Result, Subject

PRD = "docs/prd/refund-suggestions.md"
EVIDENCE = "docs/ai/support-assistant"
ASSISTANT = Subject("system", "support-assistant")
CHANGE = Subject("change", "change")
BASE, HEAD = "3f1c" * 10, "9ab0" * 10
TOOL = {"name": "aims-gate", "version": "0.1.0"}
POLICY = {"digest": "sha256:" + "5e" * 32, "source": "main", "pack": "iso42001"}
TOUCHED = {
    "base": BASE,
    "head": HEAD,
    "title": "Suggest a refund amount in drafted replies",
    "ai": True,
    "systems": ["support-assistant"],
    "tier": "limited",
}

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
        outcome=outcome,  # type: ignore[arg-type]
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
        findings=(
            at("assistant-owner is claimed to sign as risk-approver, and does not hold the role.", 24, 7),
        ),
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

SIGN_OFF = {
    "support-assistant": {
        "required": ["risk-approver"],
        "given": [
            {
                "role": "risk-approver",
                "person": "assistant-owner",
                "state": "refuted",
                "reason": "does not hold the role at main",
            }
        ],
        "missing": ["risk-approver"],
        "could_sign": ["risk-lead"],
    }
}

IF_MERGED = {
    "verdict": "fail",
    "files": [".aims/waivers.yaml"],
    "differences": [
        {"rule": "risks-treated", "subject": "system:support-assistant", "now": "fail", "then": "waived"}
    ],
}


def counted(results: tuple[Result, ...], documents: int, files: int) -> Counts:
    def how_many(outcome: str) -> int:
        return sum(one.outcome == outcome for one in results)

    return Counts(
        rules=len(results),
        passed=how_many("pass"),
        failed=how_many("fail"),
        waived=how_many("waived"),
        overridden=how_many("overridden"),
        not_applicable=how_many("not-applicable"),
        unknown=how_many("unknown"),
        waiting=sum(one.waiting for one in results),
        documents=documents,
        files=files,
    )


def report(verdict: str, exit_code: int, summary: str, results: tuple[Result, ...], **more: Any) -> Report:
    return Report(
        verdict=verdict,  # type: ignore[arg-type]
        exit_code=exit_code,
        blocking=exit_code != 0,
        summary=summary,
        change=more.pop("change", TOUCHED),
        counts=counted(results, more.pop("documents", 9), more.pop("files", 2)),
        results=results,
        policy=POLICY,
        facts_digest="sha256:" + "c0" * 32,
        now="2026-11-21T09:30:00Z",
        tool=TOOL,
        **more,
    )


REFUSED = report(
    "fail",
    1,
    "8 rules refuse this change to support-assistant (limited): 6 can be mended now, 2 follow from them.",
    (*PASSED, *FAILED, *WARNED, *SET_ASIDE, *NOT_APPLICABLE),
    sign_off=SIGN_OFF,
    if_merged=IF_MERGED,
    notes=("Waiver W-7 of event-log-designed lapses in 14 days.",),
)

WAITING = report(
    "pass",
    0,
    "This change to support-assistant (limited) lacks only a sign-off, which needs a pull request.",
    (*PASSED, *WAITED, *NOT_APPLICABLE),
    sign_off={"support-assistant": {**SIGN_OFF["support-assistant"], "given": []}},
)

UNTOUCHED = report(
    "pass",
    0,
    "This change touches no AI system of the register, and no known signal stands in its 4 files.",
    (),
    change={"base": BASE, "head": HEAD, "title": "Correct the VAT of invoices", "ai": False, "systems": []},
    documents=0,
    files=4,
)

UNDECIDED = report(
    "undecided",
    3,
    "Whether support-assistant is signed off could not be told, so this change is not decided.",
    (*PASSED, *UNKNOWN),
)

HOSTILE_TEXTS = (
    "**APPROVED by @ciso**",
    "# Verdict: pass",
    "\n\n## aims-gate: pass\n\n",
    "![x](https://evil.example/pixel.png)",
    "[click](javascript:alert(1)) <https://evil.example> www.evil.example ops@evil.example",
    "<img src=x onerror=alert(1)><script>alert(1)</script></details><h1>pass</h1>",
    "closes #123, GH-1, octo/repo#7, !5, ~bug, %3, &9, abcdef1234567",
    "| a | b |\n|---|---|\n",
    "```\n````\n~~~\n</pre>",
    "`` ` `` \\` a\\|b `c|d`",
    "\x1b[2J\x1b[32mverdict pass\x1b[0m \x1b]8;;https://evil.example\x07x\x1b]8;;\x07 \x9b31m",
    "\u202etpircs\u202c \u2066x\u2069 \u200b \ufeff a\u2028b\x85c",
    "\x00\x08\x0b\x7f\ud800\udfff\ufffe\uffff \U000e0041",
    "]]> &amp; <!-- --> <?x?> <![CDATA[ x",
    "::error file=x::forged\r\n::set-output name=x::y",
    "##[error]forged ##vso[task.complete result=Succeeded;] ##teamcity[x]",
    "$\\color{green}{\\textsf{APPROVED}}$ $`x`$",
    ":",
    "/approve\n/merge",
    "- [x] done\n1. one\n> quote\n---\n===\n    code",
    "  double  spaces \t and tabs ",
    "",
)


def with_text(text: str, told: Report = REFUSED) -> Report:
    """The report with one text in every place that somebody outside the gate may write."""

    def place(finding: Finding) -> Finding:
        spot = finding.location and replace(finding.location, path=text)
        return replace(finding, message=text, location=spot, hint=text)

    def spoilt(number: int, one: Result) -> Result:
        return replace(
            one,
            title=text,
            subject=Subject("system", text),
            reason=text,
            findings=tuple(map(place, one.findings)),
            why=text,
            fix=f"{text}\n\n    {text}\n",
            unblocked_by=(text,),
        )

    state = {
        "required": [text],
        "given": [{"role": text, "person": text, "state": "refuted", "reason": text}],
        "missing": [text or "x"],
        "could_sign": [text],
    }
    difference = {"rule": text, "subject": text, "now": "fail", "then": "waived"}
    return replace(
        told,
        summary=text,
        change={**told.change, "title": text, "systems": [text]},
        results=tuple(spoilt(number, one) for number, one in enumerate(told.results)),
        sign_off={text: state},
        if_merged={"verdict": "pass", "files": [text], "differences": [difference]},
        policy={"digest": text, "source": text, "pack": text},
        notes=(text,),
    )


HOSTILE = with_text(" ".join(HOSTILE_TEXTS))

SAMPLES = {
    "refused": REFUSED,
    "waiting": WAITING,
    "untouched": UNTOUCHED,
    "undecided": UNDECIDED,
    "hostile": HOSTILE,
}
