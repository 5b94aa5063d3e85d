"""A Hugging Face model or dataset card as evidence: the front matter, and the sections of its template.

Knows which of its keys and headings stand for which of our fields: docs/evidence-formats.md has the table.
"""

import re

from aims_gate.model.document import Json, Parsed
from aims_gate.sources.drawn import Drawn, mapping, mappings, named, said

FORMAT = "huggingface"

_KEYS = (
    "model-index", "model_name", "license", "license_name", "datasets", "base_model", "pipeline_tag", "library_name",
    "task_categories", "size_categories", "source_datasets", "dataset_info", "pretty_name",
)  # fmt: skip
_HEAD = ("version", "status", "owner", "approved_by", "review_due")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MOST_LINES = 20_000

Sections = dict[str, tuple[str, int]]
"""Heading in small letters → the text below it, and its line."""


def is_card(value: Json) -> bool:
    """Whether front matter is that of a card."""
    return isinstance(value, dict) and any(key in value for key in _KEYS)


def draw(source: Parsed, kind: str, data: bytes) -> Parsed:
    """The evidence of that kind, `technical_documentation` or `datasheet`. `data` is the whole file."""
    drawn = Drawn(source, kind)
    front = source.value
    for key in _HEAD:
        drawn.say(key, front.get(key), key)
    for key in ("updated", "date"):
        drawn.say("updated", said(front.get(key))[:10], key)
    sections = _sections(_COMMENT.sub(_blank, data.decode("utf-8", "replace")))
    (_model if kind == "technical_documentation" else _dataset)(drawn, front, sections)
    return drawn.parsed(FORMAT)


def filled(document: Parsed, kind: str, data: bytes) -> Parsed:
    """A card that also has an `aims` block of that kind: what the block leaves out is drawn from the card."""
    from_card = draw(Parsed(document.path, document.value, document.spans), kind, data)
    own = document.value["aims"]
    value = {**document.value, "aims": {**from_card.value["aims"], **own}}
    return Parsed(document.path, value, {**from_card.spans, **document.spans}, document.problems, FORMAT)


def _model(drawn: Drawn, front: dict[str, Json], sections: Sections) -> None:
    index = mappings(front.get("model-index"))
    version = front.get("version")
    drawn.say("model", named(front.get("model_name"), version if said(front.get("model_name")) else ""), "model_name")
    names = [named(entry.get("name"), version) for entry in index if said(entry.get("name"))]
    drawn.say("model", "; ".join(names), "model-index")
    _section(
        drawn,
        "capabilities",
        sections,
        ("direct use", "intended uses & limitations", "intended use", "intended uses", "uses"),
    )
    _section(
        drawn, "limits", sections,
        ("bias, risks, and limitations", "limitations and bias", "limitations", "out-of-scope use"),
    )  # fmt: skip
    _section(drawn, "architecture", sections, ("model architecture and objective", "model architecture"))
    metrics = [metric for entry in index for result in mappings(entry.get("results")) for metric in _metrics(result)]
    drawn.say("performance", "; ".join(metrics), "model-index")


def _metrics(result: dict[str, Json]) -> list[str]:
    data = mapping(result.get("dataset"))
    where = named(data.get("name"), data.get("split"))
    found = []
    for metric in mappings(result.get("metrics")):
        if said(metric.get("value")):
            words = named(metric.get("name") or metric.get("type"), metric.get("value"))
            found.append(f"{words} on {where}" if where else words)
    return found


def _dataset(drawn: Drawn, front: dict[str, Json], sections: Sections) -> None:
    drawn.say("dataset", front.get("pretty_name"), "pretty_name")
    drawn.say("dataset_version", front.get("version"), "version")
    licence = front.get("license")
    given = ", ".join(filter(None, map(said, licence if isinstance(licence, list) else [licence])))
    drawn.say("licence", given if given != "other" else front.get("license_name"), "license")
    _section(drawn, "source", sections, ("source data",))
    origin = front.get("source_datasets")
    origins = [str(one).removeprefix("extended|") for one in (origin if isinstance(origin, list) else [origin]) if one]
    drawn.say("derived_from", [one for one in origins if one != "original"], "source_datasets")
    _section(drawn, "collection", sections, ("data collection and processing",))
    _section(drawn, "purpose", sections, ("direct use", "uses"))
    _section(drawn, "bias", sections, ("bias, risks, and limitations", "discussion of biases"))


def _section(drawn: Drawn, key: str, sections: Sections, headings: tuple[str, ...]) -> None:
    for heading in headings:
        text, line = sections.get(heading, ("", 1))
        place = (line, 1, line, 1)
        drawn.say(key, [text] if key in ("capabilities", "limits") else text, span=place)


def _sections(text: str) -> Sections:
    """Every heading's text, subsections included; of headings of one name the first."""
    found: Sections = {}
    open_still: list[tuple[int, str, int, list[str]]] = []
    fenced = False
    for number, line in enumerate(text.split("\n")[:_MOST_LINES], 1):
        fenced ^= _FENCE.match(line) is not None
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            for _, _, _, lines in open_still:
                lines.append(line)
            continue
        while open_still and open_still[-1][0] >= len(heading[1]):
            _close(found, open_still.pop())
        open_still.append((len(heading[1]), line[heading.end() :].strip(" \t\r#").lower(), number, []))
    while open_still:
        _close(found, open_still.pop())
    return found


def _close(found: Sections, section: tuple[int, str, int, list[str]]) -> None:
    _, title, line, lines = section
    parts = [part for part in map(said, lines) if part and not _FENCE.match(part)]
    if parts and title not in found:
        found[title] = (" ".join(parts), line)


def _blank(comment: re.Match[str]) -> str:
    """Nothing but the line ends of a comment, so that lines keep their numbers."""
    return "\n" * comment[0].count("\n")
