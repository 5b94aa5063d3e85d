"""Facts × policy → readiness: for every clause and control what stands, what is missing, and who closes it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from aims_gate import __version__
from aims_gate.engine.gaps import WHOLE, gaps_of, kept_by
from aims_gate.engine.held import held_for, reads_of
from aims_gate.engine.judge import joined, tasks_of
from aims_gate.engine.policy import Policy
from aims_gate.engine.report import digest
from aims_gate.facts.answers import answers
from aims_gate.facts.due import due_within
from aims_gate.facts.regulation import dates_to_come, standing_notes
from aims_gate.model.document import Json
from aims_gate.model.readiness import Entry, Question, Readiness, State, distinct
from aims_gate.model.report import Result
from aims_gate.model.rule import Rule

Facts = dict[str, Json]

Spread = Callable[[Sequence[Callable[[], Any]]], list[Any]]
"""Does tasks, none of which depends on another, and gives what each gives, in their order."""

Rules = dict[str, tuple[Rule, frozenset[tuple[str, str]]]]
"""Rule id → the rule, and the first two steps of every fact path that it reads."""


def _in_turn(tasks: Sequence[Callable[[], Any]]) -> list[Any]:
    return [task() for task in tasks]


def readiness(
    facts: Facts,
    policy: Policy,
    table: dict[str, Json],
    horizon: int = 90,
    law: dict[str, Json] | None = None,
    spread: Spread = _in_turn,
) -> Readiness:
    """The management system as the facts have it. `table` is policies/readiness.yaml; `horizon` counts in days.

    `law` is policies/eu-ai-act.yaml, where its dates are to be shown. `spread` does what can be done in any order.
    """
    asked = tuple(rule for rule in policy.rules if rule.standing or rule.subject in WHOLE)
    planned = {s["id"] for s in facts["programme"]["systems"] if s.get("lifecycle") == "planned"}
    in_force = replace(policy, rules=asked)
    named, *parts = spread([partial(digest, facts), *tasks_of(in_force, facts, many=True)])
    results = tuple(
        result for result in joined(in_force, facts, parts) if not _too_early(result, planned, table["planned"])
    )
    rules = {rule.id: (rule, reads_of(rule)) for rule in asked}
    spoken, keepers = _spoken(results, facts), kept_by(facts)
    entries = tuple(
        _entry(entry, facts, spoken[entry["id"]], rules, table, keepers) for entry in facts["programme"]["controls"]
    )
    coverage, said = _coverage(entries, spoken, rules), answers(facts)
    return Readiness(
        as_of=facts["trusted"]["day"],
        ref=facts["trusted"]["ref"],
        commit=facts["trusted"]["commit"],
        summary=_summary(coverage, facts),
        coverage=coverage,
        questions=tuple(_question(row, entries, said.get(row["id"], "")) for row in table["questions"]),
        entries=entries,
        due=tuple(sorted((*due_within(facts, horizon), *dates_to_come(facts, law or {}, horizon)))),
        results=results,
        notes=(*policy.notes, *_notes(facts)),
        law=tuple(standing_notes(facts, law or {})),
        policy={"digest": policy.digest, "source": policy.source},
        facts_digest=named,
        tool={"name": "aims-gate", "version": __version__},
    )


def _entry(
    entry: dict[str, Json],
    facts: Facts,
    mine: list[Result],
    rules: Rules,
    table: dict[str, Json],
    keepers: dict[str, str],
) -> Entry:
    key = str(entry["id"])
    row, ruled_out = _row(facts, key), _ruled_out(entry, facts)
    weighed = [result for result in mine if result.severity != "notice"]
    evidence = held_for([rules[result.rule][1] for result in mine], key, facts)
    named = [row.get("owner"), *(held.owner for held in evidence if held.kind in _items(facts))]
    owner = _first(*named, _programme_owner(facts), *_owners_of_systems(mine, facts))
    gaps = tuple(gap for result in mine for gap in gaps_of(result, rules[result.rule][0].shows, owner, keepers))
    state = _state(entry, weighed, facts)
    if ruled_out and state != "gap":
        state = "not-applicable"
    return Entry(
        id=key,
        title=entry["title"],
        kind=entry["kind"],
        group=entry["group"],
        automation=entry["automation"],
        state=state,
        applicable=not ruled_out,
        why=_why(entry, row),
        basis=_basis(entry, state, weighed, facts, table),
        owner=owner,
        evidence=evidence,
        gaps=gaps,
        rules=tuple(dict.fromkeys(result.rule for result in mine)),
        systems=tuple(dict.fromkeys(result.subject.id for result in mine if result.subject.kind == "system")),
        judged=_judged(weighed, rules),
        crosswalk={name: entry[name] for name in ("nist_ai_rmf", "nist_basis", "eu_ai_act") if name in entry},
    )


def _too_early(result: Result, planned: set[str], owed: list[str]) -> bool:
    """Whether a result is of a system that is only planned, and of what such a system does not owe yet."""
    if result.subject.kind != "system" or result.subject.id not in planned:
        return False
    return not any(c == p or c.startswith(f"{p}.") for c in result.controls for p in owed)


def _items(facts: Facts) -> dict[str, Json]:
    """What the programme holds: the owner of such an item answers for the clause, not that of an incident or datasheet."""
    found = facts["trusted"]["register"].get("programme")
    return found if isinstance(found, dict) else {}


def _spoken(results: Iterable[Result], facts: Facts) -> dict[str, list[Result]]:
    """Clause or control → the results that say something of it."""
    entries = {entry["id"]: _ruled_out(entry, facts) for entry in facts["programme"]["controls"]}
    found: dict[str, list[Result]] = {key: [] for key in entries}
    for result in filter(_counts, results):
        for key in dict.fromkeys((*result.controls, result.subject.id if result.subject.kind == "control" else "")):
            if key in found and _speaks_of(result, key, entries[key]):
                found[key].append(result)
    return found


def _ruled_out(entry: dict[str, Json], facts: Facts) -> bool:
    return entry["kind"] == "control" and _row(facts, str(entry["id"])).get("applicable") is False


def _speaks_of(result: Result, control: str, ruled_out: bool) -> bool:
    """Whether a result says something of a clause or control.

    Usually of those that its rule names; of one that is ruled out, the management system owes nothing. What is judged of
    each control speaks of that one where the rule names it, else of the clause that asks for it, and of a control that
    fails: a row that is as it should be shows nothing of what the control asks.
    """
    named, kind, subject = control in result.controls, result.subject.kind, result.subject.id
    if kind != "control":
        return named and not (ruled_out and kind == "programme")
    if subject == control:
        return named or result.outcome in ("fail", "unknown")
    return named and subject not in result.controls


def _counts(result: Result) -> bool:
    """What does not apply, and what only a pull request could settle, says nothing of what stands."""
    return result.outcome != "not-applicable" and not result.waiting


def _state(entry: dict[str, Json], results: list[Result], facts: Facts) -> State:
    outcomes = {result.outcome for result in results}
    if "fail" in outcomes or _undecided(entry, facts):
        return "gap"
    if "unknown" in outcomes or not outcomes:
        return "unknown"
    if entry["automation"] == "judgement":
        return "attested" if attestation(facts, str(entry["id"])) else "gap"
    return "evidence"


def attestation(facts: Facts, control: str) -> dict[str, Json]:
    """Somebody's word on an entry; empty where nobody gave it."""
    programme = facts["trusted"]["register"].get("programme")
    stated = programme.get("attested") if isinstance(programme, dict) else None
    found = stated.get(control) if isinstance(stated, dict) else None
    return found if isinstance(found, dict) else {}


