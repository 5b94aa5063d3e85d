"""What a change does to the use of AI: the hits of two versions of each file held against each other. Pure.

Says what comes, what goes and what becomes another; neither whose it is nor whether anybody declared it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit, Signal
from aims_gate.model.values import NamedTuple


class Version(NamedTuple):
    """One version of a file and what was seen in it. `id` names its content."""

    path: str
    id: str
    hits: tuple[Hit, ...]


class Pair(NamedTuple):
    """The two versions of one changed file; None where a side has none."""

    old: Version | None
    new: Version | None


class _Use(NamedTuple):
    """A hit where it stands. `value` is what has to differ for it to have become another."""

    path: str
    hit: Hit
    value: str


Standing = Callable[[str], Hashable]
"""Path → what has to be alike in two places for a use of AI to count as merely moved from one to the other."""

_Key = tuple[str, str]

_RELEASED = frozenset(
    {"package", "image", "import", "endpoint", "cloud", "agent", "guardrail", "monitor", "human-step"}
)
"""Kinds whose versions are releases: a step that promises to break nothing asks nothing."""

_VALUED = frozenset({"prompt", "guardrail", "monitor", "human-step", "agent", "threshold", "sampling", "dataset"})
"""Kinds that are what their text says: another text under the same name is another one."""

_COUNTED = frozenset({"guardrail", "monitor", "human-step"})
"""Kinds of which one less in a file matters, even where another stays."""

_RELEASE = late_regex(r"[vV=^~> ]*(\d+)(?:\.(\d+)(?:\.(\d+))?)?")
_BLANKS = late_regex(r"\s+")


_REPEATED = frozenset({"model", "sampling"})
"""Kinds of which one more in a file is one more use, even where the same stands already."""


def difference(pairs: Iterable[Pair], standing: Standing) -> tuple[Signal, ...]:
    """The signals of a change, by path and line.

    A use that leaves one file and turns up in another of the same standing has moved, and is told only where it became
    another on the way. A dependency that only a lock file names counts where nothing else of the change explains it.
    """
    gone: list[_Use] = []
    come: list[_Use] = []
    found: list[Signal] = []
    for pair in pairs:
        if any(version is not None and version.hits for version in pair):
            _compare(pair, standing, gone, come, found)
    _renamed_models(gone, come, found)
    _moved(gone, come, found, standing)
    found += [Signal("removed", use.path, use.hit) for use in gone]
    found += [Signal("added", use.path, use.hit) for use in come]
    return tuple(sorted(_unexplained(found), key=lambda s: (s.path, s.hit.line, s.hit.kind, s.hit.name, s.action)))


def _compare(pair: Pair, standing: Standing, gone: list[_Use], come: list[_Use], found: list[Signal]) -> None:
    """Sort the uses of one file into those that go, come or change."""
    before, after = _uses(pair.old), _uses(pair.new)
    stays = pair.old is not None and pair.new is not None and standing(pair.old.path) == standing(pair.new.path)
    for key in {**before, **after}:
        old, new = before.get(key, []), after.get(key, [])
        if not stays:
            gone += old
            come += new
            continue
        left, arrived = _apart(old, new)
        for _ in range(min(len(left), len(arrived))):
            found += _become(left.pop(0), arrived.pop(0))
        gone += left
        come += arrived


def _uses(version: Version | None) -> dict[_Key, list[_Use]]:
    found: dict[_Key, list[_Use]] = {}
    if version is None:
        return found
    for hit in version.hits:
        use = _Use(version.path, hit, _value(hit, version.id))
        found.setdefault((hit.row, _name(hit)), []).append(use)
    return found


def _name(hit: Hit) -> str:
    """What a use goes by; a file as a whole by its kind alone, so that it keeps its place under another name."""
    return hit.name if hit.line else ""


def _value(hit: Hit, content: str) -> str:
    """What a use is besides its name: its version and model, and its text or the whole file where that is what it is."""
    said = [hit.version, hit.model]
    if hit.line == 0 and hit.row.startswith("prompt:"):
        said.append(hit.text.rpartition(" (")[2])  # the digest of its words, as the detector tells it
    elif hit.line == 0 and hit.kind not in _RELEASED and hit.kind != "model":
        said.append(content)
    elif (hit.kind in _VALUED or hit.row.startswith("endpoint:key:")) and not hit.version:
        said.append(content if hit.line == 0 else _BLANKS.sub(" ", hit.text).strip())
    return "\0".join(said)


def _apart(old: list[_Use], new: list[_Use]) -> tuple[list[_Use], list[_Use]]:
    """The uses of one name that only one of the two versions has."""
    if old and old[0].hit.kind in _COUNTED:
        return _surplus(old, new), _surplus(new, old)
    here, there = {use.value for use in old}, {use.value for use in new}
    if old and new and old[0].hit.kind in _REPEATED:
        return _once(use for use in old if use.value not in there), _once(_surplus(new, old))
    return _once(use for use in old if use.value not in there), _once(use for use in new if use.value not in here)


def _surplus(one: list[_Use], other: list[_Use]) -> list[_Use]:
    spare = [use.value for use in other]
    left = []
    for use in one:
        if use.value in spare:
            spare.remove(use.value)
        else:
            left.append(use)
    return left


def _once(uses: Iterable[_Use]) -> list[_Use]:
    found: dict[str, _Use] = {}
    for use in uses:
        found.setdefault(use.value, use)
    return list(found.values())


def _become(old: _Use, new: _Use) -> Iterator[Signal]:
    """The signal of one use that became another; none for a release that promises to break nothing."""
    if old.value == new.value:
        return
    hit = new.hit
    if hit.kind in _RELEASED and (old.hit.version or hit.version):
        before, after = release_line(old.hit.version), release_line(hit.version)
        if (before and before == after) or not old.hit.version:
            return
        if not before or not after:
            hit = hit._replace(confidence="likely")
    yield Signal("changed", new.path, hit, old.hit.version or old.hit.model)


def release_line(version: str) -> str:
    """The part of a version within which nothing should break: the major one, of 0.x the minor too, of 0.0.x all of it;
    '' without one.
    """
    match = _RELEASE.match(version)
    if match is None:
        return ""
    major, minor, patch = (int(match[group] or 0) for group in (1, 2, 3))
    if major:
        return str(major)
    return f"0.{minor}" if minor or match[3] is None else f"0.0.{patch}"


def _renamed_models(gone: list[_Use], come: list[_Use], found: list[Signal]) -> None:
    """Tell a model that takes another's place in a file as one change, with what was there before."""
    models: dict[str, list[_Use]] = {}
    for use in gone:
        if use.hit.kind == "model":
            models.setdefault(use.path, []).append(use)
    settled = set()
    for new in come:
        if new.hit.kind == "model" and models.get(new.path):
            old = models[new.path].pop(0)
            settled |= {id(old), id(new)}
            found.append(Signal("changed", new.path, new.hit, model_of(old.hit)))
    _take_out(settled, gone, come)


