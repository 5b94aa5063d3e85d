"""How numbers and lists are put into a sentence. Knows no sentence."""

from collections.abc import Sequence


def number_of(number: int, one: str, many: str = "") -> str:
    """A number and what it counts; `many` is for words that take more than an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def in_a_row(words: Sequence[str], last: str = "and") -> str:
    """At least one word, with commas between and `last` before the last: `a, b and c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else words[0]
