"""On what an outcome rests: the machine's own reading, or somebody's word and how far that is borne out."""

from collections.abc import Iterable

from aims_gate.engine.fact_paths import FactPath
from aims_gate.engine.views import View
from aims_gate.model.document import Json
from aims_gate.model.report import Basis

CLAIM_FACTS = frozenset({"approved", "holds", "accepted", "confirmed", "missing"})
"""Facts that rest on a person's word; the map they stand in says in `basis` how far it is borne out."""

_WEAKEST_FIRST: tuple[Basis, ...] = ("claimed", "recorded", "verified")


def rests_on_claims(reads: Iterable[FactPath]) -> bool:
    """Whether somebody's word is among what is read."""
    return any(path[-1] in CLAIM_FACTS for path in reads)


def basis_of(reads: Iterable[FactPath], view: View) -> Basis:
    """The weakest basis among the claims that were read; `computed` when none was."""
    found = {basis for path in reads if path[-1] in CLAIM_FACTS for basis in _bases(view.variables, path[:-1])}
    return next((basis for basis in _WEAKEST_FIRST if basis in found), "computed")


def _bases(value: Json, path: FactPath) -> set[str]:
    if not path:
        basis = value.get("basis") if isinstance(value, dict) else None
        return {basis} if isinstance(basis, str) else set()
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        parts = list(value.values()) if step == "*" else [value[step]] if step in value else []
    elif isinstance(value, list):
        index = step.strip("[]")
        parts = value[int(index) : int(index) + 1] if index.isdigit() else value
    else:
        parts = []
    return {basis for part in parts for basis in _bases(part, rest)}
