"""A made-up organisation: eight systems of every tier, two years of dated evidence, and the history that brought it.

Everything follows from the tables below, so that the same repository, commit ids included, is made on every machine.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import yaml

from tests.organisation_tables import FIRST, KINDS, LAST, PEOPLE, SCREENING, SYSTEMS, Made
from tests.repositories import Repo
from tests.tree import EXAMPLE


class Step(NamedTuple):
    """One merge to main: the files that it writes. A path without text is removed."""

    day: date
    message: str
    files: dict[str, str]
    by: str = "octo-owner"


def organisation(repo: Repo) -> Repo:
    """The organisation as a repository, every step on main; nothing is checked out."""
    begun = Step(FIRST, "", {**_base(), ".aims/programme.yaml": "{}\n"})
    stream = b"".join(_commit(step) for step in [begun, *sorted(_steps(), key=lambda step: (step.day, step.message))])
    repo.git("fast-import", "--quiet", given=stream)
    return repo


def _base() -> dict[str, str]:
    """The files of the example's base, but for the system and documents that are made here."""
    base = EXAMPLE / "base"
    found = {str(path.relative_to(base)): path for path in sorted(base.rglob("*")) if path.is_file()}
    return {
        path: file.read_text(encoding="utf-8")
        for path, file in found.items()
        if "support-assistant" not in path and "__pycache__" not in path
    }


def _commit(step: Step) -> bytes:
    """One step for `git fast-import`."""
    seconds = int(datetime(step.day.year, step.day.month, step.day.day, 10, tzinfo=UTC).timestamp())
    who = f"{step.by} <{step.by}@users.noreply.github.com> {seconds} +0000"
    lines = [f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode(), _data(step.message)]
    for path, text in step.files.items():
        lines += [f"M 100644 inline {path}\n".encode(), _data(text)]
    return b"".join([*lines, b"\n"])


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def _steps() -> Iterator[Step]:
    yield Step(FIRST, "Name people and roles", {".aims/roles.yaml": _text(_roles())})
    for index, system in enumerate(SYSTEMS):
        yield Step(FIRST + timedelta(days=index), f"Enter {system.id}", _entry(system))
        yield from _evidence(system)
        yield from _changes(system, index)
        yield from _monitoring(system)
    yield from _programme()
    yield from _cases()


def _roles() -> dict[str, Any]:
    people: dict[str, Any] = {name: {"github": f"octo-{name}"} for name in PEOPLE}
    for name, trained in PEOPLE.items():
        if trained:
            people[name]["competence"] = [_training(*days) for days in trained]
    held = {
        "programme-owner": ["risk-lead", "platform-lead"],
        "risk-approver": ["risk-lead"],
        "executive": ["director"],
    }
    return {"people": people, "roles": {**held, "auditor": ["people-lead"]}, "escalation": "#ai-governance"}


def _training(completed: str, expires: str) -> dict[str, str]:
    return {"topic": "ai-governance", "completed": completed, "expires": expires}


def _entry(system: Made) -> dict[str, str]:
    documents = {kind: _place(system, kind) for kind in KINDS if kind not in system.lacks}
    entry: dict[str, Any] = {
        "id": system.id, "name": system.id.replace("-", " ").capitalize(), "purpose": f"What {system.id} is for.",
        "role": "deployer", "lifecycle": system.lifecycle, "tier": system.tier, "tier_basis": "By its screening.",
        "screening": {**SCREENING[system.tier], "vulnerable_groups": False, "sensitive_data": False},
        "owner": system.owner, "backup": system.backup,
        "intended_use": f"The work that {system.id} is meant for.", "out_of_scope_use": "Anything else.",
        "users": ["staff"], "affected": ["customers"], "regions": ["EU"],
        "models": [{"provider": "openai", "name": "gpt-4.1-mini", "version": "2025-04-14"}],
        "datasets": ["ticket-archive"], "suppliers": ["openai"], "paths": [f"services/{system.id}/**"],
        "documents": documents, "last_reviewed": system.assessed[-1] if system.assessed else "2024-12-09",
    }  # fmt: skip
    files = {f".aims/systems/{system.id}.yaml": _text(entry)}
    return files if system.lifecycle == "planned" else {**files, f"services/{system.id}/main.py": "VERSION = 0\n"}


def _evidence(system: Made) -> Iterator[Step]:
    """Assessments on each of their days, everything else with the first and the last of them."""
    for number, day in enumerate(system.assessed, 1):
        for_all = number in (1, len(system.assessed))
        kinds = [kind for kind in KINDS if kind not in system.lacks and (for_all or kind.endswith("assessment"))]
        files = {_place(system, kind): _document(system, kind, day, number) for kind in kinds}
        yield Step(date.fromisoformat(day), f"Assess {system.id} ({number})", files, "octo-risk")


