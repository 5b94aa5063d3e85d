"""The systems and people of the made-up organisation."""

from datetime import date
from typing import NamedTuple

FIRST, LAST = date(2024, 12, 2), date(2026, 11, 2)

ENDED = date(2025, 10, 6)
"""The day cv-screening was retired, and the last on which product-search was measured."""

DAYS = (date(2025, 2, 14), date(2025, 11, 21), date(2026, 11, 21))
"""When somebody looks: with a register just begun, after the first audit, and after two years. Each is a tag."""

KINDS = (
    "impact_assessment", "risk_assessment", "monitoring_plan", "verification", "deployment_plan", "event_log",
    "user_information", "technical_documentation",
)  # fmt: skip


class Made(NamedTuple):
    """One system. `assessed` are the days of its assessments, `lacks` kinds of evidence that nobody wrote."""

    id: str
    tier: str
    lifecycle: str
    owner: str
    assessed: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    backup: str = "platform-lead"


SYSTEMS = (
    Made("meeting-notes", "minimal", "live", "assistant-owner", ("2025-01-20", "2026-01-12"), KINDS[2:]),
    Made("code-hints", "minimal", "live", "platform-lead", ("2026-05-04",), KINDS[2:], backup="assistant-owner"),
    Made("support-assistant", "limited", "live", "assistant-owner", ("2025-01-13", "2025-12-08", "2026-09-01")),
    Made("product-search", "limited", "live", "search-lead", ("2025-02-03", "2025-07-07"), ("event_log",)),
    Made("churn-forecast", "limited", "development", "search-lead", ("2026-10-05",), ("deployment_plan",)),
    Made("credit-scoring", "high", "live", "credit-lead", ("2025-03-03", "2025-08-18", "2026-02-02", "2026-07-20")),
    Made("cv-screening", "high", "live", "people-lead", ("2024-12-16",), KINDS[3:]),
    Made("mood-detector", "prohibited", "planned", "people-lead", (), KINDS),
)

SCREENING = {
    "minimal": {"decides_about_people": False, "reaches_the_public": False},
    "limited": {"decides_about_people": False, "reaches_the_public": True},
    "high": {"decides_about_people": True, "reaches_the_public": True},
    "prohibited": {"decides_about_people": True, "reaches_the_public": False},
}

PEOPLE = {
    "assistant-owner": [("2025-05-12", "2027-05-12")],
    "platform-lead": [("2025-02-10", "2027-02-10")],
    "search-lead": [("2025-06-02", "2026-06-02")],
    "credit-lead": [("2025-02-10", "2026-02-10"), ("2026-02-09", "2027-02-09")],
    "people-lead": [("2025-05-12", "2027-05-12")],
    "risk-lead": [("2025-02-10", "2026-02-10"), ("2026-02-09", "2027-02-09")],
    "director": [("2025-10-01", "2026-10-01")],
}
