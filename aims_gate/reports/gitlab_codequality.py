"""The report as GitLab's Code Quality JSON. Knows the format and what GitLab makes of it, no upload.

GitLab stops reading at the first entry that is not as its schema has it, keeps one entry a fingerprint, and shows a
merge request what the target branch's report does not have. So every entry is whole, wherever its text came from, and
its fingerprint is of the rule, the subject, the file and the words, not of the line. One entry for each line at which
a rule's result has findings, the loudest first. A list has no head to keep counts in: an entry of its own says the
verdict and how much was judged, and is as loud as a failure where no other entry shows why the verdict is not a pass.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from aims_gate.model.document import Json
from aims_gate.model.report import Location, Report, Result, Subject
from aims_gate.reports import phrases
from aims_gate.reports.characters import one_line, verbatim
from aims_gate.reports.groups import Spot, by_line, level
from aims_gate.reports.json_text import json_text
from aims_gate.reports.options import Options
from aims_gate.reports.places import described_in, place

MOST_ENTRIES = 1_000
LONGEST_DESCRIPTION = 1_000
"""Entries a report, characters a description. GitLab states no limit; a merge request lists them all in a column."""

_LOUDEST_FIRST = ("blocker", "critical", "major", "minor", "info")
_TOLD = ("fail", "unknown", "waived", "overridden")
_VERDICT = "aims-gate-verdict"


class _Entry(NamedTuple):
    rule: str
    identity: tuple[str, ...]
    severity: str
    description: str
    where: Location


def render(report: Report, options: Options) -> str:
    """One JSON list, all of it ASCII. `blocker` fails the change, `critical` leaves it undecided, `info` waits."""
    del options
    found = [_entry(result, spot) for result in report.results if result.outcome in _TOLD for spot in by_line(result)]
    found.sort(key=lambda one: _LOUDEST_FIRST.index(one.severity))
    kept = found[: MOST_ENTRIES - 1]
    verdict = _verdict(report, kept, len(found) - len(kept))
    kept.append(verdict)
    kept.sort(key=lambda one: _LOUDEST_FIRST.index(one.severity))
    return json_text(list(_numbered(kept, report)))


def _entry(result: Result, spot: Spot) -> _Entry:
    where = place(result.subject, spot)
    rule = one_line(result.rule) or "unnamed"
    controls = f" ({', '.join(result.controls)})" if result.controls else ""
    said = " ".join(map(_sentence, phrases.statement(result, spot.findings))).strip() or phrases.required(result)
    words = tuple(one.message for one in spot.findings)
    identity = (result.rule, result.fingerprint, phrases.subject(result.subject), where.path, *words)
    return _Entry(rule, identity, _severity(result), f"{rule}{controls}: {said}", where)


def _sentence(text: str) -> str:
    """A finding stands on a line of its own elsewhere, and may go without a full stop there."""
    said = text.strip()
    return said if not said or said.endswith((".", ":", "!", "?")) else f"{said}."


def _severity(result: Result) -> str:
    loud = level(result)
    if loud == "error":
        return "blocker" if result.outcome == "fail" else "critical"
    if loud == "warning":
        return "major"
    return "info" if result.waiting or result.outcome in ("waived", "overridden") else "minor"


def _verdict(report: Report, kept: list[_Entry], left: int) -> _Entry:
    shown = report.verdict == "pass" or any(one.severity in ("blocker", "critical") for one in kept)
    severity = "info" if shown else "blocker" if report.verdict == "fail" else "critical"
    said = [
        f"Verdict {phrases.verdict(report)}, exit code {report.exit_code}.",
        f"{phrases.counts(report.counts)}. {phrases.read(report.counts)}.",
        f"{left} more findings are left out: the other reports of this run have them." if left > 0 else "",
        report.summary,
        *report.notes,
    ]
    where = Location(described_in(Subject("change", "")))
    return _Entry(_VERDICT, (_VERDICT,), severity, " ".join(filter(None, said)), where)


def _numbered(entries: list[_Entry], report: Report) -> Iterator[dict[str, Json]]:
    """Entries as GitLab wants them; the second of two that say the same of one file is told apart by its number."""
    seen: dict[tuple[str, ...], int] = {}
    for entry in entries:
        seen[entry.identity] = number = seen.get(entry.identity, 0) + 1
        yield {
            "description": _cut(one_line(entry.description)),
            "check_name": entry.rule,
            "fingerprint": sha256(repr((entry.identity, number)).encode()).hexdigest(),
            "severity": entry.severity,
            "location": {"path": verbatim(entry.where.path), "lines": {"begin": entry.where.line}},
            **(_head(report) if entry.identity == (_VERDICT,) else {}),
        }


def _head(report: Report) -> dict[str, Json]:
    """What other formats say at their beginning. GitLab takes further keys and shows none of them."""
    counts = {name: getattr(report.counts, name) for name in report.counts.__slots__}
    return {"verdict": report.verdict, "exit_code": report.exit_code, "blocking": report.blocking, "counts": counts}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1]}…"