def _changes(system: Made, index: int) -> Iterator[Step]:
    """A change every five weeks while it runs: most with a record, one in four not material, a few with none."""
    if system.lifecycle not in ("live", "development"):
        return
    day, number = FIRST + timedelta(days=40 + 3 * index), 0
    while day <= LAST:
        number += 1
        files = {f"services/{system.id}/main.py": f"VERSION = {number}\n"}
        if number % 7:
            kind = "none-material" if number % 4 == 0 else "prompt"
            record = {"systems": [system.id], "change": [kind], "summary": f"Version {number}."}
            files[f".aims/changes/{system.id}-{number}.yaml"] = _text(record)
        yield Step(day, f"Change {system.id} ({number})", files)
        day += timedelta(days=35)


def _monitoring(system: Made) -> Iterator[Step]:
    """Results each quarter of live systems with a plan; product-search stopped a year ago."""
    if system.lifecycle != "live" or "monitoring_plan" in system.lacks:
        return
    day = date(2025, 4, 7)
    while day <= (date(2025, 10, 6) if system.id == "product-search" else LAST):
        result = {
            "kind": "monitoring_result", "id": f"MR-{system.id}-{day:%Y%m}", "systems": [system.id],
            "status": "approved", "measured": day.isoformat(), "plan": _place(system, "monitoring_plan"),
            "results": [{"metric": "answers rewritten", "value": "0.21", "breached": False}],
            "reviewed_by": system.owner, "conclusion": "Within limits.",
        }  # fmt: skip
        yield Step(day, f"Measure {system.id}", {f"docs/ai/{system.id}/results-{day:%Y-%m}.md": _front(result)})
        day += timedelta(days=91)


def _programme() -> Iterator[Step]:
    """Scope and policy first, reviews and an audit each year, the Statement of Applicability in between."""
    policy = "# AI policy\n\nWe use AI where a person can overrule it.\n"
    yield Step(
        date(2025, 1, 6), "Write the AI policy", {"docs/aims/policy.md": policy, "docs/aims/context.md": "# Context\n"}
    )
    for year in (2025, 2026):
        yield Step(
            date(year, 3, 10), f"Review the programme {year}", {".aims/programme.yaml": _text(_programme_of(year))}
        )
    yield Step(date(2025, 5, 12), "Say which controls apply", {".aims/soa.yaml": _text(_applicability())})
    audit = {
        "kind": "audit", "id": "AU-2025", "status": "approved", "audited": "2025-11-03", "auditor": "people-lead",
        "scope": "Clauses 4 to 10", "controls": ["4.3", "5.2", "6.1.2", "8.2", "9.1", "A.6.2.6"],
        "findings": [{"id": "F1", "finding": "No event log for product-search.", "grade": "minor", "control": "A.6.2.8",
                      "owner": "search-lead", "due": "2026-02-02", "status": "open"}],
        "conclusion": "Kept up, with one gap.",
    }  # fmt: skip
    yield Step(date(2025, 11, 10), "Audit 2025", {"docs/aims/audit-2025.md": _front(audit)}, "octo-people")


def _programme_of(year: int) -> dict[str, Any]:
    reviewed = {"last_reviewed": f"{year}-03-03", "next_review": f"{year + 1}-03-03"}
    return {
        "context": {"owner": "risk-lead", "document": "docs/aims/context.md", **reviewed},
        "interested_parties": [
            {"party": "customers", "requirement": "To be told of AI.", "source": "EU AI Act Art. 50", "owner": "risk-lead",
             "last_reviewed": f"{year}-03-03"},
        ],
        "scope": {"owner": "risk-lead", "document": "docs/aims/context.md", **reviewed},
        "ai_policy": {"owner": "risk-lead", "document": "docs/aims/policy.md", "version": str(year - 2024),
                      "approved_by": "director", "approved": f"{year}-03-05", **reviewed},
        "objectives": [{"id": "O1", "objective": "Fewer rewritten answers.", "area": "development",
                        "measure": "share rewritten", "target": "0.2", "owner": "assistant-owner", "due": f"{year}-12-01",
                        "value": "0.21", "measured": f"{year}-02-20"}],
        "competences": {"risk-approver": ["ai-governance"], "executive": ["ai-governance"]},
        "management_reviews": [
            {"date": f"{y}-03-03", "attendees": ["director", "risk-lead"], "inputs": ["audit results", "incidents"],
             "decisions": [{"decision": f"Log what search answers ({y}).", "owner": "search-lead", "due": f"{y}-06-02",
                            **({"done": "2025-05-20"} if y == 2025 else {})}],
             "next_review": f"{y + 1}-03-03"} for y in range(2025, year + 1)
        ],
        "audit_programme": {"owner": "risk-lead", "interval": "365d", "cycle": "1095d"},
        "internal_audits": ["docs/aims/audit-2025.md"] if year > 2025 else [],
        "concern_channel": {"owner": "people-lead", "reach": "concerns@example.org", "anonymous": True,
                            "respond_within": "14d", "last_tested": f"{year}-01-12"},
        "attested": {"4.1": {"by": "risk-lead", "date": f"{year}-03-03", "statement": "Looked at laws and markets."}},
    }  # fmt: skip


