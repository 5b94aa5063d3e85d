"""Readiness as OSCAL assessment results, in JSON, for tools of governance, risk and compliance.

Every clause and control that was looked at is an observation, with the evidence that stands; each gap is one more. A
finding is made of what has a gap or could not be judged, and says `not-satisfied`. Nothing is ever said to be
`satisfied`: that evidence exists is observed, and whether it suffices is for an auditor to find. Identifiers follow
from facts and policy, so equal readiness gives equal text.
"""

import uuid
from collections.abc import Iterator

from aims_gate.model.document import Json
from aims_gate.model.readiness import Entry, Gap, Held, Readiness
from aims_gate.reports import phrases
from aims_gate.reports.characters import one_line
from aims_gate.reports.json_text import json_text
from aims_gate.reports.options import Options
from aims_gate.reports.places import uri

OSCAL_VERSION = "1.2.1"

_NS = "urn:aims-gate:oscal:v1"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, _NS)
_METHODS = {"unknown": "UNKNOWN", "attested": "EXAMINE"}
_REASONS = {"gap": "fail", "unknown": "other"}


def render(found: Readiness, options: Options) -> str:
    """One `assessment-results` object, all of it ASCII."""
    del options
    return json_text({"assessment-results": _results(found)})


class _Names:
    """Identifiers of the parts of one document."""

    def __init__(self, found: Readiness) -> None:
        self._of = f"{found.facts_digest}/{found.policy.get('digest')}/{found.as_of}"

    def of(self, *part: str) -> str:
        """The identifier of a part, named from the document downwards."""
        # Paths that are not UTF-8 hold lone surrogates, which no name of an identifier may.
        named = "/".join((self._of, *part)).encode("utf-8", "backslashreplace").decode()
        return str(uuid.uuid5(_NAMESPACE, named))


def _results(found: Readiness) -> dict[str, Json]:
    names = _Names(found)
    plan = names.of("plan")
    return {
        "uuid": names.of("document"),
        "metadata": {
            "title": "AI management system: what stands for ISO/IEC 42001:2023",
            "last-modified": _at(found.as_of),
            "version": _text(found.commit[:12] or found.as_of),
            "oscal-version": OSCAL_VERSION,
            "props": [
                *_prop("tool", f"{found.tool.get('name', 'aims-gate')} {found.tool.get('version', '')}"),
                *_prop("facts-digest", found.facts_digest),
                *_prop("policy-digest", str(found.policy.get("digest", ""))),
            ],
            "remarks": phrases.ANCHORS,
        },
        "import-ap": {"href": f"#{plan}"},
        "results": [_result(found, names)],
        "back-matter": {"resources": [_plan(found, plan)]},
    }


def _plan(found: Readiness, name: str) -> dict[str, Json]:
    """What was assessed by, in the place of an assessment plan: there is none as a file."""
    return {
        "uuid": name,
        "title": "Rules of aims-gate",
        "description": _text(f"Judged by the policy at {found.policy.get('source', 'the trusted ref')}."),
    }


def _result(found: Readiness, names: _Names) -> dict[str, Json]:
    looked_at = [entry for entry in found.entries if entry.state != "not-applicable"]
    ruled_out = [entry for entry in found.entries if entry.state == "not-applicable"]
    selection: dict[str, Json] = {"include-controls": [{"control-id": _control(entry)} for entry in looked_at]}
    if ruled_out:
        selection["exclude-controls"] = [{"control-id": _control(entry)} for entry in ruled_out]
    findings = [_finding(entry, names) for entry in looked_at if entry.state in _REASONS or entry.gaps]
    return {
        "uuid": names.of("result"),
        "title": _text(f"Readiness at {found.ref} on {found.as_of}"),
        "description": _text(found.summary),
        "start": _at(found.as_of),
        "reviewed-controls": {"control-selections": [selection]},
        "observations": [one for entry in found.entries for one in _observations(entry, found, names)],
        **({"findings": findings} if findings else {}),
        **({"remarks": "\n\n".join(map(_text, (*found.notes, *found.law)))} if found.notes or found.law else {}),
    }


