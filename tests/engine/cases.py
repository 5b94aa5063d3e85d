"""Facts, rules and policies for the tests of the engine, as small as what they are about."""

from typing import Any

from aims_gate.engine.judge import judge
from aims_gate.engine.policy import Policy, policy_of
from aims_gate.model.report import Result
from aims_gate.model.rule import FixPart, Requirement, Rule

NOW = "2026-11-21"
PERIODS = {"minimal": "180d", "limited": "90d", "high": "30d"}
WAIVER = {
    "rule": "r1",
    "subject": "system:s1",
    "reason": "The supplier answers in December.",
    "owner": "ana",
    "approved_by": "bob",
    "from": "2026-11-01",
    "expires": "2026-12-31",
}
"""In force on `NOW` at tier limited."""


def unknown(path: str, *, waiting: bool = False, reason: str = "") -> dict[str, Any]:
    """A fact that could not be had."""
    return {"path": path, "reason": reason or f"{path} was not there", "waiting": waiting}


def system(**given: Any) -> dict[str, Any]:
    """The facts of one system. `tier` and `material` go where they belong; the rest as it is."""
    tier, material = given.pop("tier", "limited"), given.pop("material", True)
    entry = {"id": "s1", "tier": tier, "owner": "ana", "backup": "bob", **given.pop("system", {})}
    sign_off = {"required": ["risk-approver"], "given": [], "missing": ["risk-approver"], "could_sign": ["rita"]}
    return {
        "system": entry,
        "record": {"material": material, "paths": [], "change": [], **given.pop("record", {})},
        "sign_off": {**sign_off, "basis": "claimed"},
        "anchors": {"system": [".aims/systems/s1.yaml", ""]},
        "unknown": [],
        **given,
    }


def facts(*systems: dict[str, Any], **given: Any) -> dict[str, Any]:
    """The facts of a change that touches some systems. `register` is the trusted one."""
    register = given.pop("register", {})
    change = {
        "base": "b" * 40, "head": "a" * 40, "head_tree": "c" * 40, "title": "Change", "ai": bool(systems),
        "systems": [item["system"]["id"] for item in systems], "tier": "limited" if systems else "minimal",
        "files": [{"path": "prompts/a.md", "status": "M"}], **given.pop("change", {}),
    }  # fmt: skip
    return {
        "schema": "aims-gate/facts/v1",
        "now": NOW,
        "change": change,
        "proposed": {"gate": [], "bootstrap": False, "approved": False, "could_approve": ["olga"], "basis": "claimed"},
        "records": [],
        "systems": list(systems),
        "documents": [],
        "signals": [],
        "approvals": [],
        "searched": 1,
        "unread": [],
        "mutes": [],
        "trusted": {
            "ref": "main", "commit": "d" * 40, "present": True, "bootstrap": False,
            "register": register, "rules": {}, "day": NOW,
        },
        "unknown": [],
        "documents_read": 2,
        "spans": {},
        **given,
    }  # fmt: skip


def requirement(that: str = "true", message: str = "It is not so.", **given: Any) -> Requirement:
    """`for_each` is written as in a rule file: `<list> as <name>`."""
    listed, _, each = given.pop("for_each", "").rpartition(" as ")
    return Requirement(that, message, for_each=listed, each=each, **given)


def rule(*required: Requirement | str, **given: Any) -> Rule:
    """A rule `r1` of subject `system` that blocks."""
    stated = tuple(item if isinstance(item, Requirement) else requirement(item) for item in required)
    usual: dict[str, Any] = {
        "id": "r1", "title": "is as it should be", "controls": ("6.3",), "subject": "system", "from_tier": "minimal",
        "severity": "error", "when": "true", "why": "Because.", "fix": (FixPart("Mend it."),), "pack": "own",
    }  # fmt: skip
    return Rule(**{**usual, "require": stated or (requirement(),), **given})


def policy(*rules: Rule, register: dict[str, Any] | None = None, profile: dict[str, Any] | None = None) -> Policy:
    """The policy that a register makes of some rules."""
    return policy_of(rules, register or {}, profile or {}, NOW, "main")


def judged(one: Rule, given: dict[str, Any]) -> Result:
    """The only result of one rule."""
    (result,) = judge(policy(one, register=given["trusted"]["register"]), given)
    return result


def outcome(that: str, **given: Any) -> str:
    """The outcome of one requirement over one system's facts."""
    return judged(rule(that), facts(system(**given))).outcome