def _applicability() -> dict[str, Any]:
    from aims_gate.sources.pack import controls

    rows = {}
    for number, control in enumerate(entry for entry in controls() if entry["kind"] == "control"):
        applies = control["id"] != "A.10.4"
        why = "Treats our risks." if applies else "No customer is promised anything."
        rows[control["id"]] = {
            "applicable": applies, "status": "implemented" if applies else "not implemented", "owner": "risk-lead",
            **({"justification": why} if number % 9 else {}),
        }  # fmt: skip
    return {"owner": "risk-lead", "controls": rows}


def _cases() -> Iterator[Step]:
    closed = {
        "kind": "incident", "id": "INC-1", "systems": ["support-assistant"], "status": "closed", "opened": "2025-06-10",
        "closed": "2025-07-01", "severity": "minor", "description": "Wrong delivery dates for a day.",
        "correction": "Drafting off.", "cause": "An order field was renamed.",
        "actions": [{"action": "Test the field.", "owner": "assistant-owner", "due": "2025-07-01", "done": "2025-06-20"}],
        "effectiveness": {"date": "2025-09-01", "by": "risk-lead", "result": "No repeat."},
        "assessments": ["docs/ai/support-assistant/impact_assessment.md"],
    }  # fmt: skip
    still = {
        "kind": "incident", "id": "INC-2", "systems": ["credit-scoring"], "status": "open", "opened": "2026-08-11",
        "severity": "major", "description": "Scores without income data.", "correction": "Scored by hand.",
        "actions": [{"action": "Refuse empty income.", "owner": "credit-lead", "due": "2026-10-01"}],
    }  # fmt: skip
    yield Step(date(2025, 6, 10), "Incident 1", {"docs/ai/incidents/1.md": _front(closed)})
    yield Step(date(2026, 8, 11), "Incident 2", {"docs/ai/incidents/2.md": _front(still)})
    glass = {
        "systems": ["credit-scoring"], "change": ["logic"], "summary": "Refuse empty income.",
        "break_glass": {"reason": "Wrong scores go out.", "incident": "docs/ai/incidents/2.md", "until": "2026-08-14"},
    }  # fmt: skip
    files = {".aims/changes/hotfix.yaml": _text(glass), "services/credit-scoring/income.py": "REFUSE = True\n"}
    yield Step(date(2026, 8, 12), "Refuse empty income at once", files)
    waiver = {"rule": "event-log-designed", "subject": "system:product-search", "reason": "The log is being built.",
              "owner": "search-lead", "approved_by": "risk-lead", "from": "2026-09-15", "expires": "2026-12-10"}  # fmt: skip
    yield Step(date(2026, 9, 14), "Waive the event log of search", {".aims/waivers.yaml": _text({"waivers": [waiver]})})


def _document(system: Made, kind: str, day: str, number: int) -> str:
    """One document of the example, made this system's own and dated."""
    files = {"impact_assessment": "impact", "risk_assessment": "risk", "monitoring_plan": "monitoring",
             "deployment_plan": "deployment", "event_log": "event-log", "user_information": "user-information",
             "technical_documentation": "card"}  # fmt: skip
    name = files.get(kind, kind)
    text = (EXAMPLE / f"base/docs/ai/support-assistant/{name}.md").read_text(encoding="utf-8")
    aims = yaml.safe_load(text.split("---")[1])["aims"]
    due = (date.fromisoformat(day) + timedelta(days=365)).isoformat()
    aims.update(id=f"{aims['id'][:2]}-{system.id}", systems=[system.id], owner=system.owner, version=number)
    aims.update({key: day for key in ("assessed", "verified", "updated", "last_reviewed") if key in aims})
    if system.tier == "minimal" and kind == "risk_assessment":
        aims["risks"][0].update(impact=1, score=3, residual={"likelihood": 1, "impact": 1, "score": 1})
    aims.update({"review_due": due} if "review_due" in aims else {})
    return _front(aims)


def _place(system: Made, kind: str) -> str:
    return f"docs/ai/{system.id}/{kind}.md"


def _front(aims: dict[str, Any]) -> str:
    return f"---\n{_text({'aims': aims})}---\n# {aims['id']}\n"


def _text(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, sort_keys=False, width=1000)
