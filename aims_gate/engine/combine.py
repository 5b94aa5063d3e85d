"""One report from those of several pull requests that are judged together: the worst verdict, and what led to it.

Judges nothing itself. Every result, sign-off and note says whose it is.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aims_gate.engine.judge import fingerprint
from aims_gate.engine.report import Facts, digest
from aims_gate.engine.verdict import FAIL, UNDECIDED
from aims_gate.model.document import Json
from aims_gate.model.report import Counts, Report, Result, Verdict, sign_off_key
from aims_gate.model.vocabulary import highest_tier

_WORST_FIRST: tuple[Verdict, ...] = ("fail", "undecided", "pass")
_CODES = (FAIL, UNDECIDED, 0)

Parts = Sequence[tuple[int, Report]]


def combine(parts: Parts, facts: Facts) -> Report:
    """The report on at least two pull requests, by number, in the order they would land; `facts` are of them all."""
    reports = [report for _, report in parts]
    verdict = min((report.verdict for report in reports), key=_WORST_FIRST.index)
    return Report(
        verdict=verdict,
        exit_code=min((report.exit_code for report in reports), key=_CODES.index),
        blocking=any(report.blocking for report in reports),
        summary=_summary(verdict, parts),
        change=_change(parts),
        counts=_counts(reports),
        results=tuple(_of(number, result) for number, report in parts for result in report.results),
        sign_off=_sign_offs(parts),
        if_merged=_if_merged(parts),
        policy=_policy(reports),
        notes=_notes(parts),
        unreachable=next((report.unreachable for report in reports if report.unreachable), ""),
        facts_digest=digest(facts),
        now=reports[0].now,
        tool=reports[0].tool,
    )


def _of(number: int, result: Result) -> Result:
    subject = replace(result.subject, number=number)
    return replace(result, subject=subject, fingerprint=fingerprint(result.rule, subject.kind, subject.id, number))


def _summary(verdict: Verdict, parts: Parts) -> str:
    of_all = f"of {len(parts)} pull requests"
    failed, undecided = _numbers(parts, "fail"), _numbers(parts, "undecided")
    besides = f"; {len(undecided)} could not be judged ({', '.join(undecided)})" if undecided else ""
    if verdict == "fail":
        fails = "fails" if len(failed) == 1 else "fail"
        return f"Refused: {len(failed)} {of_all} {fails} ({', '.join(failed)}){besides}."
    if verdict == "undecided":
        return f"Undecided: {len(undecided)} {of_all} could not be judged ({', '.join(undecided)})."
    return f"Passed: each {of_all} ({', '.join(_numbers(parts, 'pass'))})."


def _numbers(parts: Parts, verdict: Verdict) -> list[str]:
    return [f"#{number}" for number, report in parts if report.verdict == verdict]


def _change(parts: Parts) -> dict[str, Json]:
    changes = [report.change for _, report in parts]
    listed = [
        {
            "number": number,
            **{key: report.change[key] for key in ("title", "base", "head")},
            "verdict": report.verdict,
            "summary": report.summary,
        }
        for number, report in parts
    ]
    return {
        "base": changes[0]["base"],
        "head": changes[-1]["head"],
        "title": f"Pull requests {', '.join(f'#{number}' for number, _ in parts)}",
        "ai": any(change["ai"] for change in changes),
        "systems": sorted({system for change in changes for system in change["systems"]}),
        "tier": highest_tier([change["tier"] for change in changes]),
        "pull_requests": listed,
    }


def _counts(reports: list[Report]) -> Counts:
    """Sums: a rule that two pull requests are judged by, and a document that both lead to, count twice."""
    total: Counter[str] = Counter()
    for report in reports:
        total.update({name: getattr(report.counts, name) for name in Counts.__match_args__})
    return Counts(**{name: total[name] for name in Counts.__match_args__})


def _sign_offs(parts: Parts) -> dict[str, Json]:
    return {
        sign_off_key(system, number): {**state, "system": system, "pull_request": number}
        for number, report in parts
        for system, state in report.sign_off.items()
    }


def _if_merged(parts: Parts) -> dict[str, Json]:
    """What the rules and registers that any of them brings would make of those that bring one."""
    proposing = [(number, report.if_merged) for number, report in parts if report.if_merged]
    if not proposing:
        return {}
    return {
        "verdict": min((merged["verdict"] for _, merged in proposing), key=_WORST_FIRST.index),
        "files": list(dict.fromkeys(path for _, merged in proposing for path in merged["files"])),
        "differences": [
            {**one, "subject": {**one["subject"], "pull_request": number}}
            for number, merged in proposing
            for one in merged["differences"]
        ],
    }


def _policy(reports: list[Report]) -> dict[str, Json]:
    """The one policy; where registers that they bring make them differ, each of them."""
    policies = [report.policy for report in reports]
    return {key: ", ".join(dict.fromkeys(str(policy[key]) for policy in policies)) for key in ("digest", "source")}


def _notes(parts: Parts) -> tuple[str, ...]:
    """What each comes to, what is noted of every one, and what of some."""
    shared = [note for note in parts[0][1].notes if all(note in report.notes for _, report in parts)]
    summaries = [f"#{number}, {report.change['title']}: {report.summary}" for number, report in parts]
    own = [f"#{number}: {note}" for number, report in parts for note in report.notes if note not in shared]
    return (*summaries, *shared, *own)
