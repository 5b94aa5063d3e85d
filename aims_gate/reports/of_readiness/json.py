"""Readiness as JSON, `aims-gate/readiness/v1`: all that the other formats show, for programs. Words nothing."""

from aims_gate.model.readiness import Readiness
from aims_gate.reports.json_text import json_text, plain
from aims_gate.reports.options import Options


def render(found: Readiness, options: Options) -> str:
    """One JSON object, keys in the order of `model.readiness`; everything outside ASCII is escaped."""
    del options
    return json_text({"schema": found.schema, **plain(found)})
