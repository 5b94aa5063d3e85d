"""What GitHub shows of how a branch is protected: its rules, its branch protection, and who may pass them by.

Asks, and judges nothing. What GitHub does not answer is left open with the cause.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, TypeVar

from aims_gate.errors import ForgeError
from aims_gate.forges.github.api import Api
from aims_gate.model.document import Json

_T = TypeVar("_T")


class Required(NamedTuple):
    """A check that must pass. `app` is the app whose runs count, 0 for any; `source` names the rule set."""

    context: str
    app: int
    source: str


class Workflow(NamedTuple):
    """A workflow that must pass, of the repository with this number."""

    path: str
    repository: int
    source: str


class Unasked(NamedTuple):
    """What could not be told, and why."""

    what: str
    why: str
    todo: str


class Protection(NamedTuple):
    """How a branch is protected. `rules` are the types of its rules. `bypass` names who may pass a rule set by.

    `told` is whether both the rules and the branch could be asked for: without either, nothing can be ruled out.
    """

    branch: str
    checks: tuple[Required, ...]
    workflows: tuple[Workflow, ...]
    rules: frozenset[str]
    bypass: tuple[str, ...]
    unasked: tuple[Unasked, ...]
    told: bool

    @property
    def queue(self) -> bool | None:
        """Whether the branch has a merge queue; None where that is not known."""
        return True if "merge_queue" in self.rules else False if self.told else None


def default_branch(api: Api) -> str:
    """The name of the repository's default branch. Raises ForgeError."""
    shown = api.get(api.at())
    name = shown.get("default_branch") if isinstance(shown, dict) else None
    if not isinstance(name, str) or not name:
        raise ForgeError("GitHub does not say which branch is the default one", "check that the token may read it")
    return name


def read_protection(api: Api, branch: str) -> Protection:
    """How a branch is protected, as far as the token may see."""
    unasked: list[Unasked] = []
    rules = _try(partial(_rules, api, branch), unasked, f"which rules hold for {branch}")
    shown = _try(partial(api.get, api.at("branches", branch)), unasked, f"which branch protection {branch} has")
    listed = rules or []
    checks = [*_of_rules(listed), *_of_branch(shown)]
    return Protection(
        branch,
        tuple(dict.fromkeys(checks)),
        tuple(dict.fromkeys(_workflows(listed))),
        frozenset(str(rule.get("type", "")) for rule in listed),
        _bypass(api, listed, unasked),
        tuple(unasked),
        told=rules is not None and shown is not None,
    )


def _try(ask: Callable[[], _T], unasked: list[Unasked], what: str) -> _T | None:
    try:
        return ask()
    except ForgeError as error:
        unasked.append(Unasked(what, error.message, error.hint))
        return None


def _rules(api: Api, branch: str) -> list[dict[str, Json]]:
    return list(api.pages(api.at("rules", "branches", branch)))


def _of_rules(rules: Iterable[dict[str, Json]]) -> list[Required]:
    found: list[Required] = []
    for rule in rules:
        if rule.get("type") == "required_status_checks":
            listed = _rows(_table(rule.get("parameters")).get("required_status_checks"))
            found += [Required(str(c.get("context", "")), _app(c.get("integration_id")), _source(rule)) for c in listed]
    return found


def _of_branch(shown: Json) -> list[Required]:
    """Classic branch protection, as a branch shows it to everybody who may read it."""
    wanted = _table(_table(_table(shown).get("protection")).get("required_status_checks"))
    if wanted.get("enforcement_level") == "off":
        return []
    source = "branch protection"
    pinned = [Required(str(c.get("context", "")), _app(c.get("app_id")), source) for c in _rows(wanted.get("checks"))]
    named = {check.context for check in pinned}
    contexts = wanted.get("contexts")
    loose = [str(name) for name in (contexts if isinstance(contexts, list) else []) if str(name) not in named]
    return [*pinned, *(Required(name, 0, source) for name in loose)]


def _workflows(rules: Iterable[dict[str, Json]]) -> list[Workflow]:
    found: list[Workflow] = []
    for rule in rules:
        if rule.get("type") == "workflows":
            listed = _rows(_table(rule.get("parameters")).get("workflows"))
            found += [Workflow(str(w.get("path", "")), _app(w.get("repository_id")), _source(rule)) for w in listed]
    return found


def _bypass(api: Api, rules: Iterable[dict[str, Json]], unasked: list[Unasked]) -> tuple[str, ...]:
    """Who may pass by a rule set that holds checks, workflows or reviews. GitHub shows it to who may edit the set."""
    kinds = ("required_status_checks", "workflows", "pull_request")
    sets = {rule["ruleset_id"]: _source(rule) for rule in rules if rule.get("type") in kinds and "ruleset_id" in rule}
    found: list[str] = []
    for number, source in sets.items():
        what = f"who may pass by the rule set {number} of {source}"
        shown = _table(_try(partial(api.get, api.at("rulesets", number)), unasked, what))
        if shown and "bypass_actors" not in shown:
            todo = "look with a token of somebody who may edit the rule set (`administration: write`)"
            unasked.append(Unasked(what, "GitHub shows it only to who may edit the rule set", todo))
        found += [_actor(row, source) for row in _rows(shown.get("bypass_actors"))]
    return tuple(dict.fromkeys(found))


def _actor(row: dict[str, Json], source: str) -> str:
    number = row.get("actor_id")
    mode = row.get("bypass_mode", "always")
    return f"{row.get('actor_type', 'somebody')}{f' {number}' if number else ''} ({mode}, {source})"


def _source(rule: dict[str, Json]) -> str:
    return f"{str(rule.get('ruleset_source_type', 'Repository')).lower()} {rule.get('ruleset_source', '')}".strip()


def _app(value: Json) -> int:
    """An app's number; 0 for none. Branch protection writes -1 for any app."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _table(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _rows(value: Json) -> list[dict[str, Json]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
