"""Whether a parsed file has the shape that its kind asks for: known keys, values of the right kind, nothing missing.

Understands the few words of JSON Schema that `aims_gate.model.schemas` writes, and needs no library for them. Says
nothing of whether the content is enough: that is for rules.
"""

import re
from collections.abc import Iterator
from functools import cache

from aims_gate.facts.placeholder import is_placeholder
from aims_gate.model.document import Json, Parsed, Problem
from aims_gate.sources.places import ABSENT, key_place, part_at, value_place
from aims_gate.sources.pointer import pointer_to
from aims_gate.sources.shape_words import (
    described,
    mistyped,
    out_of_calendar,
    unfitting,
    unknown_key,
    unlisted,
)
from aims_gate.sources.shipped_schemas import shipped_schema

MOST_PROBLEMS = 50
"""Problems of one document that are told; one more says that there are others."""

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TYPES: dict[type, frozenset[str]] = {
    bool: frozenset({"boolean"}),
    int: frozenset({"integer", "number"}),
    float: frozenset({"number"}),
    str: frozenset({"string"}),
    list: frozenset({"array"}),
    dict: frozenset({"object"}),
}


def check_shape(parsed: Parsed, schema_name: str, at: str = "") -> tuple[Problem, ...]:
    """What is wrong with the part of a file at the pointer `at`, held against the shipped schema `schema_name`.

    Causes are `shape`, `missing` and `placeholder`; problems come in the file's order of keys. A file that could not
    be read has the problems that say so. A key whose value is null counts as absent. Raises KeyError for an unknown
    schema.
    """
    schema = shipped_schema(schema_name)
    if parsed.value is None:
        return parsed.problems
    value = part_at(parsed.value, at)
    if value is ABSENT or value is None:
        return (_missing(parsed, at, f"{described(at)} is missing", schema),)
    return _bounded(_wrong(value, schema, at, parsed), parsed, at)


def placeholders(parsed: Parsed, at: str = "") -> tuple[Problem, ...]:
    """Every text in the part of a file at `at` that is template text, whatever its key; cause `placeholder`."""
    found = part_at(parsed.value, at)
    if found is ABSENT or not _holds_template_text(found):
        return ()
    return _bounded(_template_texts(found, at, parsed), parsed, at)


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, written `YYYY-MM-DD`."""
    match = _DAY.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups())
    if year == 0 or not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    return (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _bounded(problems: Iterator[Problem], parsed: Parsed, at: str) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for problem in problems:
        if len(found) == MOST_PROBLEMS:
            message = f"there are more than {MOST_PROBLEMS} problems; the rest is not listed"
            return (*found, Problem(message, *key_place(parsed, at), at, "mend these first", problem.cause))
        found.append(problem)
    return tuple(found)


def _holds_template_text(value: Json) -> bool:
    """Most do not, and to ask that needs no pointers."""
    if isinstance(value, str):
        return is_placeholder(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_holds_template_text(part) for part in parts)


def _template_texts(value: Json, pointer: str, parsed: Parsed) -> Iterator[Problem]:
    """Depth is the reader's limit at most."""
    if isinstance(value, str) and is_placeholder(value):
        yield _placeholder(value, pointer, parsed)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _template_texts(part, pointer_to(pointer, key), parsed)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _template_texts(part, f"{pointer}[{index}]", parsed)


def _wrong(value: Json, schema: Json, pointer: str, parsed: Parsed) -> Iterator[Problem]:
    """Problems of a value. Goes no deeper than the schema does, and schemas do not refer to themselves."""
    schema = _alternative(value, schema)
    if not schema:
        return
    if not _has_type(value, schema):
        yield _bad(value, pointer, parsed, *mistyped(pointer, value, schema))
    elif isinstance(value, dict):
        yield from _wrong_mapping(value, schema, pointer, parsed)
    elif isinstance(value, list):
        yield from _wrong_list(value, schema, pointer, parsed)
    else:
        yield from _wrong_scalar(value, schema, pointer, parsed)


