"""Which evidence a rule looks at, told from the facts that its expressions read, and where that evidence lives."""

from collections.abc import Iterable, Iterator

from aims_gate.engine.compiled import compilers, sources
from aims_gate.engine.fact_paths import ELEMENT, FactPath, resolve
from aims_gate.model.document import Json
from aims_gate.model.readiness import Held
from aims_gate.model.rule import Rule

Facts = dict[str, Json]

_FILES = {
    "roles": ".aims/roles.yaml",
    "soa": ".aims/soa.yaml",
    "method": ".aims/risk-method.yaml",
    "waivers": ".aims/waivers.yaml",
}
"""Variable → the register's file that it comes from."""

_NO_EVIDENCE = ("", "id", "name", "tier", "live", "lifecycle", "changes_since")
"""What only says which system is meant, or is counted and not written in its entry."""

_KNOWN = ("roles", "people")
"""Looked up to see whether somebody who is named is known, which is no evidence of anything."""

_CASES = ("incidents", "nonconformities", "audits", "results", "datasheets", "suppliers")
_DATES = ("date", "opened", "audited", "measured", "updated", "assessed")


def reads_of(rule: Rule) -> frozenset[tuple[str, str]]:
    """The first two steps of every fact path that a rule's conditions read; the second may be empty.

    What is read of each system of the whole is told as a rule of one system would read it.
    """
    compiler = compilers()[rule.subject]
    found = set()
    for source, requirement in sources(rule):
        each = requirement.each if requirement else ""
        aliases = {each: compiler.expression(requirement.for_each).elements} if requirement and each else {}
        for path in resolve(compiler.expression(source, each).reads, aliases):
            found.add(_of_one_system(path))
    return frozenset(found)


def _of_one_system(path: FactPath) -> tuple[str, str]:
    first, second, third, fourth = (*path, "", "", "", "")[:4]
    if (first, second) != ("systems", ELEMENT):
        return first, second
    if third == "measured":
        return "results", ELEMENT
    return ("evidence", fourth) if third == "evidence" else ("system", third)


def held_for(reads: Iterable[frozenset[tuple[str, str]]], control: str, facts: Facts) -> tuple[Held, ...]:
    """The evidence that rules with these reads look at for one clause or control, each piece once."""
    wanted = sorted({pair for read in reads for pair in read})
    return tuple(sorted({held for first, second in wanted for held in _held(first, second, control, facts)}))


def _held(first: str, second: str, control: str, facts: Facts) -> Iterator[Held]:
    if first == "evidence" and second not in ("", "[]"):
        yield from _of_systems(second, facts)
    elif first == "programme" and second:
        yield from _of_programme(second, control, facts)
    elif first == "system" and second not in _NO_EVIDENCE:
        yield from (Held(s["path"], "system", s["id"], str(s.get("owner", "")), str(s.get("last_reviewed", "")),
                         **_last(s["path"], facts)) for s in facts["programme"]["systems"])  # fmt: skip
    elif first in _CASES:
        yield from (_case(case, facts) for case in facts["programme"][first])
    elif (first, second) != _KNOWN and _registered(first, facts):
        yield Held(_FILES[first], first, **_last(_FILES[first], facts))


def _registered(first: str, facts: Facts) -> bool:
    return first in _FILES and bool(facts["trusted"]["register"].get("risk_method" if first == "method" else first))


def _of_systems(kind: str, facts: Facts) -> Iterator[Held]:
    for system in facts["programme"]["systems"]:
        piece = system["evidence"].get(kind)
        if piece is not None and system.get("lifecycle") != "retired":
            path = str(piece["path"])
            yield Held(
                path, kind, str(system["id"]), str(piece.get("owner", "")), str(piece.get("date", "")),
                str(piece.get("due", "")), **_last(path, facts),
            )  # fmt: skip


def _of_programme(item: str, control: str, facts: Facts) -> Iterator[Held]:
    programme = facts["trusted"]["register"].get("programme") or {}
    found = programme.get(item)
    if item == "attested":
        found = found.get(control) if isinstance(found, dict) else None
    if not found:
        return
    row = found if isinstance(found, dict) else {}
    path = str(row.get("document") or ".aims/programme.yaml")
    date = str(row.get("last_reviewed") or row.get("approved") or row.get("date") or "")
    yield Held(path, item, "", str(row.get("owner") or row.get("by") or ""), date, str(row.get("next_review") or ""),
               **_last(path, facts))  # fmt: skip


def _case(case: dict[str, Json], facts: Facts) -> Held:
    date = next((str(case[key]) for key in _DATES if case.get(key)), "")
    path = str(case["path"])
    return Held(path, str(case.get("kind", "")), "", str(case.get("owner", "")), date, "", **_last(path, facts))


def _last(path: str, facts: Facts) -> dict[str, str]:
    changed = facts["programme"]["changed"].get(path)
    return {"changed": str(changed["at"]), "by": str(changed["by"])} if changed else {}
