"""Values of the model as JSON that may be printed anywhere. Knows which text JSON can carry, and no report's shape."""

import json
import math
from dataclasses import fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring_ascii

from aims_gate.model.document import Json


def json_text(value: Json) -> str:
    """One JSON value, indented, all of it ASCII, ending in a newline. `value` is `plain`, or was made of safe text."""
    # The second of two `#` starts a command of some CI runners.
    return _indented(value, "\n").replace("##", "#\\u0023") + "\n"


def _indented(value: Json, line: str) -> str:
    """What `json.dumps` gives with an indent of two, which it takes longer for."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        said = [f"{encode_basestring_ascii(key)}: {_indented(part, inner)}" for key, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(said)}{line}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join([_indented(part, inner) for part in value])}{line}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else json.dumps(value, allow_nan=False)


def plain(value: Json) -> Json:
    """A frozen value as what JSON can carry, keys in its own order. A key of a mapping without a value is left out."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(part) for name, part in zip(value._fields, value, strict=True)}
    if is_dataclass(value):
        kind: type = type(value)
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, dict):
        return {plain(str(key)): plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
