"""Words that the tool never uses of a user's work: it says what evidence exists, not that the work is good."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.tree import ROOT, modules, name, syntax

# "No AI system touched", "no AI behaviour changes": what was looked at is named. "No AI" alone claims more.
CLAIMS = re.compile(
    r"\b(?:(?i:compliant|certified|effective|control(?: is| was)? met)|[Nn]o AI(?! (?:system|behaviour|signal)s?\b))\b"
)

SPOKEN = {"title", "message", "why", "fix"}


def docstrings(tree: ast.Module) -> set[int]:
    """Identities of the string nodes that are documentation: readers of the code see them, users do not."""
    blocks = (node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list))
    return {id(block[0].value) for block in blocks if block and isinstance(block[0], ast.Expr)}


def spoken_in_code(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of every string literal, the fixed parts of f-strings among them."""
    silent = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def spoken_in_rule(node: Any) -> Iterator[str]:
    """Every text of a rule that a user reads, at any depth."""
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key in SPOKEN and isinstance(value, str))
        for key, value in node.items():
            if key != "examples":
                yield from spoken_in_rule(value)
    elif isinstance(node, list):
        for item in node:
            yield from spoken_in_rule(item)


def test_no_message_in_the_code_claims_more_than_the_tool_knows() -> None:
    claims = [
        f"{name(path)}:{line}: {text}"
        for path in modules()
        for line, text in spoken_in_code(syntax(path))
        if CLAIMS.search(text)
    ]
    assert claims == []


def test_no_rule_claims_more_than_the_tool_knows() -> None:
    claims = [
        f"{name(path)}: {text}"
        for path in sorted((ROOT / "policies/iso42001").glob("*.yaml"))
        for text in spoken_in_rule(yaml.safe_load(path.read_text(encoding="utf-8")))
        if CLAIMS.search(text)
    ]
    assert claims == []


@pytest.mark.parametrize(
    "text",
    [
        "The system is compliant",
        "ISO-certified",
        "Effective controls",
        "control met",
        "Control is met",
        "no AI here",
        "No AI.",
    ],
)
def test_a_claim_is_seen(text: str) -> None:
    assert CLAIMS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "No AI system touched",
        "no AI behaviour changes",
        "effective_tier",
        "self-certification",
        "control method",
        "noncompliance",
    ],
)
def test_plain_words_are_not_taken_for_claims(text: str) -> None:
    assert not CLAIMS.search(text)


def test_strings_are_read_and_docstrings_are_not() -> None:
    tree = ast.parse('"""One."""\ndef f(x):\n    """Two."""\n    return f"three {x} four" + "five"\n')
    assert [text for _, text in spoken_in_code(tree)] == ["five", "three ", " four"]


def test_a_rule_is_read_at_every_depth_but_its_examples() -> None:
    rule = {
        "title": "a",
        "require": [{"that": "x", "message": "b"}],
        "why": "c",
        "examples": {"pass": [{"title": "d"}]},
    }
    assert sorted(spoken_in_rule(rule)) == ["a", "b", "c"]
