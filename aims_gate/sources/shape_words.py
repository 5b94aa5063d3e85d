"""How a wrong shape is told: for each mistake a message, and a hint that shows how it is written.

Knows the words, not how a mistake is found. Each function gives (message, hint).
"""

from aims_gate.model.document import Json
from aims_gate.model.spelling import nearest
from aims_gate.sources.yaml_mistakes import quoted

_MOST_LISTED = 40

_KINDS = {
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "array": "a list",
    "object": "a mapping of keys to values",
}


def described(pointer: str) -> str:
    """A part of a document as a message names it."""
    return f"'{pointer}'" if pointer else "the document"


def unknown_key(pointer: str, key: str, schema: Json) -> tuple[str, str]:
    """A key that its mapping does not have."""
    known = tuple(schema.get("properties", ()))
    meant = nearest(key, known)
    hint = f"did you mean '{meant}'?" if meant else f"it may have {', '.join(known[:_MOST_LISTED])}"
    if key == "aims" and not pointer:
        hint = "this file is itself what 'aims:' holds elsewhere: leave that line out, and move what is below it to the margin"
    elif not meant and schema.get("patternProperties"):
        hint += ", and keys of your own that begin with 'x-'"
    return f"{described(pointer)} has no key {quoted(key)}", hint


def mistyped(pointer: str, value: Json, schema: Json) -> tuple[str, str]:
    """A value of another type than the one, or the ones, that can stand there."""
    wanted = _wanted(schema)
    message = f"{described(pointer)} is {_shown(value)} where {' or '.join(_names(wanted))} belongs"
    return message, _how_to_write(_key(pointer), value, wanted, schema)


def unlisted(pointer: str, value: Json, allowed: Json) -> tuple[str, str]:
    """A value that is none of a closed list."""
    words = [str(word) for word in allowed]
    meant = nearest(value, words) if isinstance(value, str) else ""
    listed = f"write {'one of ' if len(words) > 1 else ''}{', '.join(words)}"
    hint = f"did you mean '{meant}'? {listed}" if meant else listed
    return f"{described(pointer)} cannot be {_shown(value)}", hint


def out_of_calendar(pointer: str, value: str) -> tuple[str, str]:
    """Text that is no day of the calendar."""
    written = len(value) == len("YYYY-MM-DD") and value.replace("-", "").isdigit()
    lack = "no day of the calendar" if written else "not written as a date"
    return f"{described(pointer)} is {quoted(value)}, which is {lack}", _DATE


def unfitting(pointer: str, value: Json, schema: Json) -> tuple[str, str]:
    """A value of the right type that is too small or is not written as it should be."""
    message = f"{described(pointer)} cannot be {_shown(value)}"
    if "minimum" in schema and not isinstance(value, str):
        return message, f"write a whole number, {schema['minimum']} or more"
    return message, f"write it as in {' or '.join(schema.get('examples', ('a single word',)))}"


_DATE = "write YYYY-MM-DD, as in 2026-11-15"


def _wanted(schema: Json) -> tuple[str, ...]:
    types = [branch["type"] for branch in schema.get("anyOf", (schema,))]
    return tuple(name for kind in types for name in ([kind] if isinstance(kind, str) else kind))


def _names(wanted: tuple[str, ...]) -> list[str]:
    """What can stand there. Where text can, a number is one that was typed as text."""
    return [_KINDS[name] for name in wanted if name != "number" or "string" not in wanted]


def _shown(value: Json) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)


def _key(pointer: str) -> str:
    return pointer.rpartition(".")[2].partition("[")[0] or "key"


def _how_to_write(key: str, value: Json, wanted: tuple[str, ...], schema: Json) -> str:
    scalar = isinstance(value, str | int | float)
    if "array" in wanted and scalar:
        return f"write a list: '{key}: [{value if len(str(value)) <= 60 else '…'}]'"
    if "array" in wanted:
        return f"write a list: '{key}:', and below it each entry after '- '"
    if "object" in wanted:
        inside = next(iter(_properties(schema)), "key")
        return f"write '{key}:', and below it, indented, keys such as '{inside}:'"
    if schema.get("format") == "date":
        return _DATE
    if "string" in wanted:
        return "put quotes around it" if scalar else "write one text"
    return f"write {' or '.join(_names(wanted))}, without quotes"


def _properties(schema: Json) -> Json:
    for branch in schema.get("anyOf", (schema,)):
        if branch.get("properties"):
            return branch["properties"]
    return {}
