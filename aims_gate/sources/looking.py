"""What AI usage is looked for with: the detectors and the catalogue that ship, and the organisation's own."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache

from aims_gate.errors import PolicyError
from aims_gate.model.document import Json
from aims_gate.signals import DETECTORS, Detecting, Detector
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.files.whole import suffix_of


class Looking:
    """What AI usage is looked for with. `catalogue` is made once, when the first file is met that a detector reads.

    What detectors make of it they keep: many changes are looked through with the same one.
    """

    def __init__(self, detecting: Iterable[Detecting], catalogue: Callable[[], Catalogue]) -> None:
        self.catalogue = catalogue
        self._makers = [(suffixes, cache(make)) for suffixes, make in detecting]
        self._of_suffix: dict[str, list[Detector]] = {}

    def reading(self, path: str) -> list[Detector]:
        """The detectors that a file with this path could show something to."""
        suffix = suffix_of(path)
        asked = self._of_suffix.get(suffix)
        if asked is None:
            asked = [made() for suffixes, made in self._makers if suffixes is None or suffix in suffixes]
            self._of_suffix[suffix] = asked
        return [detector for detector in asked if detector.reads(path)]


_MOST = ("a.py", "a.ts", "a.yaml", "a.json")
"""Paths of what most changes have."""


def looking_by(register: Json) -> Looking:
    """What ships, with the organisation's own; `register` is what the trusted `.aims/signals.yaml` says."""
    if not register:
        return _shipped()
    from aims_gate.sources.own_signals import own_detectors, with_own

    return Looking((*DETECTORS.values(), *own_detectors(register)), cache(lambda: with_own(_catalogue(), register)))


def make_ready() -> None:
    """Import and make what most files are looked through with, for whoever has to wait for something else anyway."""
    looking = _shipped()
    with suppress(PolicyError):  # whoever looks will be told
        for path in _MOST:
            for detector in looking.reading(path):
                list(detector.hits(path, b"import a\n", looking.catalogue()))


@cache
def _shipped() -> Looking:
    return Looking(DETECTORS.values(), cache(_catalogue))


def _catalogue() -> Catalogue:
    from aims_gate.sources.signals_catalogue import shipped_catalogue

    return shipped_catalogue()
