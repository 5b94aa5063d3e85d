"""Patterns that cover some files of a tree and little else: whole folders only where enough of what lies there is meant."""

from collections import Counter
from collections.abc import Collection, Iterable

from aims_gate.facts.patterns import file_pattern, folder_pattern

_ONE_IN = 4
"""A folder is covered whole where one file in as many of it is meant, with all that lies further in."""


def covering(meant: Collection[str], folder: str, held: Counter[str]) -> tuple[str, ...]:
    """The patterns for the files that are meant of a folder, '' for the top; `held` is folder → how many files lie in it."""
    return tuple(_patterns(sorted(meant), folder, held))


def held_by(paths: Iterable[str]) -> Counter[str]:
    """How many files lie in each folder, or further in."""
    held: Counter[str] = Counter()
    for path in paths:
        while path := path.rpartition("/")[0]:
            held[path] += 1
    return held


def _patterns(meant: Collection[str], folder: str, held: Counter[str]) -> Iterable[str]:
    if folder and len(meant) * _ONE_IN >= held[folder]:
        return [folder_pattern(folder)]
    start = len(folder) + 1 if folder else 0
    within: dict[str, list[str]] = {}
    for path in meant:
        name, slash, _ = path[start:].partition("/")
        within.setdefault(path[:start] + name if slash else "", []).append(path)
    files = [file_pattern(path) for path in within.pop("", ())]
    return [*(one for child, paths in within.items() for one in _patterns(paths, child, held)), *files]
