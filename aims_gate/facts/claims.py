"""Whether a name in YAML could be an approval at all, and whether a review on the forge bears it out.

Who may approve what is told from the trusted ref alone.
"""

from aims_gate.facts.approvals import Approvals, Standing
from aims_gate.facts.dates import iso_date
from aims_gate.facts.ownership import Entries
from aims_gate.facts.people import People, names, without
from aims_gate.facts.risk import Method
from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple


class Asked(NamedTuple):
    """Who has to agree: all of some roles, or a number of people from any of some. `competence` is a training topic."""

    roles: tuple[str, ...]
    every: bool
    number: int
    competence: str = ""

    def words(self) -> tuple[str, ...]:
        """The demand, one text for each approval that is needed."""
        if self.every:
            return self.roles
        who = " or ".join(self.roles)
        return (who,) if self.number == 1 else tuple(f"{who} ({n} of {self.number})" for n in range(1, self.number + 1))


class Met(NamedTuple):
    """Who meets a demand, and what of it nobody does. `unsure`: an approval that could count cannot be judged."""

    by: tuple[str, ...]
    missing: tuple[str, ...]
    unsure: bool

    @property
    def whole(self) -> bool:
        """Whether nothing is missing. A demand that names nobody is never met."""
        return bool(self.by) and not self.missing


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
    return Asked(roles=tuple(listed), every=every, number=count, competence=topic)


class Claims:
    """What the people of the trusted register may claim about one change, on one day."""

    def __init__(
        self, people: People, method: Method, contributors: tuple[str, ...], approvals: Approvals, trusted: Entries
    ) -> None:
        self.people = people
        self.method = method
        self.contributors = contributors
        self.approvals = approvals
        self._trusted = trusted

    @property
    def local(self) -> bool:
        """Whether there is no forge to ask, so that what is claimed can only wait."""
        return self.approvals.local

    def why_open(self, otherwise: str) -> str:
        """Why a claim is not borne out yet: the forge's reviews could not be had, or what the caller says."""
        return self.approvals.unavailable or otherwise

    def open_fact(self, path: str, reason: str, *, unsure: bool = False) -> dict[str, Json]:
        """The unknown fact that an approval is still to come. `unsure`: one is there, and cannot be judged.

        `for_approval` is true where somebody's approval is all that is lacking.
        """
        fact: dict[str, Json] = {"path": path, "reason": self.why_open(reason), "waiting": self.local}
        lacking = not (unsure or self.local or self.approvals.unavailable)
        return {**fact, "for_approval": True} if lacking else fact

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

    def hindered(self, demand: Asked | None, system: dict[str, Json]) -> tuple[str, ...]:
        """Why a demand cannot be met by anybody's approval, as the roles file stands; empty where it can."""
        if demand is None:
            return ()
        able = self.could_sign(demand, system)
        holders = {role: self.holders(role, system) for role in demand.roles}
        if not demand.every:
            return self._hindrances(demand.roles, holders, demand, able) if len(able) < demand.number else ()
        filled = seats(demand.roles, holders, able)
        open_roles = [role for role in demand.roles if role not in filled]
        return tuple(text for role in open_roles for text in self._hindrances((role,), holders, demand, able))

    def _hindrances(
        self, roles: tuple[str, ...], holders: dict[str, tuple[str, ...]], demand: Asked, able: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What keeps the holders of some roles from approving, one text each; that there are too few of them otherwise."""
        found = []
        for person in dict.fromkeys(one for role in roles for one in holders[role] if one not in able):
            lacking = self.people.training(person, demand.competence) if demand.competence else ""
            found.append(
                f"{person} took part in this change" if person in self.contributors else f"{person} has {lacking}"
            )
        if found:
            return tuple(found)
        beside = names(tuple(one for one in able if any(one in holders[role] for role in roles)))
        nobody = f"nobody {f'but {beside} ' if beside else ''}holds {' or '.join(roles)}"
        return (f"{nobody}, and nobody signs in two roles" if beside and demand.every else nobody,)

    def refusal(self, person: Json, roles: tuple[str, ...], system: dict[str, Json]) -> str:
        """Why this person's approval cannot count; empty when it could."""
        if not self.people.known(person):
            return f"{_shown(person)} is not among the people of .aims/roles.yaml"
        if not any(person in self.holders(role, system) for role in roles):
            return f"{person} does not hold {names(roles) or 'any role that the method entitles'}"
        if person in self.contributors:
            return f"{person} took part in this change"
        return ""

    def of_approver(self, person: Json, tier: str, system: dict[str, Json]) -> Standing:
        """The claim that this person approved evidence of a system of this tier: verified, refuted or still open."""
        demand = self.demand(tier)
        refusal = self.refusal(person, demand.roles if demand else (), system)
        if refusal:
            return Standing("refuted", refusal)
        standing = self.approvals.of(str(person))
        return Standing("refuted", standing.reason) if standing.refutes else standing

    def borne_out(self, demand: Asked | None, system: dict[str, Json]) -> Met:
        """How far verified approvals meet a demand, each role by a different person."""
        if demand is None:
            return Met((), (), False)
        standing = {p: self.approvals.of(p) for role in demand.roles for p in self.holders(role, system)}
        trained = {p for p in standing if not demand.competence or self.people.competent(p, demand.competence)}
        verified = [p for p in standing if standing[p].state == "verified" and p in trained]
        unsure = any(standing[p].state == "unknown" and p in trained for p in standing)
        if demand.every:
            holders = {role: self.holders(role, system) for role in demand.roles}
            filled = seats(demand.roles, holders, tuple(verified))
            missing = tuple(role for role in demand.roles if role not in filled)
            return Met(tuple(filled.values()), missing, unsure)
        return Met(tuple(verified), demand.words()[len(verified) :], unsure)

    def in_future(self, value: Json) -> bool:
        """Whether a date lies after the day of judgement. What is no date is no reason to trust it either."""
        day = iso_date(value)
        return not day or day > self.people.now


def seats(
    roles: tuple[str, ...], holders: dict[str, tuple[str, ...]], people: tuple[str, ...], taken: tuple[str, ...] = ()
) -> dict[str, str]:
    """The most roles that different people can fill: role → person."""
    if not roles:
        return {}
    first, rest = roles[0], roles[1:]
    best = seats(rest, holders, people, taken)
    for person in people:
        if person in holders[first] and person not in taken:
            found = {first: person, **seats(rest, holders, people, (*taken, person))}
            if len(found) > len(best):
                best = found
    return best


def _shown(person: Json) -> str:
    return person if isinstance(person, str) and person else "an unnamed person"
