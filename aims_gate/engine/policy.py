"""The rules in force: the built-in pack and the organisation's own, after profile and configuration."""

import hashlib
import json
from dataclasses import replace
from typing import Final, Literal, get_args

from aims_gate.engine.waivers import lowered
from aims_gate.errors import PolicyError
from aims_gate.model.document import Json
from aims_gate.model.rule import Rule
from aims_gate.model.values import NamedTuple, dataclass
from aims_gate.model.vocabulary import Severity

OFF: Final = "off"
Strength = Literal[Severity, "off"]
"""How much a rule weighs: its severity, or nothing."""

MODES = ("enforce", "warn", "audit")

_STRENGTHS: tuple[Strength, ...] = get_args(Strength)
"""From the strongest to the weakest."""


class Level(NamedTuple):
    """What configuration makes of a rule: a severity or `off`, and the sentence that says on whose word."""

    level: Strength
    reason: str = ""


@dataclass(frozen=True)
class Policy:
    """All that judges a change besides its facts.

    `levels` has an entry for each rule whose level is not its own. `notes` name lowered levels that have lapsed.
    `digest` covers rules, levels, method, waivers and configuration: two runs with the same digest judge alike.
    """

    rules: tuple[Rule, ...]
    levels: dict[str, Level]
    digest: str
    source: str
    mode: str = "enforce"
    notes: tuple[str, ...] = ()

    def level(self, rule: Rule) -> Level:
        """The level at which a rule is in force."""
        return self.levels.get(rule.id, Level(rule.severity))


def policy_of(
    rules: tuple[Rule, ...],
    register: dict[str, Json],
    profile: dict[str, Json],
    now: str,
    source: str,
    unasked: frozenset[str] = frozenset(),
) -> Policy:
    """The policy that a register at the trusted ref makes of some rules.

    `register` maps file names (`config`, `waivers`, `risk_method`) to values, `profile` is the chosen profile's table.
    `unasked` are ids of rules that exist and judge nothing here.
    Raises PolicyError for two rules of one id, a level for a rule that does not exist, or one that may not be lowered.
    """
    by_id = _by_id(rules)
    stated = _table(profile, "rules").items()
    levels = {key: Level(_strength(key, level), f"{level} by the profile") for key, level in stated if key in by_id}
    notes: list[str] = []
    config = register.get("config", {})
    for key, entry in _table(config, "rules").items():
        if key in unasked:
            continue
        if key not in by_id:
            raise PolicyError(
                f".aims/config.yaml sets a level for `{key}`, and there is no such rule", _closest(key, by_id)
            )
        _set_level(by_id[key], entry, now, levels, notes)
    return Policy(
        rules=tuple(by_id.values()),
        levels=levels,
        digest=_digest(by_id, levels, register),
        source=source,
        mode=_mode(config),
        notes=tuple(notes),
    )


def _mode(config: Json) -> str:
    mode = config.get("mode", MODES[0]) if isinstance(config, dict) else MODES[0]
    if mode not in MODES:
        raise PolicyError(f".aims/config.yaml sets the mode `{mode}`", f"write one of {', '.join(MODES)}")
    return str(mode)


def _set_level(rule: Rule, entry: Json, now: str, levels: dict[str, Level], notes: list[str]) -> None:
    wanted = _strength(rule.id, entry.get("level") if isinstance(entry, dict) else entry)
    if not rule.waivable and _lowers(wanted, rule.severity):
        said = "turned off" if wanted == OFF else "lowered"
        raise PolicyError(f"{rule.id} cannot be {said}", "remove its level from .aims/config.yaml")
    otherwise = levels[rule.id].level if rule.id in levels else rule.severity
    if not _lowers(wanted, otherwise):
        levels[rule.id] = Level(wanted, f"{wanted} by configuration")
        return
    state = lowered(entry, now)
    if state.live:
        levels[rule.id] = Level(wanted, f"{wanted} {state.why} by {entry['owner']}: {entry['reason']}")
    else:
        notes.append(f"{rule.id} is not lowered to `{wanted}`: {state.why}")


def _strength(rule: str, wanted: Json) -> Strength:
    for strength in _STRENGTHS:
        if wanted == strength:
            return strength
    raise PolicyError(f"`{wanted}` is no level for {rule}", f"write one of {', '.join(_STRENGTHS)}")


def _lowers(wanted: Strength, own: Strength) -> bool:
    return _STRENGTHS.index(wanted) > _STRENGTHS.index(own)


def _by_id(rules: tuple[Rule, ...]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda rule: (rule.id, rule.path)):
        if rule.id in found:
            where = f"{found[rule.id].path} and {rule.path}"
            raise PolicyError(f"two rules have the id {rule.id}: {where}", "give your own rule an id of its own")
        found[rule.id] = rule
    if not found:
        raise PolicyError("there is no rule to judge by", "the built-in pack is missing: install aims-gate again")
    return found


def _digest(rules: dict[str, Rule], levels: dict[str, Level], register: dict[str, Json]) -> str:
    stated = [repr(replace(rule, passing=(), failing=(), not_applicable=(), path="")) for rule in rules.values()]
    text = json.dumps(
        {"rules": stated, "levels": {key: repr(level) for key, level in levels.items()}, "register": register},
        sort_keys=True,
        ensure_ascii=True,
    )
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _closest(key: str, known: dict[str, Rule]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, known, n=1)
    return f"did you mean `{close[0]}`?" if close else "`aims-gate rules` lists them"


def _table(value: Json, key: str) -> dict[str, Json]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
