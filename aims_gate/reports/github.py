"""The report as workflow commands, from which GitHub makes annotations. Knows no API, and not where it is printed.

Every line is a command: no text stands outside one, so nothing needs `::stop-commands::`, whose token would have
to be a secret and so could not be the same each time. The runner keeps ten annotations of a kind and drops the
others unsaid; here the last command counts what is left out.
"""

from collections.abc import Iterator

from aims_gate.model.report import Report, Result
from aims_gate.reports import phrases
from aims_gate.reports.characters import lines, one_line, verbatim
from aims_gate.reports.groups import Level, Spot, by_line, group, level
from aims_gate.reports.options import Options

MOST = 10
"""Annotations of one kind that the runner takes from one step."""

LONGEST_MESSAGE = 4096
"""UTF-16 units of a message that the runner keeps."""

LONGEST_TITLE = 255
"""Characters of a title that a check run's annotation may have."""

_LEVELS: tuple[Level, ...] = ("error", "warning", "notice")


def render(report: Report, options: Options) -> str:
    """One command a line: errors, warnings, notices, and last the verdict with its counts."""
    del options
    told = list(_annotations(report))
    by_level = {kind: [said for one, said in told if one == kind] for kind in _LEVELS}
    # The closing command takes one place of its kind.
    closing: Level = "notice" if report.verdict == "pass" or by_level["error"] else "error"
    shown = [said for kind in _LEVELS for said in by_level[kind][: MOST - (kind == closing)]]
    shown.append(_closing(closing, report, len(told) - len(shown)))
    return "\n".join(shown) + "\n"


def command(kind: str, message: str, properties: dict[str, str | int]) -> str:
    """A workflow command as GitHub's own toolkit writes it; a property without a value is left out."""
    stated = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in properties.items() if value)
    return f"::{kind}{' ' if properties else ''}{stated}::{_escaped(message)}"


def nothing_judged(message: str, hint: str) -> str:
    """The command that shows why there is no report."""
    said = "\n".join(one_line(text) for text in (message, hint) if text)
    return command("error", said, {"title": "aims-gate: nothing was judged"})


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _annotations(report: Report) -> Iterator[tuple[Level, str]]:
    """What is to be mended first comes first, so that a limit cuts what follows from it."""
    groups = group(report.results)
    ordered = (groups.fix_now, groups.undecided, groups.follows, groups.warnings, groups.waiting, groups.set_aside)
    for result in (one for results in ordered for one in results):
        for spot in by_line(result):
            yield level(result), _annotation(result, spot)


def _annotation(result: Result, spot: Spot) -> str:
    properties: dict[str, str | int] = {"title": _clipped(_title(result), LONGEST_TITLE)}
    if spot.location:
        place = spot.location
        properties |= {"file": verbatim(place.path), "line": place.line, "col": place.column}
    said = [one_line(sentence) for sentence in phrases.statement(result, spot.findings)]
    if result.outcome == "fail" and not spot.first and result.fix.strip():
        said += ["", "What to do next:", *lines(result.fix.strip("\n"))]
    return command(level(result), _clipped("\n".join(said), LONGEST_MESSAGE), properties)


def _title(result: Result) -> str:
    controls = f" · {', '.join(result.controls)}" if result.controls else ""
    return one_line(f"{result.rule}{controls} · {phrases.subject(result.subject)}")


def _closing(kind: Level, report: Report, left: int) -> str:
    said = [one_line(report.summary)] if one_line(report.summary) else []
    said += [f"{phrases.counts(report.counts)}. {phrases.read(report.counts)}. Exit code {report.exit_code}."]
    if left:
        annotations = "1 more annotation is" if left == 1 else f"{left} more annotations are"
        said.append(f"{annotations} not shown: GitHub takes {MOST} of a kind. The step summary has everything.")
    message = _clipped("\n".join(said), LONGEST_MESSAGE)
    return command(kind, message, {"title": f"aims-gate: {phrases.verdict(report)}"})


def _clipped(text: str, longest: int) -> str:
    """At most `longest` UTF-16 units, an ellipsis standing for the rest."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * longest else units[: 2 * longest - 2].decode("utf-16-le", "ignore") + "…"
