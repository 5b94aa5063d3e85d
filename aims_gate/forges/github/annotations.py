"""A report's findings as annotations of a check run, within GitHub's limits. Makes no request.

What has no line in the judged tree (a description, a label) is no annotation: the summary has it.
"""

import re

from aims_gate.forges.github.limits import DETAILS, MESSAGE, TITLE, clean, clip, line
from aims_gate.model.document import Json
from aims_gate.model.report import Finding, Report, Result, Subject

Annotation = dict[str, Json]
Identity = tuple[str, ...]

MOST = 1000
"""Annotations of one check run: twenty requests. The gravest come first, and the summary has them all."""

BATCH = 50
"""Annotations of one request."""

_GRAVITY = ("failure", "warning", "notice")
_NO_FILE = re.compile(r"\([a-z ]+\)")


def annotations(report: Report) -> tuple[Annotation, ...]:
    """Every annotation that the report asks for, gravest first, none twice.

    Results that only wait for somebody's review have none: GitHub never takes an annotation back, and the review may
    come without another commit.
    """
    found: dict[Identity, Annotation] = {}
    for result in report.results:
        if result.outcome == "fail" or (result.outcome == "unknown" and not result.waiting):
            for finding in result.findings:
                if finding.location is not None and _is_in_the_tree(finding.location.path):
                    made = _annotation(result, finding, report.blocking)
                    found.setdefault(identity(made), made)
    return tuple(sorted(found.values(), key=lambda made: _GRAVITY.index(made["annotation_level"])))


def identity(annotation: Annotation) -> Identity:
    """What makes two annotations the same one, whether made here or read back from GitHub."""
    return tuple(str(annotation.get(key)) for key in ("path", "start_line", "annotation_level", "title", "message"))


def _annotation(result: Result, finding: Finding, enforced: bool) -> Annotation:
    assert finding.location is not None
    row, column = max(1, finding.location.line), max(1, finding.location.column)
    message = "\n\n".join(part for part in (finding.message, finding.hint) if part.strip())
    details = "\n\n".join(part.strip() for part in (result.why, result.fix) if part.strip())
    made = {
        "path": finding.location.path,
        "start_line": row,
        "end_line": row,
        "start_column": column,
        "end_column": column,
        "annotation_level": _level(result, enforced),
        "title": clip(line(f"{result.rule} [{_subject(result.subject)}]"), TITLE),
        "message": clip(clean("\n".join(message.splitlines())).strip(), MESSAGE) or line(result.title) or result.rule,
    }
    return made | ({"raw_details": clip(clean("\n".join(details.splitlines())), DETAILS)} if details else {})


def _subject(judged: Subject) -> str:
    named = f"{judged.kind}:{judged.id}"
    return f"#{judged.number} {named}" if judged.number else named


def _level(result: Result, enforced: bool) -> str:
    if result.severity == "notice":
        return "notice"
    return "failure" if enforced and result.blocking and result.severity == "error" else "warning"


def _is_in_the_tree(path: str) -> bool:
    steps = path.split("/")
    odd = clean(path) != path or "\n" in path or "\t" in path
    return not (odd or _NO_FILE.fullmatch(path) or {"", ".", ".."} & {*steps})
