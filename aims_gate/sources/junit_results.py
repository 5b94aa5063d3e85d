"""JUnit XML: which test cases passed, and the values of properties. No document type, so no entity is ever expanded."""

from collections.abc import Iterator
from xml.parsers import expat

from aims_gate.model.document import Json
from aims_gate.model.results import UnreadableResultsError

_PASSED, _NOT_PASSED = 1, 0
_UNPASSED = ("failure", "error", "skipped")


def junit_values(data: bytes, depth_at_most: int) -> Iterator[tuple[str, Json]]:
    """Name and value of every property; every test case, by name and by `classname.name`, with 1 if it passed, else 0.

    Of cases that share a name all must have passed. Raises UnreadableResultsError.
    """
    report = _Report(depth_at_most)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = report.start, report.end
    parser.StartDoctypeDeclHandler = report.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableResultsError(f"cannot be read as XML: {error}") from None
    except _RefusedError as refusal:
        raise UnreadableResultsError(str(refusal)) from None
    yield from report.properties
    yield from report.cases.items()


class _RefusedError(Exception):
    """Ends the parser."""


class _Report:
    """What the parser has met so far."""

    def __init__(self, depth_at_most: int) -> None:
        self._most = depth_at_most
        self._depth = 0
        self._case: tuple[str, ...] = ()
        self.properties: list[tuple[str, Json]] = []
        self.cases: dict[str, int] = {}

    def doctype(self, *_: object) -> None:
        raise _RefusedError("declares a document type, which is not read")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self._depth += 1
        if self._depth == 1 and tag not in ("testsuites", "testsuite"):
            raise _RefusedError(f"is XML with `{tag}` at its root, and no JUnit report")
        if self._depth > self._most:
            raise _RefusedError(f"is nested deeper than {self._most} levels, so it is not read")
        if tag == "testcase":
            named, of = attributes.get("name", ""), attributes.get("classname", "")
            self._case = tuple(dict.fromkeys(key for key in (named, f"{of}.{named}" if of else named) if key))
            for key in self._case:
                self.cases.setdefault(key, _PASSED)
        elif tag in _UNPASSED:
            self.cases.update(dict.fromkeys(self._case, _NOT_PASSED))
        elif tag == "property" and attributes.get("name"):
            self.properties.append((attributes["name"], _number(attributes.get("value", ""))))

    def end(self, name: str) -> None:
        self._depth -= 1
        if name.rpartition(" ")[2] == "testcase":
            self._case = ()


def _number(text: str) -> Json:
    """A number as it is written; other text as it is."""
    for kind in (int, float):
        try:
            return kind(text.strip())
        except ValueError:
            continue
    return text
