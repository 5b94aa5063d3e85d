"""The shipped table of the paths that rules may read."""

import json
import os
from functools import cache

from aims_gate.engine.lint import Trees


@cache
def view_table() -> Trees:
    """The table that `aims_gate.model.view_tree` generates."""
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "schemas", "views.json")
    with open(path, encoding="utf-8") as file:
        table: Trees = json.load(file)
    return table
