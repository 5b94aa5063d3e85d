"""Readiness as JSON, `aims-gate/readiness/v1`: all that the other formats show, for programs. Words nothing."""

import json
from dataclasses import fields, is_dataclass

from aims_gate.model.document import Json
from aims_gate.model.readiness import Readiness
from aims_gate.reports.options import Options


def render(found: Readiness, options: Options) -> str:
    """One JSON object, keys in the order of `model.readiness`; everything outside ASCII is escaped."""
    del options
    said = json.dumps({"schema": found.schema, **_plain(found)}, indent=2, allow_nan=False)
    # The second of two `#` starts a command of some CI runners.
    return said.replace("##", "#\\u0023") + "\n"


def _plain(value: Json) -> Json:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True)}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
