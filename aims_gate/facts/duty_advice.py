"""What the register lets nobody sign, in sentences with a way out. Pure: see `duties` for how it is told."""

from collections.abc import Iterable
from datetime import date, timedelta

from aims_gate.facts.dates import iso_date
from aims_gate.facts.duties import Cover, cover, duties, has_account
from aims_gate.facts.people import People, names
from aims_gate.facts.risk import Method
from aims_gate.facts.touched import entries as entries_of
from aims_gate.facts.wording import in_a_row
from aims_gate.model.advice import Advice
from aims_gate.model.collected import Register
from aims_gate.model.document import Json, Parsed

SOON = 90
"""Days ahead of an end in which it is told: time enough to book a training or to name a successor."""

ROLES, METHOD = ".aims/roles.yaml", ".aims/risk-method.yaml"


def advice_on_people(register: Register, now: str, forge: str) -> tuple[Advice, ...]:
    """What to change so that every change could be signed off by somebody. `now` is an ISO date."""
    systems = entries_of(register)
    people, method = People(register.value("roles"), now), Method(register.value("risk-method"))
    covers = [cover(duty, people, systems, forge) for duty in duties(systems, method)]
    found = [*_holes(covers, register), *_alone(covers, register), *_ends(covers, people, register, forge)]
    return tuple(found) or (_sound(covers),)


def _sound(covers: list[Cover]) -> Advice:
    return Advice("sound", f"each of {len(covers)} approvals could be given for a change of anybody", ROLES)


def _holes(covers: Iterable[Cover], register: Register) -> list[Advice]:
    """What nobody could approve today."""
    found = []
    for those in _alike(one for one in covers if not one.met):
        first = those[0]
        demand = first.duty.demand
        if demand is None:
            where = _at(register.single.get("risk-method"), METHOD, first.duty.pointer)
            found.append(_unnamed(those, where))
            continue
        short = f"; {names(first.unable)} cannot (see below)" if first.unable else ""
        able = f"only {names(first.able)} could" if first.able else "nobody could"
        found.append(
            Advice(
                "change",
                f"{_what(those)} asks for {names(demand.words())}, and {able} give it{short}",
                _at(register.single.get("roles"), ROLES, f"roles.{demand.roles[0]}", "roles"),
                "every change that needs it stays undecided, whoever made it",
                "name holders, with their login and, where it is asked for, their training",
                _holders_block(demand.roles, first, demand.competence),
            )
        )
    return found


def _unnamed(those: list[Cover], where: str) -> Advice:
    key = those[0].duty.pointer
    block = f"{key.partition('.')[0]}:\n  {key.partition('.')[2]}: " if "." in key else f"{key}: "
    return Advice(
        "change",
        f"{_what(those)} is asked of nobody: the risk method names no role for it",
        where,
        "every change that needs it stays undecided, whoever made it",
        "say in the risk method who gives it",
        block + "{any_of: [risk-approver], count: 1}",
    )


def _alone(covers: Iterable[Cover], register: Register) -> list[Advice]:
    """What only one person could approve, who cannot approve changes of their own."""
    found = []
    for those in _alike(one for one in covers if one.met and one.alone):
        first = those[0]
        demand = first.duty.demand
        assert demand is not None
        who = names(first.alone)
        found.append(
            Advice(
                "change",
                f"{_what(those)} cannot be given without {who}",
                _at(register.single.get("roles"), ROLES, f"roles.{demand.roles[0]}", "roles"),
                f"nobody signs a change of their own: one made by {who} could not be signed, nor any while they are away",
                f"name a further holder of {' or '.join(demand.roles)}",
                _holders_block(demand.roles, first, demand.competence),
            )
        )
    return found


def _ends(covers: list[Cover], people: People, register: Register, forge: str) -> list[Advice]:
    """People of whom an approval is asked who cannot give it, or soon cannot."""
    asked: dict[str, set[str]] = {}
    for one in covers:
        for person in (*one.able, *one.unable):
            topics = asked.setdefault(person, set())
            topics |= {one.duty.demand.competence} if one.duty.demand and one.duty.demand.competence else set()
    found = []
    for person, topics in asked.items():
        where = _at(register.single.get("roles"), ROLES, f"people.{person}", "people")
        if not has_account(person, people, forge):
            found.append(_without_account(person, forge, where))
        found += [one for topic in sorted(topics) for one in _training(person, topic, people, where)]
    return found + _terms(asked, people, register)