def _observations(entry: Entry, found: Readiness, names: _Names) -> Iterator[dict[str, Json]]:
    evidence = [_evidence(held) for held in entry.evidence if held.path]
    anchors = [*entry.crosswalk.get("eu_ai_act", ()), *entry.crosswalk.get("nist_ai_rmf", ())]
    yield {
        "uuid": names.of(entry.id),
        "title": _text(f"{entry.id} {entry.title}"),
        "description": _text(f"{entry.basis}. {'Applies' if entry.applicable else 'Ruled out'}: {entry.why}"),
        "props": [
            *_prop("label", entry.id),
            *_prop("state", entry.state),
            *_prop("automation", entry.automation),
            *_prop("owner", entry.owner),
            *(prop for anchor in anchors for prop in _prop("anchor", str(anchor))),
        ],
        "methods": [_METHODS.get(entry.state, "TEST")],
        "types": ["control-objective"],
        **({"relevant-evidence": evidence} if evidence else {}),
        "collected": _at(found.as_of),
    }
    for number, gap in enumerate(entry.gaps):
        yield _gap(entry, number, gap, found, names)


def _gap(entry: Entry, number: int, gap: Gap, found: Readiness, names: _Names) -> dict[str, Json]:
    place = [{"href": uri(gap.path), "description": _text(f"Line {gap.line}.")}] if gap.path else []
    return {
        "uuid": names.of(entry.id, "gap", str(number)),
        "title": _text(f"{entry.id}: {gap.rule} {gap.subject}"),
        "description": _text(gap.message),
        "props": [
            *_prop("rule", gap.rule),
            *_prop("state", gap.state),
            *_prop("stage", gap.stage),
            *(prop for person in gap.closes for prop in _prop("closes", person)),
        ],
        "methods": ["TEST"],
        "types": ["finding"],
        **({"relevant-evidence": place} if place else {}),
        "collected": _at(found.as_of),
        **({"remarks": _text(gap.fix)} if gap.fix.strip() else {}),
    }


def _evidence(held: Held) -> dict[str, Json]:
    return {
        "href": uri(held.path),
        "description": _text(f"{held.kind.replace('_', ' ')} {f'of {held.system}' if held.system else ''}"),
        "props": [
            *_prop("kind", held.kind),
            *_prop("system", held.system),
            *_prop("owner", held.owner),
            *_prop("date", held.date),
            *_prop("due", held.due),
            *_prop("changed", held.changed),
        ],
    }


def _finding(entry: Entry, names: _Names) -> dict[str, Json]:
    state = "gap" if entry.state == "gap" or any(gap.state == "gap" for gap in entry.gaps) else "unknown"
    related = [names.of(entry.id), *(names.of(entry.id, "gap", str(number)) for number in range(len(entry.gaps)))]
    return {
        "uuid": names.of(entry.id, "finding"),
        "title": _text(f"{entry.id} {entry.title}"),
        "description": "\n\n".join(_text(gap.message) for gap in entry.gaps) or _text(entry.basis),
        "target": {
            "type": "objective-id",
            "target-id": _control(entry),
            "status": {
                "state": "not-satisfied",
                "reason": _REASONS[state],
                "remarks": _text(entry.basis),
            },
        },
        "related-observations": [{"observation-uuid": one} for one in related],
    }


def _control(entry: Entry) -> str:
    """An id that OSCAL takes: it must not begin with a digit."""
    return entry.id if entry.id[:1].isalpha() else f"clause-{entry.id}"


def _prop(name: str, value: str) -> list[dict[str, Json]]:
    """A property, or nothing where it has no value: OSCAL takes no empty one."""
    said = one_line(value)
    return [{"name": name, "ns": _NS, "value": said}] if said else []


def _text(text: str) -> str:
    """One safe line; a dash for nothing, as OSCAL takes no empty text."""
    return one_line(text) or "-"


def _at(day: str) -> str:
    return f"{day}T00:00:00Z"
