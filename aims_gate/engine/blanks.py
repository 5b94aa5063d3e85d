"""Which failures only say again that a document is not filled in yet: their place holds the template's own text."""

from collections.abc import Callable, Iterable

from aims_gate.model.document import Json
from aims_gate.model.report import Finding, Result

_CAUSE = "placeholder"
_TOPS = ("", "aims")
"""Pointers that stand for a document as a whole, and so for no field that could be filled in."""


def only_blank(facts: dict[str, Json]) -> Callable[[Result], frozenset[str]]:
    """What gives, for a failure, the files whose template text is all that each of its findings points to; else none."""
    blanks = _blanks(facts.get("documents", ()))
    places: dict[str, dict[tuple[int, int], list[str]]] = {}

    def pointers(finding: Finding) -> list[str]:
        at = finding.location
        if at is None or at.path not in blanks:
            return []
        if at.path not in places:
            places[at.path] = _by_place(facts["spans"].get(at.path, {}))
        return places[at.path].get((at.line, at.column), [])

    def files(result: Result) -> frozenset[str]:
        if not blanks or not result.findings:
            return frozenset()
        for finding in result.findings:
            at = finding.location
            if at is None or not any(_within(one, blanks.get(at.path, ())) for one in pointers(finding)):
                return frozenset()
        return frozenset(finding.location.path for finding in result.findings if finding.location)

    return files


def _blanks(documents: Iterable[Json]) -> dict[str, tuple[str, ...]]:
    """Path of a document → pointers of the fields that still hold template text."""
    found = {}
    for one in documents:
        document = one["document"]
        pointers = tuple(
            problem.get("pointer", "") for problem in document.get("problems", ()) if problem["cause"] == _CAUSE
        )
        if pointers:
            found[document["path"]] = pointers
    return found


def _by_place(spans: dict[str, Json]) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for pointer, (line, column) in spans.items():
        found.setdefault((line, column), []).append(pointer)
    return found


def _within(pointer: str, blanks: Iterable[str]) -> bool:
    """Whether some blank is the field at `pointer`, or a part of it."""
    return pointer not in _TOPS and any(
        one == pointer or one.startswith((f"{pointer}.", f"{pointer}[")) for one in blanks
    )
