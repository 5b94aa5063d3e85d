"""An inventory as JSON, `aims-gate/inventory/v1`: all that the other formats show, for programs. Words nothing."""

import json

from aims_gate.model.document import Json
from aims_gate.model.inventory import Inventory
from aims_gate.reports.options import Options


def render(found: Inventory, options: Options) -> str:
    """One JSON object, keys in the order of `model.inventory`; everything outside ASCII is escaped."""
    del options
    said = json.dumps({"schema": found.schema, **_plain(found)}, indent=2, allow_nan=False)
    # The second of two `#` starts a command of some CI runners.
    return said.replace("##", "#\\u0023") + "\n"


def _plain(value: Json) -> Json:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