def _alternative(value: Json, schema: Json) -> Json:
    """The alternative that the value's type chooses; the schema itself where there is none to choose."""
    for branch in schema.get("anyOf", ()):
        if _has_type(value, branch):
            return branch
    return schema


def _has_type(value: Json, schema: Json) -> bool:
    wanted = schema.get("type", ())
    types = _TYPES.get(type(value), frozenset())
    if isinstance(value, float) and value.is_integer():
        types |= {"integer"}
    return wanted in types if isinstance(wanted, str) else not types.isdisjoint(wanted)


def _wrong_mapping(value: Json, schema: Json, pointer: str, parsed: Parsed) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    for key in schema.get("required", ()):
        if value.get(key) is None:
            yield _missing_key(key, pointer, parsed, properties.get(key, {}))
    own = tuple(prefix.lstrip("^") for prefix in schema.get("patternProperties", ()))
    for key, part in value.items():
        below = pointer_to(pointer, key)
        if part is None or key.startswith(own):
            continue
        if key in properties:
            yield from _wrong(part, properties[key], below, parsed)
        elif others is False:
            message, hint = unknown_key(pointer, key, schema)
            yield Problem(message, *key_place(parsed, below), below, hint, "shape")
        else:
            yield from _wrong(part, others, below, parsed)


def _wrong_list(value: Json, schema: Json, pointer: str, parsed: Parsed) -> Iterator[Problem]:
    if len(value) < schema.get("minItems", 0):
        yield _missing(parsed, pointer, f"{described(pointer)} is an empty list", schema)
    for index, item in enumerate(value):
        below = f"{pointer}[{index}]"
        if item is None:
            yield _missing(parsed, below, f"{described(below)} is empty", schema.get("items", {}))
        else:
            yield from _wrong(item, schema.get("items", {}), below, parsed)


def _wrong_scalar(value: Json, schema: Json, pointer: str, parsed: Parsed) -> Iterator[Problem]:
    allowed = schema.get("enum", (schema["const"],) if "const" in schema else None)
    if allowed is not None and value not in allowed:
        yield _bad(value, pointer, parsed, *unlisted(pointer, value, allowed))
    elif isinstance(value, str):
        yield from _wrong_text(value, schema, pointer, parsed)
    elif value < schema.get("minimum", value):
        yield _bad(value, pointer, parsed, *unfitting(pointer, value, schema))


def _wrong_text(value: str, schema: Json, pointer: str, parsed: Parsed) -> Iterator[Problem]:
    if schema.get("format") == "date" and not is_day(value):
        yield _bad(value, pointer, parsed, *out_of_calendar(pointer, value))
    elif "pattern" in schema and not _pattern(schema["pattern"]).fullmatch(value):
        if value.strip():
            yield _bad(value, pointer, parsed, *unfitting(pointer, value, schema))
        else:
            yield _missing(parsed, pointer, f"{described(pointer)} is blank", schema)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _bad(value: Json, pointer: str, parsed: Parsed, message: str, hint: str) -> Problem:
    if isinstance(value, str) and is_placeholder(value):
        return _placeholder(value, pointer, parsed)
    return Problem(message, *value_place(parsed, pointer), pointer, hint, "shape")


def _placeholder(value: str, pointer: str, parsed: Parsed) -> Problem:
    message, hint = (
        f"{described(pointer)} still holds template text: {value.strip()[:60]}",
        "write what holds here",
    )
    return Problem(message, *value_place(parsed, pointer), pointer, hint, "placeholder")


def _missing_key(key: str, pointer: str, parsed: Parsed, schema: Json) -> Problem:
    """Stands at the key where it is there without a value, else where its mapping begins."""
    below = pointer_to(pointer, key)
    said = "has no value" if below in parsed.spans else "is missing"
    return _missing(parsed, below, f"{described(below)} {said}", schema)


def _missing(parsed: Parsed, pointer: str, message: str, schema: Json) -> Problem:
    description = schema.get("description", "")
    hint = f"say here: {description[0].lower()}{description[1:].rstrip('.')}" if description else "write it"
    return Problem(message, *key_place(parsed, pointer), pointer, hint, "missing")
