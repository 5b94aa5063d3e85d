"""Controls and their anchors in other texts as SARIF taxonomies. Knows that part of SARIF and no report."""

from collections.abc import Iterable, Iterator, Mapping

from aims_gate.model.document import Json
from aims_gate.reports.phrases import ANCHORS

_NAMES = ("ISO/IEC 42001:2023", "EU AI Act", "NIST AI RMF")
_KEYS = {"EU AI Act": "eu_ai_act", "NIST AI RMF": "nist_ai_rmf"}

MOST_TAXA = 100
"""How many places one rule is related to at most."""


class Taxonomies:
    """The taxa that rules were related to so far. Of a control that the catalogue does not have, none.

    `catalogue` maps a control's id to its entry.
    """

    def __init__(self, catalogue: Mapping[str, dict[str, Json]]) -> None:
        self._catalogue = catalogue
        self._taxa: dict[str, dict[str, dict[str, Json]]] = {name: {} for name in _NAMES}

    def tags(self, controls: Iterable[str]) -> list[str]:
        """The anchors of some controls, each once."""
        return [f"{name} {anchor}" for name, anchor, _ in self._places(controls) if name in _KEYS]

    def related(self, controls: Iterable[str]) -> list[dict[str, Json]]:
        """The relationships of a rule that names these controls."""
        return [self._relationship(*place) for place in self._places(controls)][:MOST_TAXA]

    def said(self) -> list[dict[str, Json]]:
        """The taxonomies that something was related to, each with its taxa."""
        return [_taxonomy(name, list(taxa.values())) for name, taxa in self._taxa.items() if taxa]

    def _places(self, controls: Iterable[str]) -> list[tuple[str, str, dict[str, Json]]]:
        found = {place[:2]: place for control in controls for place in self._of(control)}
        return sorted(found.values(), key=lambda place: _NAMES.index(place[0]))

    def _of(self, control: str) -> Iterator[tuple[str, str, dict[str, Json]]]:
        entry = self._catalogue.get(control)
        if entry is None:
            return
        yield _NAMES[0], control, {"shortDescription": {"text": entry["title"]}}
        for name, key in _KEYS.items():
            for anchor in entry.get(key, ()):
                yield name, str(anchor), {}

    def _relationship(self, name: str, taxon: str, more: dict[str, Json]) -> dict[str, Json]:
        taxa = self._taxa[name]
        taxa.setdefault(taxon, {"id": taxon, **more})
        target = {"id": taxon, "index": list(taxa).index(taxon), "toolComponent": {"name": name}}
        return {"target": target, "kinds": ["relevant"]}


def _taxonomy(name: str, taxa: list[dict[str, Json]]) -> dict[str, Json]:
    short = "Clauses and controls, by id and short title." if name == _NAMES[0] else ANCHORS
    return {"name": name, "shortDescription": {"text": short}, "isComprehensive": False, "taxa": taxa}
