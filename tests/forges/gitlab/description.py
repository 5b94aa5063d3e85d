"""The parameters that GitLab describes, as a judge of requests. Knows nothing of what a request would do."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator

_FILE = Path(__file__).with_name("parameters.json")
_PAGING = {"page": {"type": "integer", "minimum": 1}, "per_page": {"type": "integer", "minimum": 1, "maximum": 100}}


@cache
def operations() -> dict[str, Any]:
    """Method and path → what may be given."""
    loaded: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))["operations"]
    return loaded


@cache
def _routes() -> tuple[tuple[re.Pattern[str], str], ...]:
    ordered = sorted(operations(), key=lambda operation: operation.count("{"))
    return tuple((re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation)), operation) for operation in ordered)


def route(method: str, path: str) -> tuple[str, dict[str, str]]:
    """The operation that a request is, and the parameters of its path; empty where it is none."""
    for pattern, operation in _routes():
        found = pattern.fullmatch(f"{method} {path}")
        if found:
            return operation, {name: unquote(text) for name, text in found.groupdict().items()}
    return "", {}


def objections(method: str, path: str, query: dict[str, str], body: Any) -> list[str]:
    """What GitLab's description holds against a request; empty when nothing."""
    operation, in_path = route(method, path)
    if not operation:
        return [f"{method} {path} is not described"]
    described = operations()[operation]
    asked = {**described.get("query", {}), **(_PAGING if described.get("paged") else {})}
    found = [f"parameter {name} is not described" for name in query if name not in asked]
    for name, text in [*query.items(), *in_path.items()]:
        schema = asked.get(name) or described.get("path", {}).get(name)
        if schema:
            found += _against(schema, int(text) if schema.get("type") == "integer" and text.isdigit() else text, name)
    if "body" in described:
        return found + _against({"type": "object", "additionalProperties": False, **described["body"]}, body, "body")
    return found + ([] if body is None else ["no body is described"])


def _against(schema: dict[str, Any], value: Any, what: str) -> list[str]:
    return [f"{what}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(value)]
