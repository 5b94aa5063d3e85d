"""Criteria held against the file that a machine wrote: what it says of each, and where it says nothing."""

from collections.abc import Iterator
from math import isfinite

from aims_gate.facts.placeholder import is_placeholder
from aims_gate.model.document import Json
from aims_gate.model.results import Results

CRITERIA = ("criteria", "quality")
"""Keys of evidence that hold criteria: of a verification and of a datasheet."""
_READ = (".json", ".xml")
_OURS = ("measured", "measured_in", "unmeasured")
"""Keys that the gate adds to a criterion: what an author writes there is never read."""
_LARGEST = 2**63


def measured_files(piece: Json) -> list[str]:
    """Paths of the files of results that a piece of evidence names, each once."""
    if not isinstance(piece, dict):
        return []
    own = piece.get("results")
    named = [str(own)] if _is_path(own) else []
    return list(dict.fromkeys(named + [path for c in _criteria(piece) if (path := _file_of(c, piece))]))


def with_measures(piece: dict[str, Json], results: dict[str, Results]) -> dict[str, Json]:
    """The evidence with `measured` and `measured_in`, or `unmeasured` (why not), in each criterion that a file speaks of."""
    view = dict(piece)
    for key in CRITERIA:
        rows = piece.get(key)
        if isinstance(rows, list):
            view[key] = [_measured(row, piece, results) if isinstance(row, dict) else row for row in rows]
    return view


def _measured(criterion: dict[str, Json], piece: dict[str, Json], results: dict[str, Results]) -> dict[str, Json]:
    view = {key: value for key, value in criterion.items() if key not in _OURS}
    path = _file_of(criterion, piece)
    if not path:
        return view
    value, problem = _value(criterion, path, results.get(path))
    return {**view, "unmeasured": problem} if problem else {**view, "measured": value, "measured_in": path}


def _value(criterion: dict[str, Json], path: str, found: Results | None) -> tuple[Json, str]:
    """The number that a file has for a criterion, and why it has none."""
    name = str(criterion.get("key", criterion.get("metric", "")))
    if found is None:
        return None, f"{path} is no file in the tree"
    if found.problem:
        return None, f"{path} {found.problem}"
    values = found.values.get(name, ())
    if not values:
        return None, f"{path} holds no `{name}`"
    if len(values) > 1:
        return None, f"{path} gives `{name}` different values: {', '.join(str(value) for value in values[:5])}"
    (value,) = values
    if isinstance(value, bool) or not isinstance(value, int | float) or not _bounded(value):
        return None, f"`{name}` in {path} is `{str(value)[:60]}`, which is no number that can be compared"
    return value, ""


def _bounded(value: float) -> bool:
    return abs(value) < _LARGEST if isinstance(value, int) else isfinite(value)


def _file_of(criterion: dict[str, Json], piece: dict[str, Json]) -> str:
    """The file of results that speaks of a criterion: its own, where that is one, else the document's."""
    own, shared = criterion.get("evidence"), piece.get("results")
    if _is_path(own) and str(own).lower().endswith(_READ):
        return str(own)
    return str(shared) if _is_path(shared) else ""


def _is_path(value: Json) -> bool:
    return isinstance(value, str) and not is_placeholder(value)


def _criteria(piece: dict[str, Json]) -> Iterator[dict[str, Json]]:
    for key in CRITERIA:
        rows = piece.get(key)
        yield from (row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict))
