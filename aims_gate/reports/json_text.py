"""Values of the model as JSON that may be printed anywhere. Knows which text JSON can carry, and no report's shape."""

import json
import math
from dataclasses import fields, is_dataclass

from aims_gate.model.document import Json


def json_text(value: Json) -> str:
    """One JSON value, indented, all of it ASCII, ending in a newline. `value` is `plain`, or was made of safe text."""
    said = json.dumps(value, indent=2, allow_nan=False)
    # The second of two `#` starts a command of some CI runners.
    return said.replace("##", "#\\u0023") + "\n"


def plain(value: Json) -> Json:
    """A frozen value as what JSON can carry, keys in its own order. A key of a mapping without a value is left out."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(part) for name, part in zip(value._fields, value, strict=True)}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {plain(str(key)): plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