def _why(entry: dict[str, Json], row: dict[str, Json]) -> str:
    if entry["kind"] == "clause":
        return "every clause applies"
    if "applicable" not in row:
        return "nobody has said whether it applies"
    return str(row.get("justification") or "the Statement of Applicability does not say why")


def _basis(entry: dict[str, Json], state: State, results: list[Result], facts: Facts, table: dict[str, Json]) -> str:
    """What the state rests on, in one sentence."""
    if state == "attested":
        word = attestation(facts, str(entry["id"]))
        return f"attested by {word.get('by')} on {word.get('date')}"
    if state == "not-applicable":
        return "ruled out in .aims/soa.yaml"
    passed = sum(result.outcome in ("pass", "waived", "overridden") for result in results)
    if state == "unknown" and not results:
        return str(table["unjudged"].get(entry["id"], "nothing here that a rule could judge"))
    aside = sum(result.outcome in ("waived", "overridden") for result in results)
    said = f"{passed} of {len(results)} checks pass{f', {aside} of them waived or overridden' if aside else ''}"
    if state == "evidence" and entry["automation"] == "assisted":
        return f"{said}; a person judges the content"
    return said


def _first(*names: Json) -> str:
    return next((str(name) for name in names if name), "")


def _owners_of_systems(results: list[Result], facts: Facts) -> list[Json]:
    """Owners of the systems that any of the results is about."""
    about = {result.subject.id for result in results if result.subject.kind == "system"}
    return [system.get("owner") for system in facts["programme"]["systems"] if system["id"] in about]


