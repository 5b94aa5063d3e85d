"""An inventory as JSON, `aims-gate/inventory/v1`: all that the other formats show, for programs. Words nothing."""

from aims_gate.model.inventory import Inventory
from aims_gate.reports.json_text import json_text, plain
from aims_gate.reports.options import Options


def render(found: Inventory, options: Options) -> str:
    """One JSON object, keys in the order of `model.inventory`; everything outside ASCII is escaped."""
    del options
    return json_text({"schema": found.schema, **plain(found)})
