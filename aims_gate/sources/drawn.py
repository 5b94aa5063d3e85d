"""Evidence as it is drawn from a file in another format: what the file says, where, and nothing else.

Knows the kinds of evidence and none of the formats.
"""

import re

from aims_gate.facts.placeholder import is_placeholder
from aims_gate.model.document import Json, Parsed, Problem, Spans
from aims_gate.sources.shape import check_shape
from aims_gate.sources.shipped_schemas import shipped_schema

PREFIX = "aims:"
"""What properties of other formats begin with that say what the format itself has no word for: `aims:status`."""

LONGEST_TEXT = 2_000
"""Characters of a text that is drawn from prose; what follows is left out, and an ellipsis says so."""

_LEFT_OPEN = re.compile(r"\[?more information needed\]?\.?|noassertion|unknown", re.IGNORECASE)
_SAID_BY_THE_LINK = ("kind", "id", "systems")


class Drawn:
    """One piece of evidence as it grows. The first word on a field counts."""

    def __init__(self, source: Parsed, kind: str, at: str = "") -> None:
        self._source = source
        self._kind = kind
        self._value: dict[str, Json] = {"kind": kind}
        self._spans: Spans = {"aims": source.spans.get(at, (1, 1, 1, 1))}

    def say(self, key: str, value: Json, pointer: str = "", span: tuple[int, int, int, int] | None = None) -> None:
        """Take in a field, where `value` is text, a number, a yes or no, or a list of texts with content."""
        content = [text for text in map(said, value) if text] if isinstance(value, list) else _plain(value)
        if content in ("", [], None) or key in self._value:
            return
        self._value[key] = content
        self._spans[f"aims.{key}"] = span or self._source.spans.get(pointer, self._spans["aims"])

    def say_properties(self, properties: list[tuple[Json, Json, str]]) -> None:
        """Take in name, value and pointer of properties whose names begin with `aims:`; others are not ours."""
        known = shipped_schema(self._kind)["properties"]
        for name, value, pointer in properties:
            if not isinstance(name, str) or not name.startswith(PREFIX):
                continue
            key = name.removeprefix(PREFIX)
            flag = known.get(key, {}).get("type") == "boolean"
            self.say(key, value == "true" if flag and value in ("true", "false") else value, pointer)

    def parsed(self, form: str) -> Parsed:
        """The evidence with its problems: keys and values that the kind does not have. What is not said is absent."""
        drawn = Parsed(self._source.path, {"aims": self._value}, self._spans, (), form)
        problems = [p for p in check_shape(drawn, self._kind, "aims") if not _said_by_the_link(p)]
        return Parsed(drawn.path, drawn.value, drawn.spans, (*self._source.problems, *problems), form)


def _said_by_the_link(problem: Problem) -> bool:
    return problem.cause == "missing" and problem.pointer.removeprefix("aims.") in _SAID_BY_THE_LINK


def said(value: Json) -> str:
    """A text in one line, cut where it is long; empty where it is no text, or says that it says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = " ".join(str(value).split())
    if not text or is_placeholder(text) or _LEFT_OPEN.fullmatch(text):
        return ""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _plain(value: Json) -> Json:
    return value if isinstance(value, bool) else said(value)


def named(*parts: Json) -> str:
    """Some texts in a row, without those that say nothing."""
    return " ".join(filter(None, map(said, parts)))


def mappings(value: Json) -> list[dict[str, Json]]:
    """The mappings of a list; none where it is no list."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def mapping(value: Json) -> dict[str, Json]:
    """The mapping itself; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def refused(source: Parsed, message: str, hint: str) -> Parsed:
    """A file that cannot serve as the evidence it is linked as."""
    return Parsed(source.path, None, problems=(Problem(message, 1, 1, hint=hint),))
