"""Whatever stands in a document, a record or an entry, the built-in rules say something of it and never break."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from aims_gate.engine.judge import judge
from aims_gate.engine.policy import Policy
from aims_gate.engine.verdict import decide
from aims_gate.facts.build import build
from aims_gate.forges.local.change import Asked, read_change
from aims_gate.model.collected import Collected
from aims_gate.model.document import Parsed
from aims_gate.model.report import Outcome, Result
from aims_gate.sources import pack
from aims_gate.sources.collect import collect
from aims_gate.sources.git import Repository
from aims_gate.sources.rules import load_policy
from tests.repositories import Repo
from tests.tree import EXAMPLE

NOW = "2026-11-21"
WORDS = [
    "kind", "id", "systems", "status", "approved_by", "owner", "risks", "likelihood", "impact", "score", "residual",
    "metrics", "name", "threshold", "incident_route", "sign_off", "role", "by", "decision", "date", "assessed", "hint",
    "change", "summary", "tier", "ai", "still_valid", "impact_assessment", "monitoring_plan", "risk_assessment",
    "documents", "screening", "paths", "inert", "at", "path", "datasets", "groups", "harms", "criteria", "covers",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from([*WORDS, "support-assistant", "TBD", "2026-11-10", "limited", "docs/x.md"]), st.text()
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
SLOTS = st.lists(st.tuples(st.integers(0, 400), JSON), min_size=1, max_size=4)
OFTEN = settings(max_examples=25)


@cache
def example() -> tuple[Collected, Policy]:
    """The example's change, with all its evidence in place, and the policy that judges it."""
    with TemporaryDirectory() as folder:
        repo = Repo(Path(folder, "repo"))
        for state in ("base", "refused", "fixed"):
            shutil.copytree(Path(EXAMPLE, state), repo.folder, dirs_exist_ok=True)
            repo.commit(state)
            if state == "base":
                repo.checkout("change", new=True)
        with Repository(str(repo.folder)) as repository, read_change(repository, Asked(base="main")) as (change, trust):
            collected = collect(repository, change, trust, NOW, "local")
    return collected, load_policy(build(collected, pack.change_types()))


def with_parts(value: Any, slots: list[tuple[int, Any]]) -> Any:
    """A value with some of its parts, counted from its top, replaced."""
    for slot, other in slots:
        counter = iter(range(401))
        value = _replaced(value, slot, other, counter.__next__)
    return value


def _replaced(value: Any, slot: int, other: Any, number: Callable[[], int]) -> Any:
    try:
        if number() == slot:
            return other
    except StopIteration:
        return value
    if isinstance(value, dict):
        return {key: _replaced(part, slot, other, number) for key, part in value.items()}
    return [_replaced(part, slot, other, number) for part in value] if isinstance(value, list) else value


def spoilt(parsed: Parsed, slots: list[tuple[int, Any]]) -> Parsed:
    """A document that holds other things. A document is always a mapping, and so is its `aims` block or absent."""
    if not isinstance(parsed.value, dict):
        return parsed
    return replace(parsed, value={key: with_parts(part, slots) for key, part in parsed.value.items()})


def said(results: tuple[Result, ...]) -> None:
    """Every result has an outcome, and everything but a pass says why."""
    assert results
    assert {result.outcome for result in results} <= set(get_args(Outcome))
    assert all(result.reason for result in results if result.outcome in ("unknown", "not-applicable"))
    assert all(result.findings for result in results if result.outcome == "fail")


@OFTEN
@given(slots=SLOTS, which=st.integers(0, 20))
def test_documents_may_hold_anything(slots: list[tuple[int, Any]], which: int) -> None:
    collected, policy = example()
    tree = collected.head_tree
    path = sorted(tree.documents)[which % len(tree.documents)]
    documents = {**tree.documents, path: spoilt(tree.documents[path], slots)}
    facts = build(replace(collected, head_tree=replace(tree, documents=documents)), pack.change_types())
    results = judge(policy, facts)
    said(results)
    decide(results, facts, "enforce", strict=True)


@OFTEN
@given(slots=SLOTS)
def test_facts_may_hold_anything_where_an_author_writes(slots: list[tuple[int, Any]]) -> None:
    collected, policy = example()
    facts = build(collected, pack.change_types())
    for system in facts["systems"]:
        for key in ("evidence", "risk", "references", "system"):
            system[key] = spoilt_below(system[key], slots)
        system["record"] = spoilt_below(system["record"], slots) | {"material": True}
        system["system"] |= {"id": "support-assistant", "tier": "high"}
    for item in facts["documents"]:
        item["document"] |= {key: value for key, (_, value) in zip(("owner", "id", "status"), slots, strict=False)}
    for item in facts["records"]:
        item["record"] |= {key: value for key, (_, value) in zip(("summary", "tier", "reason"), slots, strict=False)}
    said(judge(policy, facts))


def spoilt_below(value: Any, slots: list[tuple[int, Any]]) -> Any:
    return {k: with_parts(v, slots) for k, v in value.items()} if isinstance(value, dict) else with_parts(value, slots)
