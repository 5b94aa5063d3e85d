"""What the made-up organisation's management system says of itself, growing from year to year."""

from typing import Any

Written = dict[str, Any]

DOCUMENTS = {
    "policy": "AI policy", "context": "Context and scope", "risk": "How risks are assessed",
    "impact": "How impacts are assessed",
    "documents": "How documents are kept", "life-cycle": "How AI systems are built", "data": "How data is managed",
    "use": "How AI may be used", "suppliers": "How suppliers are chosen", "audits": "Audit programme",
    "improvement": "What is being improved", "security-policy": "Security policy",
}  # fmt: skip

ATTESTED = ("4.1", "4.4", "5.1", "7.1", "9.3.1", "10.1", "A.6.1.2", "A.9.3")


def place(name: str) -> str:
    """Where a document of the programme lives."""
    return f"docs/aims/{name}.md"


def first() -> Written:
    """January 2025: a context and a policy, and nothing of how things are done."""
    return {
        "context": _item("context", "2025-01-20", "2026-01-20"),
        "scope": _item("context", "2025-01-20", "2026-01-20"),
        "ai_policy": {"owner": "risk-lead", "document": place("policy"), "version": "1", "approved_by": "director",
                      "approved": "2025-01-20", "next_review": "2026-01-20"},
    }  # fmt: skip


def second() -> Written:
    """October 2025, before the first audit: processes are written, and few of them were followed yet."""
    return {
        **first(),
        **{name: _item(document, "2025-09-01", "2026-09-01") for name, document in _PROCESSES.items()},
        "interested_parties": [_party("customers", "2025-09-01")],
        "objectives": [_objective("O1", "development", "2025-12-31", "0.31", "2025-09-20")],
        "competences": _COMPETENCES,
        "awareness": {"owner": "people-lead", "target": 0.9, "reached": 0.6, "measured": "2025-09-30"},
        "document_control": {**_item("documents", "2025-09-01", "2026-09-01"), "retention": "1095d"},
        "audit_programme": {**_item("audits", "2025-09-01", "2026-09-01"), "interval": "400d", "cycle": "1095d"},
        "management_reviews": [_review("2025-09-15", "2026-03-15", ["audits", "incidents"], "2025-11-03", "")],
        "concern_channel": {**_channel("people-lead", "concerns@example.org"), "last_tested": "2025-09-12"},
        "attested": {key: _word(key, "2025-09-15") for key in ATTESTED[:3]},
    }


def third() -> Written:
    """March 2026: what the first audit found missing is there."""
    both = {"last_reviewed": "2026-03-02", "next_review": "2027-03-02"}
    named = {name: {**item, **both} for name, item in second().items() if isinstance(item, dict) and "document" in item}
    return {
        **second(),
        **named,
        "ai_policy": {**named["ai_policy"], "version": "2", "approved": "2026-03-02", "reviewed_by": "risk-lead",
                      "outcome": "Kept, with a word on image generation.", "related": [place("security-policy")]},
        "use_policy": {**_item("use", *both.values()), "version": "1", "approved_by": "director", "approved": "2026-03-02"},
        "data_process": _item("data", *both.values()),
        "supplier_process": _item("suppliers", *both.values()),
        "improvement": _item("improvement", *both.values()),
        "interested_parties": [_party(who, "2026-03-02") for who in ("customers", "works council", "regulator")],
        "objectives": [_objective("O1", "development", "2026-12-01", "0.21", "2026-09-21"),
                       _objective("O2", "use", "2027-03-01", "0.9", "2026-09-21"),
                       _objective("O3", "management", "2027-03-01", "2", "2026-09-21")],
        "awareness": {"owner": "people-lead", "target": 0.9, "reached": 0.94, "measured": "2026-05-11"},
        "communication": [{"what": "incidents", "to": "customers", "when": "within three days", "how": "by mail",
                           "owner": "people-lead", "last_reviewed": "2026-03-02"}],
        "audit_programme": {**named["audit_programme"], "planned": [
            {"due": "2026-12-10", "controls": ["4", "5", "6", "7", "8", "9", "10"]},
            {"due": "2027-06-10", "controls": ["A.2", "A.3", "A.4", "A.5", "A.6", "A.7", "A.8", "A.9", "A.10"]}]},
        "internal_audits": [place("audit-2025")],
        "management_reviews": [_review("2025-09-15", "2026-03-15", ["audits", "incidents"], "2025-11-03", "2025-10-20"),
                               _review("2026-03-09", "2027-03-09", _INPUTS, "2026-06-01", "")],
        "concern_channel": {**_channel("people-lead", "concerns@example.org"), "last_tested": "2026-04-13"},
        "external_reporting": {**_channel("assistant-owner", "ai@example.org"), "last_reviewed": "2026-03-02"},
        "information_duties": [{"party": "customers", "duty": "That a machine drafts.", "system": "support-assistant",
                                "owner": "assistant-owner", "status": "done"},
                               {"party": "works council", "duty": "How scores are used.", "system": "credit-scoring",
                                "owner": "credit-lead", "status": "open", "due": "2027-01-15"}],
        "incident_plan": {**_item("incidents", *both.values()), "document": "docs/ai/incidents.md",
                          "contacts": ["risk-lead", "platform-lead"], "notify_within": "3d", "last_exercised": "2026-05-18"},
        "attested": {key: _word(key, "2026-03-09") for key in ATTESTED},
    }  # fmt: skip


