"""The sentences and parts that formats for people share. Gives raw text: each format makes it safe itself."""

from collections.abc import Iterator
from itertools import zip_longest

from aims_gate.facts.wording import number_of
from aims_gate.model.document import Json
from aims_gate.model.report import Counts, Finding, Report, Result, Subject
from aims_gate.model.rule import PASTED, Rule
from aims_gate.model.values import NamedTuple
from aims_gate.reports.characters import lines


class Part(NamedTuple):
    """A stretch of a fix: one paragraph in one line, or, with `paste`, lines to copy as they are."""

    paste: bool
    lines: tuple[str, ...]


class SignOff(NamedTuple):
    """What one system's sign-off still lacks; `given` are phrases, one an approval. `subject` is the system's phrase."""

    subject: str
    missing: tuple[str, ...]
    could_sign: tuple[str, ...]
    hindered: tuple[str, ...]
    given: tuple[str, ...]


def requires(rule: Rule) -> str:
    """What a rule requires, as the sentence that its title completes."""
    judged = "The management system" if rule.subject in ("programme", "control") else "This change"
    return f"{judged} {rule.title}."


def verdict(report: Report) -> str:
    """The verdict in a few words; says so when the mode lets it through."""
    lenient = report.verdict != "pass" and not report.blocking
    return f"{report.verdict} (not blocking)" if lenient else report.verdict


def counts(counted: Counts) -> str:
    """How much was judged, in one sentence of fixed order; a rule gives as many results as it has subjects."""
    judged = f"{number_of(counted.rules, 'rule')} judged"
    results = (
        *(counted.passed, counted.failed, counted.waived, counted.overridden),
        *(counted.not_applicable, counted.unknown),
    )
    if sum(results) != counted.rules:
        judged += f", {sum(results)} results"
    return (
        f"{judged}: {counted.passed} passed, {counted.failed} failed, {counted.waived} waived, "
        f"{counted.overridden} overridden, {counted.not_applicable} not applicable, "
        f"{counted.unknown} unknown ({counted.waiting} waiting)"
    )


def read(counted: Counts) -> str:
    """How much was read for it."""
    return f"{number_of(counted.documents, 'document')} read, {number_of(counted.files, 'file')} seen"


def subject(judged: Subject) -> str:
    """As a waiver names it, `kind:id`; before it the pull request's number where several are judged together."""
    named = f"{judged.kind}:{judged.id}"
    return f"#{judged.number} {named}" if judged.number else named


ANCHORS = "EU AI Act and NIST AI RMF: the most relevant anchor, not an equivalence."
NIST_BASIS = {
    "official": "a row of the crosswalk that NIST hosts",
    "secondary": "a secondary source, kept where it fits",
}
"""What `nist_basis` of the catalogue says of a link."""


def crosswalk(entry: dict[str, Json]) -> str:
    """The anchors of one clause or control in one line; empty where it has none."""
    parts = []
    if entry.get("eu_ai_act"):
        parts.append(f"EU AI Act {', '.join(entry['eu_ai_act'])}")
    if entry.get("nist_ai_rmf"):
        parts.append(f"NIST AI RMF {', '.join(entry['nist_ai_rmf'])} ({entry.get('nist_basis', 'secondary')})")
    return " · ".join(parts)


def required(result: Result) -> str:
    """What the rule asks for, as a sentence."""
    return f"Required: this change {result.title.strip().rstrip('.')}."


def reason(result: Result) -> str:
    """The reason of an outcome, or that none is known: a reader is never left with a bare state."""
    return result.reason.strip() or "no reason was recorded"


