"""A suite of JUnit cases as XML, valid under Jenkins' junit-10 schema and Windy Road's at once.

Alone knows `junit_xml`, and nothing of what the cases tell. GitLab shows an element's text and drops its `message` when
there is text, and refuses a whole file over a `type` that it takes for a data type: `type` is one of two constants.
"""

from datetime import UTC, datetime
from typing import Literal, NamedTuple
from xml.etree import ElementTree

from junit_xml import TestCase, TestSuite

from aims_gate.model.document import Json
from aims_gate.reports.characters import one_line, without_commands

Outcome = Literal["pass", "failure", "error", "skipped"]

_TYPES = {"failure": "policy", "error": "unknown"}

_NO_TIME = "1970-01-01T00:00:00"


class Case(NamedTuple):
    """One case. `message` is a line, `text` the lines below it; `path` is written only where it is not empty."""

    classname: str
    name: str
    outcome: Outcome
    message: str = ""
    text: tuple[str, ...] = ()
    path: str = ""


class Suite(NamedTuple):
    """All cases of a report. `now` is an ISO date or date-time; `summary` the lines that stand below the cases."""

    package: str
    now: str
    properties: dict[str, Json]
    cases: tuple[Case, ...]
    summary: tuple[str, ...]


def document(suite: Suite) -> str:
    """One `<testsuites>` with one suite. Names that are alike, or become so, are told apart by a number."""
    root = ElementTree.Element("testsuites")
    root.append(_element(suite))
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _element(suite: Suite) -> ElementTree.Element:
    taken: set[str] = set()
    made = TestSuite(
        "aims-gate",
        [_case(case, taken) for case in suite.cases],
        hostname="localhost",
        id="0",
        package=token(suite.package),
        timestamp=_timestamp(suite.now),
        properties={name: one_line(str(value)) for name, value in suite.properties.items() if value not in (None, "")},
    )
    summary = "\n".join(line for line in map(one_line, suite.summary) if line)
    return _conforming(made.build_xml_doc(), summary)


def _conforming(suite: ElementTree.Element, summary: str) -> ElementTree.Element:
    """Takes out what one of the schemas forbids and adds what one of them requires."""
    del suite.attrib["disabled"]
    for case in suite.iter("testcase"):
        case.set("time", "0")
        for skipped in case.iter("skipped"):
            del skipped.attrib["type"]
    ElementTree.SubElement(suite, "system-out").text = summary
    ElementTree.SubElement(suite, "system-err")
    return suite


def _case(case: Case, taken: set[str]) -> TestCase:
    made = TestCase(_unique(token(case.name), taken), classname=token(case.classname))
    said, text = one_line(case.message), without_commands("\n".join(case.text))
    if case.outcome == "failure":
        made.add_failure_info(said, text, _TYPES["failure"])
    elif case.outcome == "error":
        made.add_error_info(said, text, _TYPES["error"])
    elif case.outcome == "skipped":
        made.add_skipped_info(said, text)
    if case.path:
        made.file = case.path
    return made


def _unique(name: str, taken: set[str]) -> str:
    """GitLab keeps only the first of two cases with one name."""
    wanted, number = name, 1
    while name in taken:
        number += 1
        name = f"{wanted}#{number}"
    taken.add(name)
    return name


def token(text: str) -> str:
    """As `xs:token` has it: no white space but single spaces inside; never empty."""
    return one_line(text) or "unnamed"


def _timestamp(now: str) -> str:
    """`now` in UTC without its zone, as the schemas want it; the epoch where there is none."""
    try:
        moment = datetime.fromisoformat(now)
        in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return _NO_TIME
    return in_utc.replace(tzinfo=None).isoformat(timespec="seconds")
