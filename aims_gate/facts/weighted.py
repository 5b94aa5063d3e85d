"""Weighted answers: what the questions of a risk method add up to, and what mitigation takes off.

After the scoring of Canada's Algorithmic Impact Assessment (canada-ca/aia-eia-js, `calculateFinalScore`): the raw sum;
where mitigation reaches a share of its maximum, that sum less 15 %; levels as shares of the raw maximum. The numbers are
defaults that a method file may replace; the questions are the organisation's own.
"""

from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple

REDUCE_FROM = 80
"""Percent of the mitigation maximum from which the raw sum is reduced."""
REDUCE_TO = 85
"""Percent of the raw sum that is then left, rounded to a whole number, halves up."""
LEVELS = {"I": 0, "II": 25, "III": 50, "IV": 75}
"""Level → the percent of the raw maximum above which it begins."""


class _Question(NamedTuple):
    weight: int
    answers: dict[str, int]

    @property
    def most(self) -> int:
        return self.weight * max(self.answers.values())


class _Sum(NamedTuple):
    got: int
    most: int
    gaps: tuple[str, ...]


def weighted(method: dict[str, Json], row: Json) -> tuple[int | None, str, tuple[str, ...]]:
    """Score, arithmetic in words, and gaps, as `scoring.Scored`. The score is None where nothing can be added up."""
    table = method.get("weighted")
    questions, mitigation = _questions(table, "questions"), _questions(table, "mitigation")
    answers = row.get("answers") if isinstance(row, dict) else None
    if not questions or mitigation is None or not maximum(method):
        return None, "the risk method has no questions that can be added up", ()
    if not isinstance(answers, dict) or not answers:
        return None, "it answers none of the risk method's questions (`answers`)", ()
    raw, less = _sum(questions, answers, lowest=False), _sum(mitigation, answers, lowest=True)
    unknown = [str(name) for name in answers if name not in questions and name not in mitigation]
    gaps = tuple(f"`{name}` is no question of the risk method, so all counts as the highest" for name in unknown)
    total, said = _reduced(raw, less, table)
    if unknown:
        total, said = raw.most, f"raw {raw.most} of {raw.most}"
    return total, said, (*gaps, *raw.gaps, *less.gaps)


def maximum(method: dict[str, Json]) -> int:
    """The highest raw sum; 0 where the method has no questions that can be added up."""
    questions = _questions(method.get("weighted"), "questions")
    return sum(question.most for question in questions.values()) if questions else 0


def with_answers(row: dict[str, Json], residual: dict[str, Json]) -> dict[str, Json]:
    """A residual with its row's answers to the questions that it does not answer itself."""
    before, after = row.get("answers"), residual.get("answers")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return residual
    return {**residual, "answers": {**before, **after}} if after else residual


def _reduced(raw: _Sum, less: _Sum, table: Json) -> tuple[int, str]:
    """What is left of the raw sum, and how that came about."""
    start, left = _number(table, "reduce_from", REDUCE_FROM), _number(table, "reduce_to", REDUCE_TO)
    most = _number(table, "mitigation_maximum", less.most)
    said = f"raw {raw.got} of {raw.most}"
    if not most:
        return raw.got, said
    share = f"{said}, mitigation {less.got} of {most} ({100 * less.got / most:.4g} %"
    if less.got * 100 < start * most:
        return raw.got, f"{share}, under {start} %), so {raw.got}"
    total = (raw.got * left * 2 + 100) // 200
    return total, f"{share}, from {start} % on × {left} %), so {raw.got} × {left} % = {total}"


def _sum(questions: dict[str, _Question], answers: dict[str, Json], *, lowest: bool) -> _Sum:
    """The answers added up. One that is not known counts against the system: as the highest, or as no mitigation."""
    got, gaps = 0, []
    for name, question in questions.items():
        stated = answers.get(name)
        said = str(stated) if isinstance(stated, str | int | float) and not isinstance(stated, bool) else ""
        if said in question.answers:
            got += question.weight * question.answers[said]
            continue
        counts = 0 if lowest else question.most
        got += counts
        if name in answers:
            gaps.append(f"`{stated}` is no answer to `{name}`, so it counts as {counts}")
        elif not lowest:
            gaps.append(f"`{name}` is not answered, so it counts as its highest, {counts}")
    return _Sum(got, sum(question.most for question in questions.values()), tuple(gaps))


def _questions(table: Json, key: str) -> dict[str, _Question] | None:
    """The questions under a key, by name; None where one of them cannot be added up."""
    stated = table.get(key, {}) if isinstance(table, dict) else {}
    if not isinstance(stated, dict):
        return None
    found = {name: _question(value) for name, value in stated.items()}
    sound = {str(name): question for name, question in found.items() if question is not None}
    return sound if len(sound) == len(found) else None


def _question(value: Json) -> _Question | None:
    answers = value.get("answers") if isinstance(value, dict) else None
    weight = _number(value, "weight", 1)
    if not isinstance(answers, dict) or not answers or weight < 1:
        return None
    scores = answers.values()
    if any(isinstance(s, bool) or not isinstance(s, int) or s < 0 for s in scores):
        return None
    return _Question(weight, {str(name): score for name, score in answers.items()})


def _number(table: Json, key: str, default: int) -> int:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else default
