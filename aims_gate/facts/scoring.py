"""How a risk method makes a score of one row: a product, a look into a matrix, or weighted answers.

Knows the numbers of the method and of the row, and says the arithmetic in words; not what a score means. What cannot be
scored counts as the highest that there is.
"""

from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple


class Scored(NamedTuple):
    """A score with its arithmetic in words. `score` is None where the row gives nothing to compute.

    `gaps` say what counts as the highest because method or row leave it open.
    """

    score: int | None
    arithmetic: str
    gaps: tuple[str, ...] = ()


def on_scale(method: dict[str, Json], row: Json, axis: str) -> bool:
    """Whether a row's `likelihood` or `impact` is a whole number on the method's scale (from 1)."""
    number = _whole(row.get(axis)) if isinstance(row, dict) else None
    scale = method.get(axis)
    steps = len(scale) if isinstance(scale, list) else 0
    return number is not None and 1 <= number <= steps


def scored(method: dict[str, Json], levels: dict[str, int], row: Json) -> Scored:
    """The score that a method (the file's mapping, and its levels) gives a row."""
    kind = method.get("score", "product")
    if kind == "weighted":
        from aims_gate.facts.weighted import weighted

        score, arithmetic, gaps = weighted(method, row)
        return Scored(score, arithmetic, gaps)
    if kind not in ("product", "matrix"):
        return Scored(None, "the risk method's `score` is none that the gate can compute")
    if not (on_scale(method, row, "likelihood") and on_scale(method, row, "impact")):
        places = row if isinstance(row, dict) else {}
        named = " or ".join(f"{axis} {places.get(axis, '(absent)')}" for axis in ("likelihood", "impact"))
        return Scored(None, f"{named} is not on the risk method's scale")
    return (_in_matrix if kind == "matrix" else _product)(method, levels, row["likelihood"], row["impact"])


def _product(_: dict[str, Json], __: dict[str, int], likelihood: int, impact: int) -> Scored:
    score = likelihood * impact
    return Scored(score, f"likelihood {likelihood} × impact {impact} = {score}")


def _in_matrix(method: dict[str, Json], levels: dict[str, int], likelihood: int, impact: int) -> Scored:
    """The cell of a likelihood's line at an impact: a score, or a level, which stands for its lowest score."""
    place = f"likelihood {likelihood} × impact {impact}"
    cell = _cell(method.get("matrix"), likelihood, impact)
    score = _score_of(cell, levels)
    if score is None:
        highest = max([*levels.values(), *_scores(method.get("matrix"), levels)], default=None)
        gap = f"the risk method's matrix says nothing for {place}, so it counts as the highest, {highest}"
        return Scored(highest, f"{place} = {highest}", (gap,))
    named = f" ({cell})" if isinstance(cell, str) else ""
    return Scored(score, f"{place} = {score}{named}")


def _cell(matrix: Json, likelihood: int, impact: int) -> Json:
    line = matrix[likelihood - 1] if isinstance(matrix, list) and likelihood <= len(matrix) else None
    return line[impact - 1] if isinstance(line, list) and impact <= len(line) else None


def _scores(matrix: Json, levels: dict[str, int]) -> list[int]:
    lines = [line for line in (matrix if isinstance(matrix, list) else ()) if isinstance(line, list)]
    return [score for line in lines for cell in line if (score := _score_of(cell, levels)) is not None]


def _score_of(cell: Json, levels: dict[str, int]) -> int | None:
    return levels.get(cell) if isinstance(cell, str) else _whole(cell)


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
