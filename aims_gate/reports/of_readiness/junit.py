"""Readiness as JUnit XML: a case for each clause and control, so that any CI shows what an audit would ask for."""

from collections.abc import Iterator

from aims_gate.model.document import Json
from aims_gate.model.readiness import Entry, Gap, Readiness, State
from aims_gate.reports.characters import lines, one_line, verbatim
from aims_gate.reports.junit_suite import Case, Outcome, Suite, document
from aims_gate.reports.of_readiness.wording import STAGES, by_fix, by_stage, judged, missing
from aims_gate.reports.options import Options

_OUTCOMES: dict[State, Outcome] = {
    "gap": "failure",
    "unknown": "error",
    "evidence": "pass",
    "attested": "pass",
    "not-applicable": "skipped",
}


def render(found: Readiness, options: Options) -> str:
    """One `<testsuites>` with one suite; `options.junit_file` adds the attribute `file` of the first gap."""
    cases = tuple(_case(entry, options) for entry in found.entries)
    summary = (found.summary, f"As of {found.as_of}, at {found.ref} ({found.commit}).", *found.notes, *found.law)
    return document(Suite("readiness", found.as_of, _properties(found), cases, summary))


def _case(entry: Entry, options: Options) -> Case:
    path = next((gap.path for gap in entry.gaps if gap.path), "") if options.junit_file else ""
    message, text = _message(entry), tuple(_text(entry))
    return Case(
        f"readiness.{entry.group}", f"{entry.id} {entry.title}", _OUTCOMES[entry.state], message, text, verbatim(path)
    )


def _message(entry: Entry) -> str:
    if entry.state == "not-applicable":
        return f"{entry.basis}: {entry.why}"
    gaps = missing(entry.gaps)
    if not gaps:
        return entry.why if entry.state == "gap" else entry.basis
    more = f" (and {len(gaps) - 1} more)" if len(gaps) > 1 else ""
    return f"{gaps[0].message}{more}"


def _text(entry: Entry) -> Iterator[str]:
    yield one_line(f"{entry.basis}. {judged(entry)}.")
    if entry.owner:
        yield one_line(f"Owner: {entry.owner}")
    for stage, gaps in by_stage(entry.gaps):
        yield STAGES[stage]
        for together in by_fix(gaps):
            yield from map(_gap, together)
            if together[0].fix.strip():
                yield from ("What to do next:", *(f"    {line}".rstrip() for line in lines(together[0].fix.rstrip())))


def _gap(gap: Gap) -> str:
    place = f"{gap.path}:{gap.line}: " if gap.path else ""
    closes = f" Can close it: {', '.join(gap.closes)}." if gap.closes else ""
    return one_line(f"{place}{gap.message}{closes}")


def _properties(found: Readiness) -> dict[str, Json]:
    numbers = {f"coverage.{name}": value for name, value in found.coverage.items() if isinstance(value, int)}
    return {
        "schema": found.schema,
        **numbers,
        "ref": found.ref,
        "commit": found.commit,
        "policy.digest": found.policy.get("digest"),
        "policy.source": found.policy.get("source"),
        "facts_digest": found.facts_digest,
        "now": found.as_of,
    }