def statement(result: Result, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """What a note at one line says of a result: its standing unless it failed, the findings there, who can unblock."""
    said = [f"{_standing(result)}: {reason(result)}"] if result.outcome != "fail" else []
    if not said and not findings:
        said = [f"No finding names a place: {reason(result)}"]
    for finding, after in zip_longest(findings, findings[1:]):
        said_next = after is not None and after.hint == finding.hint
        said += [finding.message, f"Hint: {finding.hint}"] if finding.hint and not said_next else [finding.message]
    if result.unblocked_by:
        said.append(f"Can unblock: {', '.join(result.unblocked_by)}.")
    if result.follows:
        said.append(f"Follows from: {', '.join(result.follows)}.")
    return tuple(said)


def _standing(result: Result) -> str:
    if result.outcome == "unknown":
        return "Waiting" if result.waiting else "Undecided"
    return result.outcome.capitalize()


def fix_parts(fix: str) -> tuple[Part, ...]:
    """A fix as paragraphs and blocks to paste: lines indented by four, or between fences."""
    return tuple(_parts(list(lines(fix))))


def _parts(text: list[str]) -> Iterator[Part]:
    at = 0
    while at < len(text):
        stop = at + 1
        if text[at].startswith("```"):
            while stop < len(text) and not text[stop].startswith("```"):
                stop += 1
            yield Part(True, tuple(text[at + 1 : stop]))
            stop += 1
        elif text[at].startswith(PASTED):
            while stop < len(text) and (not text[stop] or text[stop].startswith(PASTED)):
                stop += 1
            yield Part(True, _dedented(text[at:stop]))
        elif text[at]:
            while stop < len(text) and text[stop] and not _starts_anew(text[stop]):
                stop += 1
            yield Part(False, (" ".join(line.strip() for line in text[at:stop]),))
        at = stop


def _starts_anew(line: str) -> bool:
    return line.startswith(("```", PASTED, "- ", "* ")) or line.split(". ", 1)[0].isdigit()


def _dedented(block: list[str]) -> tuple[str, ...]:
    while not block[-1]:
        block = block[:-1]
    margin = min(len(line) - len(line.lstrip()) for line in block if line)
    return tuple(line[margin:] for line in block)


def able(lacking: SignOff) -> str:
    """Who could give a sign-off, and whom to ask where nobody could."""
    could = ", ".join(lacking.could_sign)
    if lacking.hindered:
        who = f"{could}, but not all of it" if could else "nobody"
        return f"{who}, as {'; '.join(lacking.hindered)}. The escalation contact in `roles.yaml` decides"
    return could or "nobody holds the role and is independent; the escalation contact in `roles.yaml` decides"


def sign_offs(report: Report) -> tuple[SignOff, ...]:
    """The systems whose sign-off is not complete, by id."""
    pending = []
    for key, state in sorted(report.sign_off.items()):
        stated = state if isinstance(state, dict) else {}
        whose = subject(Subject("system", str(stated.get("system", key)), int(stated.get("pull_request", 0))))
        missing = names(stated.get("missing"))
        if missing:
            given = tuple(_approval(one) for one in stated.get("given") or ())
            pending.append(
                SignOff(whose, missing, names(stated.get("could_sign")), names(stated.get("hindered")), given)
            )
    return tuple(pending)


def _approval(given: Json) -> str:
    if not isinstance(given, dict):
        return str(given)
    who = f"{given.get('person', 'somebody')} as {given.get('role', 'no role')}"
    said = f"{who}: {given.get('state', 'unknown')}"
    return f"{said} ({given['reason']})" if given.get("reason") else said


def if_merged(report: Report) -> tuple[str, ...]:
    """What the change's own rules and register would make of it, in sentences; empty when it brings none."""
    proposed = report.if_merged
    if not proposed:
        return ()
    files = ", ".join(names(proposed.get("files"))) or "the files it proposes"
    first = f"By {files}, not in force yet, the verdict would be {proposed.get('verdict', 'unknown')}."
    return (first, *(_difference(one) for one in proposed.get("differences") or ()))


def _difference(changed: dict[str, Json]) -> str:
    judged = changed.get("subject", "")
    if isinstance(judged, dict):
        judged = subject(Subject(str(judged.get("kind")), str(judged.get("id")), int(judged.get("pull_request", 0))))
    now, then = changed.get("now") or "absent", changed.get("then") or "absent"
    return f"{changed.get('rule')}[{judged}]: {now} now, {then} then"


def names(value: Json) -> tuple[str, ...]:
    """A value as a list of names, whatever shape it came in."""
    if value is None:
        return ()
    if isinstance(value, dict):
        return tuple(f"{key} {' '.join(names(part))}" for key, part in value.items())
    return tuple(" ".join(names(one)) for one in value) if isinstance(value, list | tuple) else (str(value),)
