"""The declared risk method, recomputed: scores, levels, and the tier that they make of a system."""

from collections.abc import Iterable

from aims_gate.facts.scoring import Scored, scored
from aims_gate.facts.weighted import LEVELS, maximum, with_answers
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import TIERS, highest_tier


class Method:
    """The risk method at the trusted ref, as far as scores and tiers go. `value` is the file's mapping.

    `levels` maps a level to the lowest score that makes it, lowest level first; of weighted answers to the percent that it
    begins above.
    """

    __slots__ = ("_weighs", "levels", "value")

    def __init__(self, value: dict[str, Json]) -> None:
        self.value = value
        self._weighs = value.get("score") == "weighted"
        found = value.get("levels", LEVELS if self._weighs else None)
        numbers = {k: v for k, v in (found or {}).items() if isinstance(v, int)} if isinstance(found, dict) else {}
        self.levels: dict[str, int] = dict(sorted(numbers.items(), key=lambda item: item[1]))

    def scored(self, row: Json) -> Scored:
        """The score that the method gives a row, with its arithmetic and what it leaves open."""
        return scored(self.value, self.levels, row)

    def score(self, row: Json) -> int | None:
        """The score that the method gives a row; None when a value is off the scale."""
        return self.scored(row).score

    def level(self, score: int | None) -> str:
        """The level of a score; the highest level for a score that could not be had, so that a lack is never low."""
        if not self.levels:
            return ""
        if score is None:
            return list(self.levels)[-1]
        most = maximum(self.value) if self._weighs else 0
        reached = [name for name, lowest in self.levels.items() if self._reaches(score, lowest, most)]
        return reached[-1] if reached else next(iter(self.levels))

    def _reaches(self, score: int, lowest: int, most: int) -> bool:
        return score * 100 > lowest * most if self._weighs else score >= lowest

    def rank(self, level: str) -> int:
        """The place of a level, lowest 0; an unknown level ranks above all."""
        order = list(self.levels)
        return order.index(level) if level in order else len(order)

    def tier_of_level(self, level: str) -> str:
        """The lowest tier that a system with a risk of this level has."""
        return _tier(_at(self.value, "tier_at_least", "levels", level))

    def tier_of_screening(self, screening: Json) -> str:
        """The lowest tier that the screening answers make; a question without an answer counts as yes."""
        table = _at(self.value, "tier_at_least", "screening")
        answers = screening if isinstance(screening, dict) else {}
        questions = table.items() if isinstance(table, dict) else ()
        return highest_tier([_tier(tier) for question, tier in questions if answers.get(question) is not False])

    def must_treat(self, level: str) -> bool:
        """Whether a risk of this inherent level needs a treatment; yes where the method names no level of its own."""
        start = self.value.get("treat_from")
        return not isinstance(start, str) or start not in self.levels or self.rank(level) >= self.rank(start)


def unanswered(method: Method, screening: Json) -> tuple[str, ...]:
    """Questions of the method that have no yes or no."""
    table = _at(method.value, "tier_at_least", "screening")
    answers = screening if isinstance(screening, dict) else {}
    return tuple(q for q in (table if isinstance(table, dict) else {}) if not isinstance(answers.get(q), bool))


_OURS = (
    "source",
    "on_scale",
    "expected",
    "arithmetic",
    "gaps",
    "level",
    "must_treat",
    "changed",
    "residual_on_scale",
    "residual_expected",
    "residual_arithmetic",
    "residual_gaps",
    "residual_level",
    "acceptable",
    "accepted",
    "refused",
    "basis",
)
"""Keys that the gate adds to a risk row: what an author writes there is never read."""


def row_view(method: Method, row: dict[str, Json], source: str) -> dict[str, Json]:
    """A risk row with what the method makes of it.

    Adds `source`, `on_scale`, `expected` (score; absent when off the scale), `arithmetic` (how it comes about), `gaps` (what
    counts as the highest because it is left open), `level`, `must_treat`, and for a residual
    the same as `residual_on_scale`, `residual_expected`, `residual_arithmetic`, `residual_gaps` and `residual_level`.
    """
    view: dict[str, Json] = {key: value for key, value in row.items() if key not in _OURS}
    view["source"] = source
    _add(view, "", method.scored(row), method)
    view["must_treat"] = method.must_treat(view["level"])
    residual = row.get("residual")
    if isinstance(residual, dict):
        _add(view, "residual_", method.scored(with_answers(row, residual)), method)
    return view


def _add(view: dict[str, Json], prefix: str, found: Scored, method: Method) -> None:
    view[f"{prefix}on_scale"] = found.score is not None
    view[f"{prefix}level"] = method.level(found.score)
    view[f"{prefix}arithmetic"] = found.arithmetic
    if found.score is not None:
        view[f"{prefix}expected"] = found.score
    view[f"{prefix}gaps"] = list(found.gaps)


def highest_level(method: Method, levels: Iterable[str]) -> str:
    """The highest of some levels; empty when there is none."""
    return max(levels, key=method.rank, default="")


def _tier(value: Json) -> str:
    """A tier as the method names it. What it names wrongly counts as high, never as nothing."""
    return value if value in TIERS else "high"


def _at(value: Json, *keys: str) -> Json:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
