"""Incidents, a broken glass and a waiver of the made-up organisation, and what several of its systems rest on."""

from collections.abc import Iterator
from datetime import date

from tests.organisation_steps import Step, front, text
from tests.organisation_tables import SYSTEMS


def cases() -> Iterator[Step]:
    """What went wrong, and what was let pass for a time."""
    closed = {
        "kind": "incident", "id": "INC-1", "owner": "assistant-owner", "systems": ["support-assistant"],
        "status": "closed", "opened": "2025-06-10",
        "closed": "2025-09-01", "severity": "minor", "description": "Wrong delivery dates for a day.",
        "correction": "Drafting off.", "cause": "An order field was renamed.",
        "actions": [{"action": "Test the field.", "owner": "assistant-owner", "due": "2025-07-01", "done": "2025-06-20"}],
        "effectiveness": {"date": "2025-09-01", "by": "risk-lead", "result": "No repeat."},
        "assessments": ["docs/ai/support-assistant/impact_assessment.md"],
    }  # fmt: skip
    still = {
        "kind": "incident", "id": "INC-2", "owner": "credit-lead", "systems": ["credit-scoring"],
        "status": "open", "opened": "2026-08-11",
        "severity": "major", "description": "Scores without income data.", "correction": "Scored by hand.",
        "actions": [{"action": "Refuse empty income.", "owner": "credit-lead", "due": "2026-10-01"}],
    }  # fmt: skip
    begun = {key: value for key, value in closed.items() if key not in ("closed", "cause", "actions", "effectiveness")}
    yield Step(date(2025, 6, 10), "Incident 1", {"docs/ai/incidents/1.md": front({**begun, "status": "open"})})
    yield Step(date(2025, 9, 1), "Close incident 1", {"docs/ai/incidents/1.md": front(closed)})
    yield Step(date(2026, 8, 11), "Incident 2", {"docs/ai/incidents/2.md": front(still)})
    glass = {
        "systems": ["credit-scoring"], "change": ["logic"], "summary": "Refuse empty income.",
        "break_glass": {"reason": "Wrong scores go out.", "incident": "docs/ai/incidents/2.md", "until": "2026-08-14"},
    }  # fmt: skip
    files = {".aims/changes/hotfix.yaml": text(glass), "services/credit-scoring/income.py": "REFUSE = True\n"}
    yield Step(date(2026, 8, 12), "Refuse empty income at once", files)
    waiver = {"rule": "event-log-designed", "subject": "system:product-search", "reason": "The log is being built.",
              "owner": "search-lead", "approved_by": "risk-lead", "from": "2026-09-15", "expires": "2026-12-10"}  # fmt: skip
    yield Step(date(2026, 9, 14), "Waive the event log of search", {".aims/waivers.yaml": text({"waivers": [waiver]})})


def shared() -> Iterator[Step]:
    """What several systems rest on: the supplier of their models, and the data that they search."""
    sheet = {
        "kind": "datasheet", "id": "DS-tickets", "systems": ["support-assistant", "product-search", "credit-scoring"],
        "version": 2, "status": "approved", "owner": "assistant-owner", "updated": "2026-01-19", "dataset": "ticket-archive",
        "dataset_version": "2026-01", "purpose": "Retrieval and evaluation.", "source": "Our ticket system.",
        "collection": "Tickets that customers wrote.", "legal_basis": "Contract with the customer.", "personal_data": True,
        "personal_data_measures": "Names and addresses are removed.", "representativeness": "All customers since 2022.",
        "bias": "Few tickets in small languages; answers there are sampled.",
        "quality": [{"metric": "tickets with a name left in", "operator": "<=", "target": 0.001, "result": 0.0004}],
        "preparation": [{"step": "Remove names.", "criteria": "None in a sample of 1,000."}], "retention": "1095d",
    }  # fmt: skip
    supplier = {
        "kind": "supplier", "id": "SU-openai", "systems": [system.id for system in SYSTEMS], "version": 1,
        "status": "approved", "owner": "platform-lead", "supplier": "openai", "assessed": "2025-12-01", "result": "Accepted.",
        "responsibilities": {"ours": ["what is asked and shown"], "theirs": ["the model and its uptime"]},
        "terms": "Business terms of 2025.", "data_use": "None for training.", "exit_plan": "A second vendor in a week.",
        "review_due": "2026-12-07",
    }  # fmt: skip
    yield Step(date(2026, 1, 19), "Describe the ticket archive", {"docs/data/ticket-archive.md": front(sheet)})
    yield Step(date(2025, 12, 1), "Assess openai", {"docs/suppliers/openai.md": front(supplier)}, "octo-platform")
