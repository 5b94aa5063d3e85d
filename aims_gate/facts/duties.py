"""Which approvals the trusted register asks for, and whether anybody but the author of a change could give them.

Pure: who holds what is told on one day, and nothing is known of a change or of reviews.
"""

from collections.abc import Iterable
from typing import NamedTuple

from aims_gate.facts.claims import Asked, asked, seats
from aims_gate.facts.ownership import Entries
from aims_gate.facts.people import People
from aims_gate.facts.risk import Method
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import TIERS, highest_tier

RISK_APPROVER = Asked(("risk-approver",), every=False, number=1)
PROGRAMME_OWNER = Asked(("programme-owner",), every=False, number=1)


class Duty(NamedTuple):
    """An approval that somebody has to give. `demand` is None where the method names nobody who could.

    `system` is the system's id, empty where it is about none; `pointer` leads to the demand in the risk method, and is
    empty for what the gate itself asks.
    """

    name: str
    demand: Asked | None
    system: str = ""
    pointer: str = ""


class Cover(NamedTuple):
    """Who could meet a duty today. `alone` are those without whom nobody could: their own changes stay unsigned."""

    duty: Duty
    able: tuple[str, ...]
    unable: tuple[str, ...]
    met: bool
    alone: tuple[str, ...]


def duties(entries: Entries, method: Method) -> tuple[Duty, ...]:
    """Every approval that a change under this register can ask for."""
    found = []
    signed = method.value.get("sign_off")
    for system, entry in entries.items():
        if entry.get("lifecycle") == "retired":
            continue
        tier = tier_of(entry, method)
        wanted = "high" if tier == "prohibited" else tier
        demand = asked(signed.get(wanted)) if isinstance(signed, dict) else None
        found.append(Duty(f"the sign-off at tier {wanted}", demand, system, f"sign_off.{wanted}"))
        light = asked(method.value.get("non_material")) or RISK_APPROVER
        found.append(Duty("the review of a non-material change", light, system, "non_material"))
    found.append(Duty("the review that bears out `ai: false`", RISK_APPROVER))
    new = asked(method.value.get("new_system")) or RISK_APPROVER
    found.append(Duty("the approval of a new system", new, pointer="new_system"))
    found.append(Duty("the approval of a change to the gate's own rules", PROGRAMME_OWNER))
    if "break_glass" in method.value:
        rare = asked(method.value.get("break_glass"))
        found.append(Duty("the approval of a break-glass", rare, pointer="break_glass"))
    return tuple(found)


def tier_of(entry: dict[str, Json], method: Method) -> str:
    """The tier that an entry and its screening give. Its risk rows may raise it, and are not read here."""
    stated = entry.get("tier")
    return highest_tier([*([stated] if stated in TIERS else []), method.tier_of_screening(entry.get("screening"))])


def cover(duty: Duty, people: People, entries: Entries, forge: str) -> Cover:
    """Who could meet a duty on this day: by role, training where it is asked for, and an account on the forge."""
    demand = duty.demand
    if demand is None:
        return Cover(duty, (), (), met=False, alone=())
    entry = entries.get(duty.system, {})
    holders = {role: people.holders(role, entry) for role in demand.roles}
    everybody = tuple(dict.fromkeys(person for role in demand.roles for person in holders[role]))
    able = tuple(p for p in everybody if _able(p, demand, people, forge))
    met = _meets(demand, holders, able)
    alone = tuple(p for p in able if not _meets(demand, holders, [one for one in able if one != p])) if met else ()
    return Cover(duty, able, tuple(p for p in everybody if p not in able), met, alone)


def has_account(person: str, people: People, forge: str) -> bool:
    """Whether the roles file says by which login the forge knows a person."""
    login = people.people.get(person, {}).get(forge)
    return isinstance(login, str) and bool(login.strip())


def _able(person: str, demand: Asked, people: People, forge: str) -> bool:
    trained = not demand.competence or people.competent(person, demand.competence)
    return trained and has_account(person, people, forge)


def _meets(demand: Asked, holders: dict[str, tuple[str, ...]], people: Iterable[str]) -> bool:
    present = tuple(people)
    if demand.every:
        return len(seats(demand.roles, holders, present)) == len(demand.roles)
    return len(present) >= demand.number