_PROCESSES = {"risk_process": "risk", "impact_process": "impact", "life_cycle_process": "life-cycle"}

_COMPETENCES = {
    "programme-owner": ["ai-governance"], "risk-approver": ["ai-governance"], "executive": ["ai-governance"],
    "system-owner": ["ai-governance"],
}  # fmt: skip

_INPUTS = [
    "previous actions", "context", "interested parties", "objectives", "monitoring results", "incidents", "nonconformities",
    "audits", "risks", "improvement", "budget",
]  # fmt: skip


def _item(document: str, reviewed: str, again: str) -> Written:
    return {"owner": "risk-lead", "document": place(document), "last_reviewed": reviewed, "next_review": again}


def _party(who: str, reviewed: str) -> Written:
    asked = {
        "customers": ("To be told of AI.", "EU AI Act Art. 50"),
        "works council": ("To be heard.", "Works agreement 7"),
    }
    requirement, source = asked.get(who, ("Records of high-risk systems.", "EU AI Act Art. 12"))
    return {"party": who, "requirement": requirement, "source": source, "owner": "risk-lead", "last_reviewed": reviewed}


def _objective(key: str, area: str, due: str, value: str, measured: str) -> Written:
    said = {"development": ("Fewer rewritten answers.", "share rewritten", "0.2"),
            "use": ("People know when to overrule.", "share trained", "0.95"),
            "management": ("No finding open past its day.", "findings overdue", "0")}  # fmt: skip
    objective, measure, target = said[area]
    return {"id": key, "objective": objective, "area": area, "measure": measure, "target": target,
            "owner": "assistant-owner", "due": due, "value": value, "measured": measured}  # fmt: skip


def _review(day: str, again: str, inputs: list[str], due: str, done: str) -> Written:
    decision = {"decision": f"Log what search answers ({day[:4]}).", "owner": "search-lead", "due": due}
    return {"date": day, "attendees": ["director", "risk-lead"], "document": place(f"review-{day[:4]}"), "inputs": inputs,
            "decisions": [{**decision, **({"done": done} if done else {})}], "next_review": again}  # fmt: skip


def _channel(owner: str, reach: str) -> Written:
    return {"owner": owner, "reach": reach, "anonymous": True, "respond_within": "14d"}


def _word(key: str, day: str) -> Written:
    return {"by": "director" if key == "5.1" else "risk-lead", "date": day, "statement": f"Looked at what {key} asks.",
            "next_review": f"{int(day[:4]) + 1}{day[4:]}"}  # fmt: skip
