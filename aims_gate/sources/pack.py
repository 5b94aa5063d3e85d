"""The data that ships with the gate: built-in rules, controls, change types and profiles."""

import json
import os
from functools import cache
from hashlib import blake2b
from importlib import import_module

from aims_gate.engine.expression import Prepared
from aims_gate.errors import PolicyError
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import EVIDENCE_DATES, TIERS, tier_rank
from aims_gate.sources.strict_yaml import read_yaml

PACK = "iso42001"

PROGRAMME = "programme"
"""The folder of rules that judge the management system as it stands. A change has nothing that they could judge."""

PREPARED = "prepared.json"
"""Made by `python -m aims_gate.sources.prepared`; those of the programme's rules stand in a table of their own."""

READ_AHEAD = "read-ahead.json"
"""Made by `python -m aims_gate.sources.read_ahead`; the programme's rules stand in a table of their own."""

_LIMIT = 1_048_576


@cache
def folder() -> str:
    """The folder of the shipped policies."""
    # The folder lies beside the package in a checkout and inside it once installed: only the import system knows.
    paths: list[str] = list(import_module("aims_gate.policies").__path__)
    return paths[0]


def rule_files(*, programme: bool = True) -> dict[str, bytes]:
    """Path below the policies folder → content, of every built-in rule, or only of those that judge a change.

    In the order of their ids.
    """
    paths = [*_rules_in(PACK), *(programme_rule_paths() if programme else ())]
    return {path: text(path) for path in sorted(paths, key=lambda path: path.rpartition("/")[2])}


def programme_rule_paths() -> list[str]:
    """Paths below the policies folder of the rules that judge the management system as it stands."""
    return _rules_in(f"{PACK}/{PROGRAMME}")


def is_of_programme(path: str) -> bool:
    """Whether the rule at a path judges the management system as it stands."""
    return path.startswith(f"{PACK}/{PROGRAMME}/")


def _rules_in(place: str) -> list[str]:
    names = os.listdir(os.path.join(folder(), *place.split("/")))
    return sorted(f"{place}/{name}" for name in names if name.endswith(".yaml"))


def without_examples(rule: bytes) -> bytes:
    """A rule file without `examples`, which stand last and are most of it: they are there for readers and tests."""
    return rule.partition(b"\nexamples:")[0] + b"\n"


def profile_files() -> list[str]:
    """Paths below the policies folder of every profile."""
    names = sorted(os.listdir(os.path.join(folder(), "profiles")))
    return [f"profiles/{name}" for name in names if name.endswith(".yaml")]


def text(path: str) -> bytes:
    """A file below the policies folder."""
    return _read(os.path.join(folder(), path))


def text_digest(data: bytes) -> str:
    """What names a text in the table of files that were read ahead."""
    return blake2b(data, digest_size=16).hexdigest()


@cache
def read_ahead_table(of_programme: bool = False) -> dict[str, list[Json]]:
    """Path → [digest, value] of files that were read ahead; empty where the table is missing: they are read then."""
    try:
        table: dict[str, list[Json]] = json.loads(text(table_name(READ_AHEAD, of_programme)))
    except FileNotFoundError:
        return {}
    return table


def table_name(name: str, of_programme: bool) -> str:
    """The file of a table that was made ahead: for rules of a change, or of the programme."""
    return f"{PROGRAMME}-{name}" if of_programme else name


def read_before(path: str, data: bytes) -> dict[str, Json] | None:
    """The value that was read ahead from just this text; None where it was read from another, or never."""
    found = read_ahead_table(is_of_programme(path)).get(path)
    return found[1] if found and found[0] == text_digest(data) else None


def change_types() -> dict[str, dict[str, Json]]:
    """Change type → what it asks for."""
    types: dict[str, dict[str, Json]] = _table("changes.yaml")["types"]
    return types


def controls() -> list[dict[str, Json]]:
    """Every clause and control of the catalogue, in its order."""
    listed: list[dict[str, Json]] = _table("controls.yaml")["controls"]
    return listed


def readiness_table() -> dict[str, Json]:
    """What `readiness` asks beyond the rules: `questions`, and `unjudged` (entry of the catalogue → why)."""
    return _table("readiness.yaml")


def asked_fields(kind: str, tier: str) -> tuple[str, ...]:
    """Fields that rules ask of a document of some kind at a tier, in their order; of no kind those of every one."""
    table = _table("asked.yaml")
    levels = TIERS[: tier_rank(tier) + 1]
    return tuple(name for key in ("every", kind) for level in levels for name in table.get(key, {}).get(level, ()))


def asked_from(kind: str) -> str:
    """The lowest tier at which rules ask a document of some kind for more than any document has, and its date."""
    bare = {*asked_fields("", "high"), EVIDENCE_DATES[kind]}
    return next((tier for tier in TIERS if set(asked_fields(kind, tier)) - bare), TIERS[-2])


def crosswalk_sources() -> dict[str, Json]:
    """What the catalogue's links to other texts rest on: `eu_ai_act` as a sentence, `nist_basis` by its word."""
    sources: dict[str, Json] = _table("controls.yaml")["sources"]
    return {"eu_ai_act": sources["eu_ai_act"], "nist_basis": sources["nist_basis"]}


def eu_ai_act() -> dict[str, Json]:
    """From when the duties of the EU AI Act apply: `dates`, and `standing`, how sure they are."""
    return _table("eu-ai-act.yaml")


def profile(name: str) -> dict[str, Json]:
    """A profile's table. Raises PolicyError for a name that is not shipped."""
    if f"profiles/{name}.yaml" not in profile_files():
        raise PolicyError(f"there is no profile `{name}`", "write starter, standard or strict in .aims/config.yaml")
    return _table(f"profiles/{name}.yaml")


def prepared_expressions(of_programme: bool = False) -> Prepared:
    """The built-in rules' expressions, compiled ahead; empty where the table is missing: they are compiled then."""
    try:
        prepared: Prepared = json.loads(text(table_name(PREPARED, of_programme)))
    except FileNotFoundError:
        return {}
    return prepared


def _table(path: str) -> dict[str, Json]:
    data = text(path)
    if (before := read_before(path, data)) is not None:
        return before
    parsed = read_yaml(data, path, limit=_LIMIT)
    if parsed.value is None:
        raise PolicyError(f"the shipped {path} cannot be read: {parsed.problems[0].message}", "install aims-gate again")
    table: dict[str, Json] = parsed.value
    return table


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
