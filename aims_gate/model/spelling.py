"""Which of some known words a mistyped one was probably meant to be. Knows no words itself."""

from collections.abc import Iterable

FARTHEST = 2
_LONGEST = 60


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is at most two keystrokes away, case, blanks, `-` and `_` aside; empty if there is none.

    A keystroke is a letter more, less or other, or two neighbours swapped. A short word must be nearer.
    """
    plain = _plain(word)
    if not plain or len(plain) > _LONGEST:
        return ""
    best, best_distance = "", min(FARTHEST, len(plain) // 3) + 1
    for candidate in known:
        distance = _distance(plain, _plain(candidate), best_distance)
        if distance < best_distance:
            best, best_distance = candidate, distance
    return best


def _plain(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _distance(first: str, second: str, limit: int) -> int:
    """Keystrokes from one word to another; some number of at least `limit` where it is no less than that."""
    if abs(len(first) - len(second)) >= limit:
        return limit
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        before_last, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
    return row[-1]
