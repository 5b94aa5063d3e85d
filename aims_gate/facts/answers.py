"""What the facts answer, in one sentence each, to the questions that auditors begin with. Judges nothing."""

from collections import Counter
from collections.abc import Callable

from aims_gate.facts.wording import number_of
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import TIERS, tier_rank

Facts = dict[str, Json]
Rows = list[dict[str, Json]]


def answers(facts: Facts) -> dict[str, str]:
    """Id of a question of policies/readiness.yaml → its answer, without a full stop."""
    systems = [system for system in facts["programme"]["systems"] if system.get("lifecycle") != "retired"]
    return {name: answer(facts, systems) for name, answer in _ANSWERS.items()}


def _scope(facts: Facts, systems: Rows) -> str:
    tiers = Counter(str(system.get("tier")) for system in systems)
    said = ", ".join(f"{tiers[tier]} {tier}" for tier in reversed(TIERS) if tiers[tier])
    retired = len(facts["programme"]["systems"]) - len(systems)
    also = f", and {retired} retired" if retired else ""
    scope = _programme(facts).get("scope")
    place = scope.get("document") if isinstance(scope, dict) else None
    stands = f"the scope is in {place}" if place else "no document states the scope"
    return f"{number_of(len(systems), 'system')}{f' ({said})' if said else ''}{also}; {stands}"


def _ownership(facts: Facts, systems: Rows) -> str:
    roles = facts["programme"]["roles"]
    owned = sum(bool(system.get("owner_known") and system.get("backup_known")) for system in systems)
    lead = ", ".join(roles["held"].get("programme-owner", ())) or "nobody"
    return (
        f"{owned} of {number_of(len(systems), 'system')} with a known owner and backup; the programme is owned by {lead}; "
        f"escalation to {roles.get('escalation', 'nobody')}"
    )


def _assessment(facts: Facts, systems: Rows) -> str:
    today = str(facts["trusted"]["day"])[:10]
    impact, risk = (
        sum(_in_date(system, f"{kind}_assessment", today) for system in systems) for kind in ("impact", "risk")
    )
    method = facts["trusted"]["register"].get("risk_method")
    version = method.get("version") if isinstance(method, dict) else None
    by = f"by method {version}" if version else "without a method"
    return f"{risk} of {number_of(len(systems), 'system')} with a risk assessment in date, {impact} with an impact one, {by}"


def _change(facts: Facts, systems: Rows) -> str:
    history = facts["programme"]["history"]
    unrecorded = sum(system["history"]["unrecorded"] for system in systems)
    early = sum(system["history"]["undeclared"] for system in systems) - unrecorded
    before = f"{early} of them from before an entry or recorded later, " if early else ""
    return (
        f"{number_of(history['changes'], 'change')} in the history, {before}{unrecorded} without a record, "
        f"{history['none_material']} recorded as none-material and {history['not_ai']} as `ai: false`"
    )


def _monitoring(facts: Facts, systems: Rows) -> str:
    today = str(facts["trusted"]["day"])[:10]
    watched = [s for s in systems if s.get("live") and tier_rank(str(s.get("tier"))) >= tier_rank("limited")]
    timely = sum(str(system["measured"].get("due", "")) >= today for system in watched)
    cases = [*facts["programme"]["incidents"], *facts["programme"]["nonconformities"]]
    still = sum(case.get("status") != "closed" for case in cases)
    return (
        f"{timely} of {number_of(len(watched), 'live system')} from tier limited up measured in time; "
        f"{number_of(len(cases), 'incident or nonconformity', 'incidents and nonconformities')}, {still} open"
    )


def _in_date(system: dict[str, Json], kind: str, today: str) -> bool:
    piece = system["evidence"].get(kind)
    return isinstance(piece, dict) and str(piece.get("due", today)) >= today


def _programme(facts: Facts) -> dict[str, Json]:
    found = facts["trusted"]["register"].get("programme")
    return found if isinstance(found, dict) else {}


_ANSWERS: dict[str, Callable[[Facts, Rows], str]] = {
    "scope": _scope,
    "ownership": _ownership,
    "assessment": _assessment,
    "change": _change,
    "monitoring": _monitoring,
}
