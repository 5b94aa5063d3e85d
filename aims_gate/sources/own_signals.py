"""The organisation's own signals, from the trusted `.aims/signals.yaml`: more rows for the catalogue, and a detector.

Names are looked up by the detectors that know where names stand; paths and texts are looked for here.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from aims_gate.facts.attribution import own_row
from aims_gate.facts.ownership import meaningful
from aims_gate.facts.patterns import Patterns
from aims_gate.facts.records import texts
from aims_gate.model.document import Json
from aims_gate.model.signal import Confidence, Hit, SignalKind
from aims_gate.model.spelling import nearest
from aims_gate.signals import Detecting
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.languages import language_of
from aims_gate.sources.signals_catalogue import LANGUAGES, PACKAGES

_NAMED: dict[str, tuple[str, ...]] = {
    "package": PACKAGES,
    "import": LANGUAGES,
    "endpoint": ("any",),
    "model": ("any",),
    "image": ("oci",),
    "cloud": ("terraform", "cloudformation", "kubernetes", "bicep", "client"),
}
"""Kind that is looked up by name → the ecosystems that have such names."""

_BY_PATH = ("model-file", "prompt", "dataset", "agent")

_SHOWN_AS: dict[str, SignalKind] = {"config-key": "threshold", "text": "endpoint"}
"""Kinds that only `.aims/signals.yaml` has → what they show."""

_IMPLIED = {
    "model": "new-model",
    "model-file": "new-model",
    "dataset": "data",
    "prompt": "prompt",
    "agent": "tools",
    "guardrail": "guardrail",
    "monitor": "monitoring",
    "human-step": "autonomy",
    "threshold": "threshold",
    "sampling": "threshold",
}
"""Kind → the change type that it suggests; of the others it is `dependency`."""

_LINE_AT_MOST = 200
_PYPI = re.compile(r"[-_.]+")


class _Own(NamedTuple):
    """One signal of the organisation's own."""

    stated: str
    kind: SignalKind
    pattern: str
    ecosystems: tuple[str, ...]
    vendor: str
    implies: tuple[str, ...]
    confidence: Confidence

    @property
    def row(self) -> str:
        """The id that its hits bear."""
        return own_row(self.stated, self.pattern)


def unusable(register: Json) -> Iterator[tuple[str, str, str]]:
    """Where a signal can never be found, as pointer, message and hint: a name in an ecosystem that has none of its kind."""
    rows = register.get("signals") if isinstance(register, dict) else None
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        kind, given = (row.get("kind"), row.get("ecosystem")) if isinstance(row, dict) else (None, None)
        if not isinstance(kind, str) or not isinstance(given, str) or given in (known := _NAMED.get(kind, ())):
            continue
        pointer = f"signals[{index}].ecosystem"
        if not known:
            yield pointer, f"`kind: {kind}` is looked for in every ecosystem", "remove `ecosystem`"
            continue
        meant = nearest(given, known)
        hint = f"did you mean `{meant}`?" if meant else f"choose one of {', '.join(known)}"
        yield pointer, f"`{given}` is no ecosystem in which `kind: {kind}` is looked for", hint


def with_own(catalogue: Catalogue, register: Json) -> Catalogue:
    """The catalogue with the names of the organisation's own. `register` is what the trusted file says."""
    rows = [
        Row(own.row, own.kind, ecosystem, _spelled(own.pattern, ecosystem), own.vendor, own.implies, own.confidence)
        for own in _listed(register)
        if own.stated in _NAMED
        for ecosystem in own.ecosystems
    ]
    return Catalogue((*catalogue.rows, *rows)) if rows else catalogue


def own_detectors(register: Json) -> tuple[Detecting, ...]:
    """A detector for the paths and texts of the organisation's own; none where it has none."""
    listed = tuple(own for own in _listed(register) if own.stated not in _NAMED)
    return (Detecting(None, partial(OwnDetector, listed)),) if listed else ()


class OwnDetector:
    """Finds files by their path, and words by standing in a text."""

    def __init__(self, listed: tuple[_Own, ...]) -> None:
        self._paths = [(own, Patterns(meaningful([own.pattern]))) for own in listed if own.stated in _BY_PATH]
        self._words = [(own, _word(own)) for own in listed if own.stated not in _BY_PATH]

    def reads(self, path: str) -> bool:
        """Any file could hold a word."""
        return bool(self._words) or any(patterns.match(path) for _, patterns in self._paths)

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The file itself where its path is one of the globs, then every line that holds one of the words."""
        del catalogue
        for own, patterns in self._paths:
            if patterns.match(path):
                yield _hit(own, 0, path.rpartition("/")[2])
        if b"\0" in content[:8_192] and language_of(path) is None:
            return
        for own, word in self._words:
            number, start, passed = 1, 0, 0
            for found in word.finditer(content):
                # From the word before on: a file of one word again and again is not gone through anew for each.
                number += content.count(b"\n", passed, found.start())
                start = content.rfind(b"\n", passed, found.start()) + 1 or start
                passed = found.start()
                line = content[start : start + _LINE_AT_MOST].partition(b"\n")[0]
                yield _hit(own, number, line.decode("utf-8", "replace").strip())


def _hit(own: _Own, line: int, text: str) -> Hit:
    return Hit(
        own.row,
        own.kind,
        line,
        text,
        own.pattern,
        own.vendor,
        implies=own.implies,
        confidence=own.confidence,
    )


def _word(own: _Own) -> re.Pattern[bytes]:
    """The pattern as a word of its own; as a key where it stands for one."""
    word = re.escape(own.pattern.encode("utf-8", "surrogateescape"))
    after = rb"(?=[\"']?\s{0,9}[:=])" if own.stated in ("config-key", "threshold", "sampling") else rb"(?![\w-])"
    return re.compile(rb"(?<![\w-])" + word + after)


def _listed(register: Json) -> Iterator[_Own]:
    rows = register.get("signals") if isinstance(register, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("kind"), str) and row.get("pattern") not in (None, ""):
            yield _own(row, row["kind"], str(row["pattern"]))


def _own(row: dict[str, Json], stated: str, pattern: str) -> _Own:
    kind: SignalKind = _SHOWN_AS.get(stated, stated)  # type: ignore[arg-type]  # the schema admits no other
    ecosystem = row.get("ecosystem")
    return _Own(
        stated,
        kind,
        pattern,
        (ecosystem,) if isinstance(ecosystem, str) else _NAMED.get(stated, ()),
        str(row.get("vendor", "")),
        tuple(texts(row.get("implies"))) or (_IMPLIED.get(kind, "dependency"),),
        "likely" if row.get("confidence") == "likely" else "certain",
    )


def _spelled(pattern: str, ecosystem: str) -> str:
    """A name as the catalogue spells names of this ecosystem."""
    return _PYPI.sub("-", pattern).lower() if ecosystem in ("pypi", "conda") else pattern
