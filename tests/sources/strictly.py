"""Reads one text as strict YAML and holds it to having, or not having, a value."""

from typing import Any

from aims_gate.model.document import Problem
from aims_gate.sources.strict_yaml import read_yaml


def value(text: bytes | str) -> Any:
    """The value of a text that has no problem."""
    parsed = read_yaml(text, "x.yaml")
    assert parsed.problems == ()
    return parsed.value


def problem(text: bytes | str, **options: Any) -> Problem:
    """The one problem of a text that cannot be read."""
    parsed = read_yaml(text, "x.yaml", **options)
    assert parsed.value is None
    assert parsed.spans == {}
    (found,) = parsed.problems
    assert found.cause == "unreadable"
    assert found.message
    return found
