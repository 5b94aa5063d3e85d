"""GitHub's own description of its API, as a judge of requests. Knows nothing of what a request would do."""

import copy
import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator

_FILE = Path(__file__).with_name("openapi") / "github.json.gz"


@cache
def _description() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gzip.decompress(_FILE.read_bytes()))
    return loaded


@cache
def _routes() -> tuple[tuple[re.Pattern[str], str], ...]:
    patterns = {template: re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template) for template in _description()["paths"]}
    # A fixed step beats a parameter: the fewest parameters first.
    ordered = sorted(patterns, key=lambda template: template.count("{"))
    return tuple((re.compile(patterns[template]), template) for template in ordered)


def whole() -> dict[str, Any]:
    """The description, to be read only."""
    return _description()


def example(name: str) -> Any:
    """A value that GitHub shows in its description, to be changed at will."""
    return copy.deepcopy(_description()["components"]["examples"][name]["value"])


def route(path: str) -> tuple[str, dict[str, str]]:
    """The described path that a request's path is one of, and its parameters; empty where none is."""
    for pattern, template in _routes():
        found = pattern.fullmatch(path)
        if found:
            return template, {name: unquote(text) for name, text in found.groupdict().items()}
    return "", {}


def objections(method: str, path: str, query: dict[str, str], body: Any) -> list[str]:
    """What GitHub's description holds against a request; empty when nothing."""
    template, in_path = route(path)
    operation = _description()["paths"].get(template, {}).get(method.lower())
    if operation is None:
        return [f"{method} {path} is not described"]
    parameters = [_resolved(one) for one in operation.get("parameters", [])]
    found = _of_parameters(parameters, "path", in_path) + _of_parameters(parameters, "query", query)
    described = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if described is None:
        return found + ([] if body is None else ["no body is described"])
    return found + _against(described["schema"], body, "body")


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        found: Any = _description()
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def _of_parameters(parameters: list[dict[str, Any]], place: str, given: dict[str, str]) -> list[str]:
    described = {one["name"]: one for one in parameters if one["in"] == place}
    found = [f"{place} parameter {name} is not described" for name in given if name not in described]
    found += [
        f"{place} parameter {n} is missing" for n, one in described.items() if one.get("required") and n not in given
    ]
    for name in described.keys() & given.keys():
        schema = _resolved(described[name]["schema"])
        found += _against(schema, _typed(given[name], schema), f"{place} parameter {name}")
    return found


def _typed(text: str, schema: dict[str, Any]) -> Any:
    return int(text) if schema.get("type") == "integer" and text.isdigit() else text


def _against(schema: dict[str, Any], value: Any, what: str) -> list[str]:
    validator = Draft202012Validator({**schema, "components": _description()["components"]})
    return [f"{what} at {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]
