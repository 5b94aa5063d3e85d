"""An organisation's own JSON Schema for a kind of evidence, and what it refuses in a document.

The schema is trusted, the document is not: nothing is fetched, and nothing in a document can make the check slow.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from aims_gate.errors import ConfigError
from aims_gate.model.document import Json, Parsed, Problem
from aims_gate.sources.linear_pattern import why_not_linear
from aims_gate.sources.places import ABSENT, key_place, part_at, value_place
from aims_gate.sources.pointer import pointer_to

LONGEST_TEXT = 4096
"""Characters of a text that a pattern is held against; a longer one is refused."""

MOST_PROBLEMS = 50

DRAFT = "https://json-schema.org/draft/2020-12/schema"

FORMATS = ("date", "email", "ipv4", "ipv6", "uuid")
"""Formats that are checked. Others would be checked by nobody, so a schema may not use them."""

_LONGEST_MESSAGE = 300
_ELSEWHERE = ("$dynamicRef", "$dynamicAnchor", "$anchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary")


def check_extension(parsed: Parsed, at: str, schema_text: str, schema_path: str) -> tuple[Problem, ...]:
    """What the schema refuses in the part of a document at the pointer `at`; cause `extension`.

    `schema_text` is JSON Schema draft 2020-12, `schema_path` where it stands, for messages. A document that could not
    be read has the problems that say so; a part that is absent has none here. Raises `ConfigError` for a schema that
    cannot be used.
    """
    validator = _validator(schema_text, schema_path)
    if parsed.value is None:
        return parsed.problems
    value = part_at(parsed.value, at)
    if value is ABSENT:
        return ()
    try:
        return tuple(islice(_refused(validator, value, parsed, at, schema_path), MOST_PROBLEMS))
    except RecursionError as error:
        raise ConfigError(
            f"{schema_path} refers to itself without end",
            "let every $ref lead to a smaller part of the document",
        ) from error


def _refused(validator: Any, value: Json, parsed: Parsed, at: str, schema_path: str) -> Iterator[Problem]:
    long_key = _long_key(value)
    if long_key:
        message = f"a key is longer than {LONGEST_TEXT:,} characters: '{long_key[:40]}…'"
        yield Problem(message, *value_place(parsed, at), at, "write a shorter key", "extension")
        return
    for error in validator.iter_errors(value):
        pointer = at
        for step in error.absolute_path:
            pointer = f"{pointer}[{step}]" if isinstance(step, int) else pointer_to(pointer, step)
        said = error.message if len(error.message) <= _LONGEST_MESSAGE else error.message[:_LONGEST_MESSAGE] + "…"
        # What a mapping lacks, or has too much of, is told where the mapping is named.
        place = key_place if isinstance(error.instance, dict) else value_place
        message = f"the organisation's schema refuses it: {said}"
        yield Problem(message, *place(parsed, pointer), pointer, f"see {schema_path}", "extension")


def _long_key(value: Json) -> str:
    """A key that is too long for patterns, or empty. Depth is the reader's limit at most."""
    if isinstance(value, dict):
        long = next((key for key in value if len(key) > LONGEST_TEXT), "")
        return long or next(filter(None, map(_long_key, value.values())), "")
    return next(filter(None, map(_long_key, value)), "") if isinstance(value, list) else ""


@lru_cache(maxsize=64)
def _validator(schema_text: str, schema_path: str) -> Any:
    import jsonschema
    from jsonschema.exceptions import SchemaError
    from referencing import Registry

    schema = _read(schema_text, schema_path)
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        where = "/".join(str(step) for step in error.absolute_path) or "its root"
        raise ConfigError(
            f"{schema_path} is no JSON Schema: {error.message[:_LONGEST_MESSAGE]}", f"see {where}"
        ) from error
    except RecursionError as error:
        raise _too_deep(schema_path) from error
    extend: Any = jsonschema.validators.extend
    bounded = extend(jsonschema.Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique_items})
    return bounded(schema, registry=Registry(), format_checker=jsonschema.FormatChecker(FORMATS))


