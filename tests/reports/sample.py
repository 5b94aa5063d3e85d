"""Reports as the gate makes them of one change, the suggestion of refunds in drafted replies."""

from dataclasses import replace
from typing import Any

from aims_gate.model.report import Counts, Finding, Report, Result, Subject
from tests.reports.results import FAILED, NOT_APPLICABLE, PASSED, SET_ASIDE, UNKNOWN, WAITED, WARNED

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
    "differences": [{"rule": "risks-treated", "subject": "system:support-assistant", "now": "fail", "then": "waived"}],
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
        verdict=verdict,
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
