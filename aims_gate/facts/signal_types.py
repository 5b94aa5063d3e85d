"""Which change types a signal implies, given what the entries of its systems said before the change."""

from aims_gate.facts.records import texts
from aims_gate.model.document import Json
from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit, Signal

_BRINGING = frozenset({"new-system", "new-use", "new-model", "model-version", "supplier"})
"""Types that only bringing something in can imply."""

_DATED = late_regex(
    r"(?:[-_.@:](?:\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{6,8}|\d{4}|latest|preview|exp|stable|v\d+(?:[:.]\d+)?|00\d))+$"
)


def plain(name: str) -> str:
    """A name without case, blanks and punctuation: `OpenAI` and `open-ai` are one vendor."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_COMMON = frozenset({"ai", "api", "apis", "cloud", "co", "corp", "corporation", "gmbh", "inc", "labs", "limited", "llc", "ltd",
                     "platform", "the"})  # fmt: skip
"""Words that tell no vendor from another."""

_WORDS = late_regex(r"[^\W_]+")


def same_vendor(stated: str, vendor: str) -> bool:
    """Whether a supplier, as somebody wrote it, is a vendor: `open-ai`, `mistral`, `AWS`, `Azure` for Microsoft Azure."""
    if plain(stated) == plain(vendor):
        return bool(plain(stated))
    said, meant = _words(stated), _words(vendor)
    initials = "".join(word[0] for word in _WORDS.findall(vendor.casefold()))
    if len(initials) > 2 and plain(stated) == initials:
        return True
    return bool(said - _COMMON) and said - _COMMON <= meant


def _words(name: str) -> set[str]:
    return set(_WORDS.findall(name.casefold()))


def implied_by(signal: Signal, before: list[dict[str, Json]], new_vendor: bool) -> list[str]:
    """The change types. `before` are the trusted entries of the signal's systems (empty for a new one).

    What the entry already tells of is no news: another call of a declared vendor, or of a declared model. A human step
    implies something only where it goes or becomes another, and what goes brings nothing in.
    """
    hit = signal.hit
    types = _of_model(hit, before) if hit.kind == "model" and signal.action != "removed" else list(hit.implies)
    if signal.action == "removed":
        types = [kind for kind in types if kind not in _BRINGING]
    if hit.kind == "human-step" and signal.action == "added":
        types = []
    if hit.kind in ("import", "endpoint") and not new_vendor:
        types = []
    if new_vendor and hit.kind != "dataset":
        types.append("supplier")
    return list(dict.fromkeys(types))


def model_stated(hit: Hit, entry: dict[str, Json]) -> bool:
    """Whether an entry names the model of a hit, whatever its version."""
    return hit.kind == "model" and any(family(_full(hit)) == family(name) for name, _ in _models(entry))


def known_vendor(vendor: str, entry: dict[str, Json]) -> bool:
    """Whether an entry names a vendor among its suppliers or as the provider of a model."""
    rows = entry.get("models")
    providers = [row.get("provider") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return any(same_vendor(str(name), vendor) for name in [*texts(entry.get("suppliers")), *providers] if name)


def family(model: str) -> str:
    """A model's name without the part that dates or numbers its release: `gpt-4.1-mini-2025-04-14` → `gpt-4.1-mini`."""
    name = model.lower().rpartition("/")[2]
    return _DATED.sub("", name) or name


def _of_model(hit: Hit, before: list[dict[str, Json]]) -> list[str]:
    found = [_step(hit, entry) for entry in before] or [list(hit.implies)]
    return [kind for types in found for kind in types]


def _step(hit: Hit, entry: dict[str, Json]) -> list[str]:
    """What using this model means for a system whose entry is this."""
    mine = _full(hit)
    known = [(name, version) for name, version in _models(entry) if family(name) == family(mine)]
    if not known:
        return list(hit.implies)
    stated = {spelled for name, version in known for spelled in (name, f"{name}-{version}", version)}
    return [] if mine in stated else ["model-version"]


def _full(hit: Hit) -> str:
    name = (hit.model or hit.name).lower()
    version = hit.version.lower()
    full = f"{name}-{version}" if version and version not in name else name
    return full.rpartition("/")[2]


def _models(entry: dict[str, Json]) -> list[tuple[str, str]]:
    rows = entry.get("models")
    listed = rows if isinstance(rows, list) else []
    return [
        (str(row.get("name", "")).lower().rpartition("/")[2], str(row.get("version", "")).lower())
        for row in listed
        if isinstance(row, dict)
    ]
