"""Whether a name in YAML could be an approval at all, judged from the trusted ref alone.

What it finds possible is still only claimed: a review on the forge has to bear it out.
"""

from dataclasses import dataclass

from aims_gate.facts.dates import iso_date
from aims_gate.facts.ownership import Entries
from aims_gate.facts.people import People, names, without
from aims_gate.facts.risk import Method
from aims_gate.model.document import Json


@dataclass(frozen=True, slots=True)
class Asked:
    """Who has to agree: all of some roles, or a number of people from any of some. `competence` is a training topic."""

    roles: tuple[str, ...]
    every: bool
    count: int
    competence: str = ""

    def words(self) -> tuple[str, ...]:
        """The demand, one text for each approval that is needed."""
        if self.every:
            return self.roles
        who = " or ".join(self.roles)
        return (who,) if self.count == 1 else tuple(f"{who} ({n} of {self.count})" for n in range(1, self.count + 1))


def asked(demand: Json) -> Asked | None:
    """The demand of the risk method as a value; None where it names nobody or cannot be read: nothing can meet that."""
    if not isinstance(demand, dict):
        return None
    every = isinstance(demand.get("all_of"), list)
    roles = demand.get("all_of" if every else "any_of")
    listed = roles if isinstance(roles, list) else []
    count, topic = demand.get("count", 1), demand.get("competence", "")
    whole = isinstance(count, int) and not isinstance(count, bool) and count > 0
    if not listed or not whole or not all(isinstance(text, str) for text in (*listed, topic)):
        return None
    return Asked(roles=tuple(listed), every=every, count=count, competence=topic)


class Claims:
    """What the people of the trusted register may claim about one change, on one day."""

    def __init__(self, people: People, method: Method, contributors: tuple[str, ...], trusted: Entries) -> None:
        self.people = people
        self.method = method
        self.contributors = contributors
        self._trusted = trusted

    def demand(self, tier: str) -> Asked | None:
        """Who signs a system of this tier off, by the method; a prohibited one asks what a high one does."""
        table = self.method.value.get("sign_off")
        wanted = "high" if tier == "prohibited" else tier
        return asked(table.get(wanted)) if isinstance(table, dict) else None

    def holders(self, role: str, system: dict[str, Json]) -> tuple[str, ...]:
        """Ids of those who hold a role. `system-owner` is read from the trusted entry, whatever the change proposes.

        Only a system that the trusted ref does not know has the owner and backup that the change gives it.
        """
        return self.people.holders(role, self._trusted.get(str(system.get("id", "")), system))

    def could_sign(self, demand: Asked | None, system: dict[str, Json]) -> tuple[str, ...]:
        """Ids of those who hold a role that is asked for, took no part in the change, and are trained for it."""
        roles = demand.roles if demand else ()
        holders = dict.fromkeys(person for role in roles for person in self.holders(role, system))
        topic = demand.competence if demand else ""
        trained = tuple(p for p in holders if not topic or self.people.competent(p, topic))
        return without(trained, self.contributors)

    def refusal(self, person: Json, roles: tuple[str, ...], system: dict[str, Json]) -> str:
        """Why this person's approval cannot count; empty when it could."""
        if not self.people.known(person):
            return f"{_shown(person)} is not among the people of .aims/roles.yaml"
        if person in self.contributors:
            return f"{person} took part in this change"
        if not any(person in self.holders(role, system) for role in roles):
            return f"{person} does not hold {names(roles) or 'any role that the method entitles'}"
        return ""

    def approver_refusal(self, person: Json, tier: str, system: dict[str, Json]) -> str:
        """Why this person cannot approve evidence of a system of this tier; empty when they could."""
        demand = self.demand(tier)
        return self.refusal(person, demand.roles if demand else (), system)

    def in_future(self, value: Json) -> bool:
        """Whether a date lies after the day of judgement. What is no date is no reason to trust it either."""
        day = iso_date(value)
        return not day or day > self.people.now


def _shown(person: Json) -> str:
    return person if isinstance(person, str) and person else "an unnamed person"
