"""From the path of a fact to the line where it was written."""

from aims_gate.engine.views import View
from aims_gate.model.document import Json
from aims_gate.model.regex import late_regex
from aims_gate.model.report import Location

_LAST_STEP = late_regex(r"(?:\.[^.\[\]]+|\[[^\]]*\]|^[^.\[\]]+)$")


def locate(at: str, view: View, spans: dict[str, Json], element: Json = None) -> Location | None:
    """The place of a fact, or of its nearest ancestor that was written somewhere; None when none was.

    `at` is a concrete fact path (`evidence.monitoring_plan.metrics[1].threshold`). `element` is the value there when
    it is an element of a list; where nobody wrote that list, one that names a place itself (`at`, or `path`) decides. One with
    `path` and `line`, of which 0 is the file as a whole, always decides.
    """
    if isinstance(element, dict) and isinstance(element.get("line"), int) and isinstance(element.get("path"), str):
        return Location(element["path"], max(element["line"], 1))
    if isinstance(element, dict) and not _anchored(at, view):
        if isinstance(element.get("at"), str):
            return locate(element["at"], view, spans)
        if isinstance(element.get("path"), str):
            return Location(element["path"])
    path = at
    while path:
        if path in view.places and view.anchors:
            line, column = view.places[path]
            return Location(str(next(iter(view.anchors.values()))[0]), line, column)
        if path in view.anchors:
            file, pointer = view.anchors[path]
            return _in_file(str(file), _joined(str(pointer), at[len(path) :]), spans)
        path = parent(path)
    return _first(view, spans)


def parent(path: str) -> str:
    """The path one step up; empty at the top."""
    shorter = _LAST_STEP.sub("", path, count=1)
    return shorter if shorter != path else ""


def _anchored(at: str, view: View) -> bool:
    path = at
    while path:
        if path in view.anchors or path in view.places:
            return True
        path = parent(path)
    return False


def _first(view: View, spans: dict[str, Json]) -> Location | None:
    """Where the subject itself was written: its record, entry or file."""
    for key in ("record", view.kind):
        if key in view.anchors:
            file, pointer = view.anchors[key]
            return _in_file(str(file), str(pointer), spans)
    return None


def _joined(pointer: str, rest: str) -> str:
    return (pointer + rest).lstrip(".")


def _in_file(file: str, pointer: str, spans: dict[str, Json]) -> Location:
    known = spans.get(file, {})
    while pointer and pointer not in known:
        pointer = parent(pointer)
    line, column = known.get(pointer, (1, 1))
    return Location(file, line, column)
