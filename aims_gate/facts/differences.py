"""Where entries of the register and the tree say different things: models, suppliers, paths, retired systems. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from aims_gate.facts.ownership import Entries
from aims_gate.facts.signal_types import family, known_vendor, model_stated
from aims_gate.model.document import Json
from aims_gate.model.inventory import Difference, Found
from aims_gate.model.signal import Hit

_NOT_BUILT = ("planned", "retired")
"""Life cycles of which nothing has to be in the tree."""


def differences(
    known: Entries, at: Mapping[str, str], files: Mapping[str, int], seen: tuple[Found, ...], searched: int
) -> tuple[Difference, ...]:
    """By system. `at` is where each entry stands, `files` how many files of the tree each owns."""
    found: list[Difference] = []
    names = {family(use.model) for use in seen if use.model}
    for key, entry in sorted(known.items()):
        mine = [use for use in seen if key in use.systems and use.confidence == "certain"]
        if entry.get("lifecycle") == "retired":
            found += _retired(key, mine)
            continue
        found += _models(key, entry, mine, at.get(key, ""))
        found += _suppliers(key, entry, mine, at.get(key, ""))
        if entry.get("lifecycle") not in _NOT_BUILT:
            found += _missing(key, entry, at.get(key, ""), files.get(key, 0), names, searched)
    return tuple(found)


def _hit(use: Found) -> Hit:
    return Hit("", "model", use.line, use.text, use.name, use.vendor, use.model, use.version)


def _models(key: str, entry: dict[str, Json], mine: Iterable[Found], path: str) -> Iterator[Difference]:
    places = _first_of_each(
        (use.model, use) for use in mine if use.kind == "model" and not model_stated(_hit(use), entry)
    )
    for model, (use, more) in places.items():
        message = f"{key} uses the model `{model}`{more}, which its entry does not name"
        fix = f"add it under `models` in {path} by a change that declares it, or take it out of the code"
        yield Difference("model-not-named", key, message, fix, use.path, use.line)


def _suppliers(key: str, entry: dict[str, Json], mine: Iterable[Found], path: str) -> Iterator[Difference]:
    places = _first_of_each((use.vendor, use) for use in mine if use.vendor and not known_vendor(use.vendor, entry))
    for vendor, (use, more) in places.items():
        message = f"{key} uses `{use.name}` of {vendor}{more}, whom its entry does not name"
        fix = f"add {vendor} under `suppliers` in {path}, with a supplier record"
        yield Difference("supplier-not-named", key, message, fix, use.path, use.line)


def _first_of_each(pairs: Iterable[tuple[str, Found]]) -> dict[str, tuple[Found, str]]:
    """Name → its first place, and how many more there are in words."""
    listed = list(pairs)
    number = Counter(name for name, _ in listed)
    first: dict[str, Found] = {}
    for name, use in listed:
        first.setdefault(name, use)
    return {name: (use, f" (at {number[name]} places)" if number[name] > 1 else "") for name, use in first.items()}


def _missing(
    key: str, entry: dict[str, Json], path: str, files: int, names: set[str], searched: int
) -> Iterator[Difference]:
    if not files:
        fix = "correct its `paths`, or say in `lifecycle` that it is planned or retired"
        yield Difference("paths-match-nothing", key, f"the paths of {key} match no file of the tree", fix, path, 0)
    rows = entry.get("models")
    for row in rows if isinstance(rows, list) else ():
        name = str(row.get("name") or "") if isinstance(row, dict) else ""
        spelled = {family(name), family(f"{name}-{row.get('version')}")} if name else set()
        if spelled and names.isdisjoint(spelled):
            message = f"the model `{name}` that the entry of {key} names shows in none of {searched:,} files"
            fix = "take it out of the entry; where it is set outside the repository, leave it and say so in the entry"
            yield Difference("model-not-found", key, message, fix, path, 0)


def _retired(key: str, mine: list[Found]) -> Iterator[Difference]:
    if mine:
        message = f"{key} is retired, and its files still use `{mine[0].name}`"
        fix = "remove what is left of it, or correct its `lifecycle`"
        yield Difference("retired-in-use", key, message, fix, mine[0].path, mine[0].line)