def _without_account(person: str, forge: str, where: str) -> Advice:
    return Advice(
        "change",
        f"{person} is asked for approvals and has no `{forge}` login",
        where,
        "a review is matched to a person by its login, so none of theirs could count",
        "add the login",
        f"people:\n  {person}:\n    {forge}: LOGIN",
    )


def _training(person: str, topic: str, people: People, where: str) -> list[Advice]:
    """A training record that is missing, has ended, or will."""
    records = people.people[person].get("competence")
    rows = [row for row in records if isinstance(row, dict)] if isinstance(records, list) else []
    ends = [iso_date(row.get("expires")) for row in rows if row.get("topic") == topic and "expires" in row]
    block = (
        f"people:\n  {person}:\n    competence:\n      - {{topic: {topic}, completed: YYYY-MM-DD, expires: YYYY-MM-DD}}"
    )
    if not people.competent(person, topic):
        ended = f": the last one ended on {max(ends)}" if any(ends) else ""
        why = "their approval does not count where the risk method asks for this training"
        return [
            Advice(
                "change",
                f"{person} has no current training record on {topic}{ended}",
                where,
                why,
                "train them, or name another holder, and record it",
                block,
            )
        ]
    rest = [row for row in rows if row.get("topic") == topic and "expires" not in row]
    last = max(filter(None, ends), default="")
    if rest or not last or last > _horizon(people.now):
        return []
    why = f"from that day on approvals of {person} do not count"
    return [
        Advice("note", f"the training of {person} on {topic} ends on {last}", where, why, "renew it before then", block)
    ]


def _terms(asked: dict[str, set[str]], people: People, register: Register) -> list[Advice]:
    """Roles that end soon."""
    listed = register.value("roles").get("roles")
    found = []
    for role, rows in (listed if isinstance(listed, dict) else {}).items():
        for row in rows if isinstance(rows, list) else []:
            person, until = (row.get("person"), iso_date(row.get("until"))) if isinstance(row, dict) else (None, "")
            if person in asked and people.now < until <= _horizon(people.now):
                where = _at(register.single.get("roles"), ROLES, f"roles.{role}", "roles")
                why = "from that day on their approvals in this role do not count"
                found.append(
                    Advice("note", f"{person} holds {role} until {until}", where, why, "name a successor before then")
                )
    return found


def _horizon(now: str) -> str:
    return (date.fromisoformat(now) + timedelta(days=SOON)).isoformat()


def _alike(covers: Iterable[Cover]) -> list[list[Cover]]:
    """Covers that one sentence can speak of: approvals that are asked of the same people."""
    groups: dict[tuple[object, ...], list[Cover]] = {}
    for one in covers:
        key = one.duty.pointer if one.duty.demand is None else one.duty.demand
        groups.setdefault((key, one.able, one.unable, one.alone), []).append(one)
    return list(groups.values())


def _what(those: list[Cover]) -> str:
    """Every approval of a group, with the systems that it is about."""
    systems: dict[str, list[str]] = {}
    for one in those:
        systems.setdefault(one.duty.name, []).extend([one.duty.system] if one.duty.system else [])
    words = [f"{name} ({names(of)})" if of else name for name, of in systems.items()]
    return in_a_row(words)


def _holders_block(roles: tuple[str, ...], found: Cover, topic: str) -> str:
    """What to add to the roles file; the owner and backup of a system stand in its entry instead."""
    training = (
        f"\n    competence:\n      - {{topic: {topic}, completed: YYYY-MM-DD, expires: YYYY-MM-DD}}" if topic else ""
    )
    named = [role for role in roles if role != "system-owner"]
    if not named:
        return f"# .aims/systems/{found.duty.system}.yaml\nowner: PERSON\nbackup: ANOTHER"
    rows = "\n".join(f"  {role}: [PERSON]  # beside those who are there" for role in named)
    return f"people:\n  PERSON:\n    github: LOGIN{training}\nroles:\n{rows}"


def _at(parsed: Parsed | None, path: str, *pointers: str) -> str:
    """The first of the places that the file has, with its line; the file itself where it has none of them."""
    spans: dict[str, Json] = dict(parsed.spans) if parsed is not None else {}
    return next((f"{path}:{spans[pointer][0]}" for pointer in pointers if pointer in spans), path)
