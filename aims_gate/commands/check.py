"""`aims-gate check`: judge a change and say what is missing."""

import json
import os
from dataclasses import field
from typing import NamedTuple

from aims_gate.engine.policy import Policy
from aims_gate.engine.report import report_on
from aims_gate.errors import PolicyError, UsageError
from aims_gate.facts.build import SCHEMA, Facts, build
from aims_gate.forges.local.change import NAME, Asked, read_change
from aims_gate.model.report import Report
from aims_gate.sources import pack
from aims_gate.sources.collect import as_if_merged, collect
from aims_gate.sources.git import Repository
from aims_gate.sources.rules import load_policy


class Options(NamedTuple):
    """What a user asks of a check. Empty texts leave the choice to the gate; `now` is an ISO date or date-time."""

    now: str
    asked: Asked = field(default_factory=Asked)
    folder: str = "."
    strict: bool = False
    policy_digest: str = ""
    facts: str = ""
    save_facts: str = ""


def check(options: Options) -> Report:
    """Judge a change, or facts that were saved earlier. Raises AimsGateError."""
    facts = read_facts(options.facts) if options.facts else collect_facts(options)
    if options.save_facts:
        _write(options.save_facts, facts)
    policy = load_policy(facts)
    _hold_to(options.policy_digest, policy)
    proposed, unusable = _proposed(facts)
    return report_on(facts, policy, strict=options.strict, proposed=proposed, unusable=unusable)


def collect_facts(options: Options) -> Facts:
    """The facts of a change in a local repository."""
    types = pack.change_types()
    with Repository(options.folder) as repository, read_change(repository, options.asked) as (change, trust):
        side = collect(repository, change, trust, options.now, NAME)
    facts = build(side, types)
    if facts["proposed"]["gate"] and not side.bootstrap:
        facts["if_merged"] = build(as_if_merged(side), types)
    return facts


def read_facts(path: str) -> Facts:
    """Facts that a run has saved. Raises UsageError for anything else."""
    try:
        with open(path, encoding="utf-8") as file:
            facts = json.load(file)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "name a file that --save-facts wrote") from None
    except ValueError:
        raise UsageError(f"{path} is no JSON document", "name a file that --save-facts wrote") from None
    if not isinstance(facts, dict) or facts.get("schema") != SCHEMA:
        raise UsageError(f"{path} does not hold {SCHEMA}", "name a file that --save-facts of this version wrote")
    return facts


def _write(path: str, facts: Facts) -> None:
    text = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=True) + "\n"
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _proposed(facts: Facts) -> tuple[Policy | None, str]:
    """The policy that the change would bring, or why it could not be loaded: that is no reason not to judge."""
    if "if_merged" not in facts:
        return None, ""
    try:
        return load_policy(facts["if_merged"]), ""
    except PolicyError as error:
        return None, error.message


def _hold_to(digest: str, policy: Policy) -> None:
    if digest and digest != policy.digest:
        raise PolicyError(
            f"the policy in force is {policy.digest}, not {digest}",
            "pin the digest that this run shows once its rules were reviewed",
        )