def _judged(results: list[Result], rules: Rules) -> dict[str, tuple[int, int]]:
    found = {}
    for stage in ("written", "done"):
        mine = [result for result in results if rules[result.rule][0].shows == stage]
        found[stage] = (len(mine), sum(result.outcome in ("pass", "waived", "overridden") for result in mine))
    return found


def _question(row: dict[str, Json], entries: tuple[Entry, ...], shown: str) -> Question:
    mine = [entry for entry in entries if entry.id in row["controls"]]
    states = [entry.state for entry in mine]
    state: State = next((s for s in ("gap", "unknown") if s in states), "evidence")
    gaps = len(distinct(mine))
    held = dict.fromkeys(piece.path for entry in mine for piece in entry.evidence)
    pieces = f"{len(held)} piece{'s' * (len(held) != 1)} of evidence, {gaps} gap{'s' * (gaps != 1)}"
    if open_ := sum(entry.state == "gap" and not entry.gaps for entry in mine):
        pieces += f", {open_} control{'s' * (open_ != 1)} that nobody has decided about"
    answer = f"{shown[0].upper()}{shown[1:]}. {pieces}" if shown else pieces
    return Question(row["id"], row["question"], row["good"], answer, tuple(row["controls"]), state)


def _coverage(entries: tuple[Entry, ...], spoken: dict[str, list[Result]], rules: Rules) -> dict[str, Json]:
    """Entries by state; results and gaps by stage, each counted once, of however many entries it speaks."""
    states = [entry.state for entry in entries]
    applicable = [entry for entry in entries if entry.state != "not-applicable"]
    shown = sum(entry.state in ("evidence", "attested") for entry in applicable)
    view: dict[str, Json] = {state.replace("-", "_"): states.count(state) for state in dict.fromkeys(states)}
    view.update(entries=len(entries), applicable=len(applicable), shown=shown)
    view["gaps"] = len(distinct(entries))
    view["percent"] = 100 * shown // len(applicable) if applicable else 0
    once = {id(result): result for mine in spoken.values() for result in mine if result.severity != "notice"}
    judged = _judged(list(once.values()), rules)
    for stage in ("written", "done"):
        view[stage] = {
            "checks": judged[stage][0],
            "pass": judged[stage][1],
            "gaps": len(distinct(entries, stage)),
        }
    return view


def _summary(coverage: dict[str, Json], facts: Facts) -> str:
    systems = len(facts["programme"]["systems"])
    return (
        f"Evidence or a word for {coverage['shown']} of {coverage['applicable']} clauses and controls that apply "
        f"({coverage['percent']} %), {systems} system{'s' * (systems != 1)} in the inventory."
    )


def _notes(facts: Facts) -> list[str]:
    notes = []
    if not facts["programme"]["history"]["whole"]:
        notes.append("The clone is shallow: what history shows is cut off. Run `git fetch --unshallow`.")
    if not facts["trusted"]["present"]:
        notes.append("There is no register yet: begin with `aims-gate init`, and commit what it writes.")
    return notes


def _undecided(entry: dict[str, Json], facts: Facts) -> bool:
    """Whether there is a Statement of Applicability that does not say whether a control applies."""
    stated = isinstance(facts["trusted"]["register"].get("soa"), dict)
    return entry["kind"] == "control" and stated and "applicable" not in _row(facts, str(entry["id"]))


def _row(facts: Facts, control: str) -> dict[str, Json]:
    soa = facts["trusted"]["register"].get("soa")
    rows = soa.get("controls") if isinstance(soa, dict) else None
    found = rows.get(control) if isinstance(rows, dict) else None
    return found if isinstance(found, dict) else {}


def _programme_owner(facts: Facts) -> str:
    return next(iter(facts["programme"]["roles"]["held"].get("programme-owner", ())), "")
