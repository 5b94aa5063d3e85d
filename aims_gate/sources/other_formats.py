"""Evidence that a team already keeps in another format: a card, a bill of materials. Knows which format a file is.

Only what a record or an entry links is read so: a card that nobody links is nobody's evidence.
"""

from aims_gate.model.document import Parsed
from aims_gate.sources import cyclonedx, model_card, spdx
from aims_gate.sources.drawn import refused
from aims_gate.sources.front_matter import read_front_matter
from aims_gate.sources.strict_json import read_json

_MARKDOWN = (".md", ".markdown")


def draw(data: bytes, path: str, kind: str) -> Parsed | None:
    """The file as evidence of that kind, `technical_documentation` or `datasheet`; None for a file of no format that is read.

    A file of such a format that cannot serve has a problem of cause `unreadable`.
    """
    if path.endswith(".json"):
        return _of_json(read_json(data, path), kind)
    source = read_front_matter(data, path) if path.endswith(_MARKDOWN) else None
    if source is None or source.value is None:
        return source
    # What is written for the gate is read as that, here and at the trusted ref.
    drawn = model_card.is_card(source.value) and "aims" not in source.value
    return model_card.draw(source, kind, data) if drawn else None


def fill(document: Parsed, data: bytes, kind: str) -> Parsed:
    """An evidence document that is a card too, with what its own block leaves out; else the document itself."""
    own = document.value.get("aims") if document.value is not None else None
    stated = isinstance(own, dict) and own.get("kind") == kind
    if not stated or not document.path.endswith(_MARKDOWN) or not model_card.is_card(document.value):
        return document
    return model_card.filled(document, kind, data)


def _of_json(source: Parsed, kind: str) -> Parsed:
    if source.value is None:
        return source
    if source.value.get("bomFormat") == "CycloneDX":
        return cyclonedx.draw(source, kind)
    if spdx.is_spdx(source.value):
        return spdx.draw(source, kind)
    return refused(
        source,
        "the file is neither a CycloneDX bill of materials nor an SPDX 3 document",
        "link one of these, or a document with `aims` front matter",
    )
