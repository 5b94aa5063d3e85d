"""A made-up organisation: eight systems of every tier, two years of dated evidence, and the history that brought it.

Everything follows from the tables below, so that the same repository, commit ids included, is made on every machine.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import yaml

from aims_gate.model.vocabulary import EVIDENCE_DATES
from tests.organisation_cases import cases, shared
from tests.organisation_programme import DOCUMENTS, first, second, third
from tests.organisation_steps import Step, commit, front, tag, text
from tests.organisation_tables import DAYS, ENDED, FIRST, KINDS, LAST, PEOPLE, SCREENING, SYSTEMS, Made
from tests.repositories import Repo
from tests.tree import EXAMPLE


def organisation(repo: Repo) -> Repo:
    """The organisation as a repository, every step on main; nothing is checked out."""
    begun = Step(FIRST, "", {**_base(), ".aims/programme.yaml": "{}\n"})
    steps = [begun, *sorted(_steps(), key=lambda step: (step.day, step.message))]
    stream = b""
    for before, day in pairwise([date.min, *DAYS]):
        stream += b"".join(commit(step) for step in steps if before < step.day <= day) + tag(day.isoformat())
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


def _steps() -> Iterator[Step]:
    for day in sorted({FIRST, *(date.fromisoformat(done) for held in PEOPLE.values() for done, _ in held)}):
        yield Step(day, "Name people and roles", {".aims/roles.yaml": text(_roles(day))})
    yield from shared()
    for index, system in enumerate(SYSTEMS):
        yield Step(FIRST + timedelta(days=index), f"Enter {system.id}", _entry(system, FIRST + timedelta(days=index)))
        yield from _looks(system)
        yield from _evidence(system)
        yield from _changes(system, index)
        yield from _monitoring(system)
    yield from _programme()
    yield from cases()


def _roles(day: date) -> dict[str, Any]:
    people: dict[str, Any] = {name: {"github": f"octo-{name}"} for name in PEOPLE}
    for name, trained in PEOPLE.items():
        records = [_training(*days) for days in trained if days[0] <= day.isoformat()]
        people[name].update({"competence": records} if records else {})
    held = {
        "programme-owner": ["risk-lead", "platform-lead"],
        "risk-approver": ["risk-lead"],
        "executive": ["director"],
    }
    return {"people": people, "roles": {**held, "auditor": ["people-lead"]}, "escalation": "#ai-governance"}


def _training(completed: str, expires: str) -> dict[str, str]:
    return {"topic": "ai-governance", "completed": completed, "expires": expires}


def _looks(system: Made) -> Iterator[Step]:
    """Entries move on with each assessment, and all but that of product-search with the review of the inventory."""
    for day in map(date.fromisoformat, system.assessed):
        yield Step(day, f"Look at the entry of {system.id}", _entry(system, day))
    if system.id == "cv-screening":
        held = {kind: _document(system, kind, system.assessed[-1], 1, "retired") for kind in KINDS[:3]}
        files = {**_entry(system, ENDED, "retired"), **{_place(system, kind): said for kind, said in held.items()}}
        yield Step(ENDED, "Retire cv-screening", files)
    elif system.id != "product-search":
        last = max([date(2026, 3, 2), *map(date.fromisoformat, system.assessed)])
        yield Step(last, f"Review the entry of {system.id}", _entry(system, last))


def _entry(system: Made, day: date, lifecycle: str = "") -> dict[str, str]:
    """The entry as somebody looked at it on a day; tools and compute are told from 2026 on."""
    assessed = system.assessed and system.assessed[0] <= day.isoformat()
    documents = {kind: _place(system, kind) for kind in KINDS if assessed and kind not in system.lacks}
    entry: dict[str, Any] = {
        "id": system.id, "name": system.id.replace("-", " ").capitalize(), "purpose": f"What {system.id} is for.",
        "role": "deployer", "lifecycle": lifecycle or system.lifecycle, "tier": system.tier, "tier_basis": "By its screening.",
        "screening": {**SCREENING[system.tier], "vulnerable_groups": False, "sensitive_data": False},
        "owner": system.owner, "backup": system.backup,
        "intended_use": f"The work that {system.id} is meant for.", "out_of_scope_use": "Anything else.",
        "users": ["staff"], "affected": ["customers"], "regions": ["EU"],
        "models": [{"provider": "openai", "name": "gpt-4.1-mini", "version": "2025-04-14"}],
        "datasets": ["ticket-archive"], "suppliers": ["openai"], "paths": [f"services/{system.id}/**"],
        "documents": documents, "last_reviewed": day.isoformat(),
        **({"tools": ["openai SDK"], "compute": ["two virtual machines"]} if day.year > 2025 else {}),
    }  # fmt: skip
    files = {f".aims/systems/{system.id}.yaml": text(entry)}
    begun = day.year == 2024 and system.lifecycle != "planned"
    return {**files, f"services/{system.id}/main.py": "VERSION = 0\n"} if begun else files


def _evidence(system: Made) -> Iterator[Step]:
    """Assessments on each of their days, everything else with the first and the last of them."""
    for number, day in enumerate(system.assessed, 1):
        for_all = number in (1, len(system.assessed))
        kinds = [kind for kind in KINDS if kind not in system.lacks and (for_all or kind.endswith("assessment"))]
        files = {_place(system, kind): _document(system, kind, day, number) for kind in kinds}
        yield Step(date.fromisoformat(day), f"Assess {system.id} ({number})", files, "octo-risk")


def _changes(system: Made, index: int) -> Iterator[Step]:
    """A change every five weeks while it runs: one in four not material; of each system one has no record.

    All but that of product-search were answered with a record after the fact.
    """
    if system.lifecycle not in ("live", "development"):
        return
    day, number = FIRST + timedelta(days=40 + 3 * index), 0
    last = ENDED if system.id == "cv-screening" else LAST
    while day <= last:
        number += 1
        files = {f"services/{system.id}/main.py": f"VERSION = {number}\n"}
        if number != (12 if system.id == "product-search" else 1):
            kind = "none-material" if number % 4 == 0 else "prompt"
            record = {"systems": [system.id], "change": [kind], "summary": f"Version {number}."}
            files[f".aims/changes/{system.id}-{number}.yaml"] = text(record)
        yield Step(day, f"Change {system.id} ({number})", files)
        day += timedelta(days=35)
    if system.id != "product-search":
        late = {"systems": [system.id], "change": ["logic"], "summary": "Version 1, recorded after the fact."}
        yield Step(date(2025, 9, 8), f"Record {system.id}", {f".aims/changes/{system.id}-1.yaml": text(late)})


def _monitoring(system: Made) -> Iterator[Step]:
    """Results each quarter of live systems with a plan; product-search stopped a year ago."""
    if system.lifecycle != "live" or "monitoring_plan" in system.lacks:
        return
    day = date(2025, 4, 7)
    while day <= (ENDED if system.id in ("product-search", "cv-screening") else LAST):
        result = {
            "kind": "monitoring_result", "id": f"MR-{system.id}-{day:%Y%m}", "systems": [system.id],
            "status": "approved", "measured": day.isoformat(), "plan": _place(system, "monitoring_plan"),
            "results": [{"metric": name, "value": "0.21", "breached": False} for name in _metrics(system, day)],
            "owner": system.owner, "reviewed_by": system.owner, "conclusion": "Within limits.",
        }  # fmt: skip
        yield Step(day, f"Measure {system.id}", {f"docs/ai/{system.id}/results-{day:%Y-%m}.md": front(result)})
        day += timedelta(days=91)


def _programme() -> Iterator[Step]:
    """Scope and policy first, then processes, then what an audit found missing; in between which controls apply."""
    for day, said in ((date(2025, 1, 20), first()), (date(2025, 10, 1), second()), (date(2026, 3, 16), third())):
        named = {item["document"] for item in said.values() if isinstance(item, dict) and "document" in item}
        named |= {row["document"] for row in said.get("management_reviews", ())}
        named |= set(said.get("ai_policy", {}).get("related", ()))
        named -= {"docs/ai/incidents.md"}
        files = {path: f"# {DOCUMENTS.get(path[10:-3], 'Minutes')}\n" for path in sorted(named)}
        yield Step(day, "Say how the programme stands", {**files, ".aims/programme.yaml": text(said)}, "octo-risk")
    yield Step(date(2025, 5, 12), "Say which controls apply", {".aims/soa.yaml": text(_applicability(1))})
    yield Step(date(2026, 2, 9), "Say why controls apply", {".aims/soa.yaml": text(_applicability(2))})
    finding = {"id": "F1", "finding": "No event log for product-search.", "grade": "minor", "control": "A.6.2.8",
               "owner": "search-lead", "due": "2026-02-02", "status": "open"}  # fmt: skip
    audit = {
        "kind": "audit", "id": "AU-2025", "status": "approved", "owner": "risk-lead", "audited": "2025-11-03",
        "auditor": "people-lead", "scope": "Clauses 4 to 10", "findings": [finding], "conclusion": "Kept up, with one gap.",
        "controls": ["4.3", "5.2", "6.1.2", "8.2", "9.1", "A.6.2.6"],
    }  # fmt: skip
    yield Step(date(2025, 11, 10), "Audit 2025", {"docs/aims/audit-2025.md": front(audit)}, "octo-people")


def _applicability(version: int) -> dict[str, Any]:
    """In the first version every ninth row lacks its reason, and nobody approved it."""
    from aims_gate.sources.pack import controls

    rows = {}
    for number, control in enumerate(entry for entry in controls() if entry["kind"] == "control"):
        applies = control["id"] != "A.10.4"
        why = "Treats our risks." if applies else "No customer is promised anything."
        rows[control["id"]] = {
            "applicable": applies, "status": "implemented" if applies else "not implemented", "owner": "risk-lead",
            **({"justification": why} if number % 9 or version > 1 else {}),
        }  # fmt: skip
    approved = {"version": str(version), "approved_by": "director", "approved": "2026-02-05"} if version > 1 else {}
    return {"owner": "risk-lead", **approved, "controls": rows}


_HARM = ({"name": "refusals by group", "kind": "fairness"}, {"name": "scores overruled", "kind": "override"})
"""What the plan of credit-scoring measures beside quality, once it was asked to."""


def _metrics(system: Made, day: date) -> list[str]:
    """What the plan in force on a day measures."""
    more = [metric["name"] for metric in _HARM] if system.tier == "high" and day >= date(2026, 7, 20) else []
    return ["drafts rewritten by the agent", *more]


def _document(system: Made, kind: str, day: str, number: int, status: str = "approved") -> str:
    """One document of the example, made this system's own and dated."""
    files = {"impact_assessment": "impact", "risk_assessment": "risk", "monitoring_plan": "monitoring",
             "deployment_plan": "deployment", "event_log": "event-log", "user_information": "user-information",
             "technical_documentation": "card"}  # fmt: skip
    name = files.get(kind, kind)
    text = (EXAMPLE / f"base/docs/ai/support-assistant/{name}.md").read_text(encoding="utf-8")
    aims = yaml.safe_load(text.split("---")[1])["aims"]
    due = (date.fromisoformat(day) + timedelta(days=365)).isoformat()
    aims.update(
        id=f"{aims['id'][:2]}-{system.id}", systems=[system.id], owner=system.owner, version=number, status=status
    )
    aims.update({key: day for key in ("assessed", "verified", "updated", "last_reviewed") if key in aims})
    aims.update({EVIDENCE_DATES[kind]: day})
    if system.tier == "minimal" and kind == "risk_assessment":
        aims["risks"][0].update(impact=1, score=3, residual={"likelihood": 1, "impact": 1, "score": 1})
    aims.update({"review_due": due} if "review_due" in aims else {})
    later = day >= "2026"
    if kind == "impact_assessment" and system.tier == "high" and later:
        aims["environment"] = {"applicable": False, "reason": "A few thousand scores a day."}
    if kind == "monitoring_plan" and system.tier == "high" and later:
        aims["metrics"] += [{**aims["metrics"][0], **metric} for metric in _HARM]
    if kind == "risk_assessment":
        done = {"status": "done", "evidence": _place(system, "verification")} if later else {"status": "open"}
        aims["risks"][0].update(
            owner=system.owner, due=(date.fromisoformat(day) + timedelta(days=60)).isoformat(), **done
        )
    return front(aims)


def _place(system: Made, kind: str) -> str:
    return f"docs/ai/{system.id}/{kind}.md"