def _take_out(settled: set[int], *lists: list[_Use]) -> None:
    for uses in lists:
        uses[:] = [use for use in uses if id(use) not in settled]


def model_of(hit: Hit) -> str:
    """A model as a hit names it, with its version."""
    name = hit.model or hit.name
    return f"{name}-{hit.version}" if hit.version and not name.endswith(hit.version) else name


def _moved(gone: list[_Use], come: list[_Use], found: list[Signal], standing: Standing) -> None:
    """Take out what only changes its place."""
    left: dict[Hashable, list[_Use]] = {}
    for use in gone:
        left.setdefault((standing(use.path), use.hit.row, _name(use.hit)), []).append(use)
    settled = set()
    for new in come:
        places = left.get((standing(new.path), new.hit.row, _name(new.hit)))
        if places:
            like = next((index for index, use in enumerate(places) if use.value == new.value), 0)
            old = places.pop(like)
            settled |= {id(old), id(new)}
            found += _become(old, new)
    _take_out(settled, gone, come)


def _unexplained(signals: list[Signal]) -> Iterator[Signal]:
    """All but what is only likely and follows from a certain one: what a new dependency brings along in a lock file."""
    certain = [signal.hit for signal in signals if signal.hit.confidence == "certain"]
    names = {hit.name.lower() for hit in certain}
    vendors = {hit.vendor for hit in certain if hit.vendor}
    for signal in signals:
        hit = signal.hit
        explained = hit.name.lower() in names or hit.vendor in vendors
        if hit.confidence == "certain" or hit.kind not in _RELEASED or not explained:
            yield signal
