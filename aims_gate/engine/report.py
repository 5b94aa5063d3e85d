"""One report from facts and policy: the outcome of every rule, the verdict, and who can unblock what."""

import hashlib
import json

from aims_gate import __version__
from aims_gate.engine import signal_notes
from aims_gate.engine.glass import glass_notes
from aims_gate.engine.judge import judge
from aims_gate.engine.policy import Policy
from aims_gate.engine.verdict import counts, decide
from aims_gate.model.document import Json
from aims_gate.model.report import Report, Result

Facts = dict[str, Json]


def report_on(
    facts: Facts, policy: Policy, *, strict: bool = False, proposed: Policy | None = None, unusable: str = ""
) -> Report:
    """The report on a change.

    `proposed` is the policy that the change would bring, where it brings one; `unusable` says why that cannot be
    loaded.
    """
    results = judge(policy, facts)
    decision = decide(results, facts, policy.mode, strict)
    change = facts["change"]
    return Report(
        verdict=decision.verdict,
        exit_code=decision.exit_code,
        blocking=decision.blocking,
        summary=decision.summary,
        change={key: change[key] for key in ("base", "head", "title", "ai", "systems", "tier")},
        counts=counts(results, facts["documents_read"], len(change["files"])),
        results=results,
        sign_off=_sign_offs(facts),
        if_merged=_if_merged(facts, results, proposed),
        policy={"digest": policy.digest, "source": policy.source},
        notes=(*policy.notes, *_notes(facts, policy, unusable)),
        signals=signal_notes.summary(facts),
        unreachable=facts.get("unreachable", ""),
        facts_digest=digest(facts),
        now=facts["now"],
        tool={"name": "aims-gate", "version": __version__},
    )


def digest(facts: Facts) -> str:
    """What names a set of facts: two with the same digest are the same."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _sign_offs(facts: Facts) -> dict[str, Json]:
    """The sign-off of every system of which one is asked."""
    asked = [item for item in facts["systems"] if item["record"]["material"]]
    return {item["system"]["id"]: _sign_off(item["sign_off"]) for item in asked}


def _sign_off(view: dict[str, Json]) -> dict[str, Json]:
    """A sign-off less what is there for one rule alone, which says it in its own findings."""
    given = [{key: value for key, value in row.items() if key != "training"} for row in view["given"]]
    hindered = {"hindered": view["hindered"]} if view.get("hindered") else {}
    return {**{key: view[key] for key in ("required", "missing", "could_sign")}, **hindered, "given": given}


def _if_merged(facts: Facts, results: tuple[Result, ...], proposed: Policy | None) -> dict[str, Json]:
    """What the change's own rules and register would make of it."""
    if proposed is None or "if_merged" not in facts:
        return {}
    after = judge(proposed, facts["if_merged"])
    now = {(r.rule, r.subject.kind, r.subject.id): r.outcome for r in results}
    then = {(r.rule, r.subject.kind, r.subject.id): r.outcome for r in after}
    decision = decide(after, facts["if_merged"], proposed.mode, strict=False)
    return {
        "verdict": decision.verdict,
        "files": [entry["path"] for entry in facts["proposed"]["gate"]],
        "differences": [
            {
                "rule": key[0],
                "subject": {"kind": key[1], "id": key[2]},
                "now": now.get(key, "not-applicable"),
                "then": then.get(key, "not-applicable"),
            }
            for key in sorted({*now, *then})
            if now.get(key, "not-applicable") != then.get(key, "not-applicable")
        ],
    }


def _notes(facts: Facts, policy: Policy, unusable: str) -> list[str]:
    notes = list(facts.get("notes", ()))
    if unusable:
        notes.append(f"Once merged, no change could be judged: {unusable}.")
    if facts["trusted"]["bootstrap"]:
        notes.append("This change brings or repairs the register, so it is judged by its own.")
    notes += glass_notes(facts)
    if facts["proposed"]["gate"] and not facts["trusted"]["bootstrap"]:
        paths = ", ".join(entry["path"] for entry in facts["proposed"]["gate"])
        notes.append(f"Proposed and not in force until merged: {paths}.")
    notes += signal_notes.notes(facts)
    if not facts["trusted"]["present"]:
        notes.append("A register begins with `aims-gate init`.")
    if policy.mode != "enforce":
        notes.append(f"The mode is `{policy.mode}`: nothing is blocked.")
    return notes