def _read(schema_text: str, schema_path: str) -> Json:
    """The schema as a value in which every reference and every pattern is harmless."""
    import json

    try:
        schema = json.loads(schema_text)
    except ValueError as error:
        raise ConfigError(f"{schema_path} is no JSON: {error}", "write the schema as JSON") from error
    except RecursionError as error:
        raise _too_deep(schema_path) from error
    if not isinstance(schema, dict):
        raise ConfigError(f"{schema_path} is no JSON Schema", "write a mapping that begins with {")
    if schema.get("$schema", DRAFT) != DRAFT:
        raise ConfigError(f"{schema_path} is written for another draft of JSON Schema", f'write "$schema": "{DRAFT}"')
    for keyword, argument in _keywords(schema):
        _check_keyword(keyword, argument, schema, schema_path)
    return schema


def _too_deep(schema_path: str) -> ConfigError:
    return ConfigError(f"{schema_path} is nested too deeply", "write it flatter, with $defs and $ref")


def _keywords(schema: Json) -> Iterator[tuple[str, Json]]:
    """Every key and value at any depth. Names of properties come along: they only make the check stricter."""
    waiting = [(schema, True)]
    while waiting:
        part, is_root = waiting.pop()
        for key, value in part.items() if isinstance(part, dict) else ():
            if not (is_root and key == "$id"):
                yield key, value
        parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        waiting.extend((below, False) for below in parts)


def _check_keyword(keyword: str, argument: Json, schema: Json, schema_path: str) -> None:
    if keyword in _ELSEWHERE or (keyword == "$id" and isinstance(argument, str)):
        raise ConfigError(f"{schema_path} uses {keyword}", "use $defs, and $ref to '#/$defs/…'")
    if keyword == "$ref" and isinstance(argument, str):
        _check_reference(argument, schema, schema_path)
    elif keyword == "format" and isinstance(argument, str) and argument not in FORMATS:
        raise ConfigError(
            f"{schema_path} asks for the format '{argument}', which is not checked",
            f"use one of {', '.join(FORMATS)}, or a pattern",
        )
    patterns = {"pattern": [argument], "patternProperties": argument}.get(keyword, ())
    for pattern in patterns if isinstance(patterns, list | dict) else ():
        if isinstance(pattern, str):
            _check_pattern(pattern, schema_path)


def _check_reference(reference: str, schema: Json, schema_path: str) -> None:
    from urllib.parse import unquote

    if not reference.startswith("#/"):
        raise ConfigError(
            f"{schema_path} refers to '{reference}', which is not a part of it",
            "copy that part below $defs and refer to '#/$defs/…': nothing is fetched",
        )
    part: Json = schema
    for step in unquote(reference[2:]).split("/"):
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(part, list) and key.isdecimal() and int(key) < len(part):
            part = part[int(key)]
        elif isinstance(part, dict) and key in part:
            part = part[key]
        else:
            raise ConfigError(f"{schema_path} refers to '{reference}', which it does not have", "mend the $ref")
    if not isinstance(part, dict | bool):
        raise ConfigError(f"{schema_path} refers to '{reference}', which is no schema", "mend the $ref")


def _check_pattern(pattern: str, schema_path: str) -> None:
    reason = why_not_linear(pattern)
    if reason:
        raise ConfigError(
            f"the pattern '{pattern[:80]}' in {schema_path} {reason}, so a document could make it run for ever",
            "begin it with ^ and let every repeated part end where the next begins, as in ^[^@]+@[^@]+$",
        )


def _pattern(validator: Any, pattern: str, instance: Json, _schema: Json) -> Iterator[Any]:
    import re

    from jsonschema import ValidationError

    if not validator.is_type(instance, "string"):
        return
    if len(instance) > LONGEST_TEXT:
        yield ValidationError(
            f"text of {len(instance):,} characters; at most {LONGEST_TEXT:,} are held against a pattern"
        )
    elif not re.search(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _unique_items(validator: Any, wanted: Json, instance: Json, _schema: Json) -> Iterator[Any]:
    """As the standard has it, but in linear time."""
    from jsonschema import ValidationError

    if wanted and validator.is_type(instance, "array"):
        seen = [_identity(item) for item in instance]
        if len(set(seen)) != len(seen):
            yield ValidationError("the list holds the same entry twice")


def _identity(value: Json) -> Any:
    """Equal for what JSON Schema calls equal (1 and 1.0 are, 1 and true are not), and hashable."""
    if isinstance(value, dict):
        return ("object", frozenset((key, _identity(part)) for key, part in value.items()))
    if isinstance(value, list):
        return ("array", tuple(_identity(part) for part in value))
    return (isinstance(value, bool), value)
