"""The shape check accepts what the published schemas accept, by the library's judgement: documents near each schema."""

import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from aims_gate.model.document import Parsed
from aims_gate.model.schemas import SCHEMAS
from aims_gate.sources.shape import check_shape, is_day
from aims_gate.sources.shipped_schemas import shipped_schema

SAMPLES = [
    "",
    " ",
    "a",
    "TBD",
    "2026-11-15",
    "2026-02-30",
    "2026-11-15\n",
    "90d",
    "0d",
    "90d\n",
    "no",
    "system:a",
]
TEXTS = st.sampled_from(SAMPLES)
NUMBERS = st.sampled_from([0, 1, -1, 3.0, 2.5, 4])
SCALARS = st.one_of(TEXTS, NUMBERS, st.booleans())
ANYTHING = st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(st.sampled_from(["a", "id"]), SCALARS))


def pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Any:
    """As the standard has it: `$` is the end of the text, which Python's also is before a last newline."""
    if isinstance(instance, str) and not re.fullmatch(pattern, instance):
        yield ValidationError("no match")


@cache
def oracle(name: str) -> Any:
    kind: Any = extend(Draft202012Validator, {"pattern": pattern})
    return kind(shipped_schema(name), format_checker=FormatChecker(["date"]))


def near(schema: Any) -> st.SearchStrategy[Any]:
    """Values that the schema takes, and now and then one that it may not."""
    if "anyOf" in schema:
        return st.one_of(*map(near, schema["anyOf"]))
    right = _right(schema)
    return st.integers(0, 24).flatmap(lambda dice: ANYTHING if dice == 0 else right)


def _right(schema: Any) -> st.SearchStrategy[Any]:
    if "enum" in schema or "const" in schema:
        return st.sampled_from([*schema.get("enum", ())] or [schema["const"]])
    kind = schema.get("type", "string")
    if kind == "object":
        return _mapping(schema)
    if kind == "array":
        return st.lists(near(schema.get("items", {})), min_size=schema.get("minItems", 0), max_size=2)
    if kind == "boolean":
        return st.booleans()
    if kind in ("integer", "number"):
        return NUMBERS if kind == "number" else st.integers(schema.get("minimum", 0), 9)
    if schema.get("format") == "date":
        return st.just("2026-11-15")
    return st.sampled_from([text for text in SAMPLES if re.fullmatch(schema.get("pattern", "(?s:.*)"), text)])


def _mapping(schema: Any) -> st.SearchStrategy[Any]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    optional = {key: st.none() | near(part) for key, part in properties.items()}
    if others is not False:
        optional["others"] = near(others)
    required = {key: near(properties[key]) for key in schema.get("required", ())}
    stray = {key: near({}) for key in ("x-own", "stray")}

    def chosen(drawn: tuple[list[str], int]) -> st.SearchStrategy[Any]:
        keys, dice = drawn
        parts = {**(required if dice else {}), **{key: optional[key] for key in keys if key not in required}}
        return st.fixed_dictionaries({**parts, **(stray if dice == 1 else {})})

    keys = st.lists(st.sampled_from(sorted(optional) or ["none"]), max_size=4 if optional else 0, unique=True)
    return st.tuples(keys, st.integers(0, 24)).flatmap(chosen)


def without_null_keys(value: Any) -> Any:
    """As the reader gives it: a key without a value is not there."""
    if isinstance(value, dict):
        return {key: without_null_keys(part) for key, part in value.items() if part is not None}
    return [without_null_keys(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", sorted(SCHEMAS))
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_it_accepts_what_the_schema_accepts(name: str, data: st.DataObject) -> None:
    value = data.draw(near(shipped_schema(name)))
    problems = check_shape(Parsed("a.yaml", value), name)
    expected = [error.message for error in oracle(name).iter_errors(without_null_keys(value))]
    assert bool(problems) == bool(expected), (problems, expected)


@given(st.one_of(st.dates().map(str), st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True), st.text()))
def test_a_day_is_what_the_calendar_has(text: str) -> None:
    try:
        real = len(text) == 10 and str(date.fromisoformat(text)) == text
    except ValueError:
        real = False
    assert is_day(text) == real
