"""Which elements of a list or map an expression picks, told without handing the engine more of them than it reads.

An expression such as `systems.filter(s, s.live)` gives elements as they stand. Each is handed over with the fields that
decide and its place; what comes back is told by its place. Knows no engine.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aims_gate.engine.fact_paths import ANY, ELEMENT, FactPath, Reads
from aims_gate.engine.projection import Plan, plan_of, project
from aims_gate.model.document import Json

_PLACE = " place"
"""A key that no expression can name: fields have no space, and what reads fields by a computed name is not slimmed."""


class Picking(NamedTuple):
    """An expression whose elements stand in the list at `path`. `plan` is what it needs to choose among them."""

    plan: Plan
    path: FactPath

    @staticmethod
    def of(reads: Reads) -> "Picking | None":
        """None where the elements come from several places, or are looked at as a whole."""
        path = next(iter(reads.elements)) if len(reads.elements) == 1 else ()
        if path[-1:] != (ELEMENT,) or {ELEMENT, ANY} & {*path[:-1]}:
            return None
        plan = plan_of(reads._replace(whole=reads.decides))
        return Picking(plan, path[:-1]) if _slim(plan, path) else None

    def fits(self, variables: Mapping[str, Json]) -> bool:
        """Whether a list of mappings stands there."""
        listed = at(variables, self.path)
        return isinstance(listed, list) and all(type(item) is dict for item in listed)

    def project(self, variables: Mapping[str, Json]) -> dict[str, Json]:
        """What to hand over. Raises `UnfitFactError`."""
        given = project(self.plan, variables)
        for place, item in enumerate(at(given, self.path)):
            item[_PLACE] = place
        return given

    def places(self, picked: Json) -> list[int] | None:
        """The places that the expression's value names; None where it holds anything else."""
        if not isinstance(picked, list) or not all(isinstance(item, dict) and _PLACE in item for item in picked):
            return None
        return [item[_PLACE] for item in picked]


def at(value: Json | Mapping[str, Json], path: FactPath) -> Json:
    """What stands at a path of fields; None where nothing does, and of no path."""
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value if path else None


def in_order_of_keys(found: list[Json], walked: Iterable[FactPath], variables: Mapping[str, Json]) -> list[Json]:
    """The keys of a map that an expression walks, in the map's own order: the engine's is another in every process."""
    if len(found) < 2 or not all(isinstance(key, str) for key in found):
        return found
    for path in sorted(walked):
        keys = at(variables, path)
        if isinstance(keys, dict) and all(key in keys for key in found):
            order = {key: place for place, key in enumerate(keys)}
            return sorted(found, key=lambda key: order[key])
    return found


def _slim(plan: Plan, path: FactPath) -> bool:
    """Whether the plan takes nothing on the way to an element, or of it, as a whole."""
    for step in path:
        if plan.whole or ANY in plan.below:
            return False
        plan = plan.at((step,))
    return not plan.whole and not {ANY, ELEMENT} & {*plan.below}
