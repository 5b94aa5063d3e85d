"""Files of results that evidence names, from git objects: JSON and JUnit XML, within bounds.

Knows the common shapes of both. Whether a value meets a criterion is not asked here.
"""

import json
from collections.abc import Iterable, Iterator

from aims_gate.facts.measured import measured_files
from aims_gate.model.document import Json
from aims_gate.model.results import Results, UnreadableResultsError
from aims_gate.sources.documents import Reader
from aims_gate.sources.git import Repository

BYTES_AT_MOST = 1_048_576
DEPTH_AT_MOST = 32
VALUES_AT_MOST = 50_000
_MLFLOW = (("metrics",), ("data", "metrics"), ("run", "data", "metrics"))


def read_results(repository: Repository, reader: Reader, pieces: Iterable[Json]) -> dict[str, Results]:
    """Path → what it holds, for every file of results that pieces of evidence name and that is an ordinary file."""
    paths = list(dict.fromkeys(path for piece in pieces for path in measured_files(piece)))
    reader.look_up(paths)
    files = {path: oid for path in paths for mode, oid in [reader.entries[path]] if mode in ("100644", "100755")}
    blobs = repository.read_blobs(files.values(), limit=BYTES_AT_MOST) if files else {}
    found = {}
    for path, oid in files.items():
        blob = blobs.get(oid)
        if blob is None:
            found[path] = Results({}, "cannot be had from git; run `git fetch --refetch`")
        elif blob.truncated:
            found[path] = Results({}, f"is larger than {BYTES_AT_MOST} bytes, so it is not read")
        else:
            found[path] = parsed_results(blob.data)
    return found


def parsed_results(data: bytes) -> Results:
    """The values that a file holds. What it is shows in its first character, not in its name."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    try:
        if start == b"<":
            from aims_gate.sources.junit_results import junit_values

            return Results(_united(junit_values(data, DEPTH_AT_MOST)))
        if start in (b"{", b"["):
            return Results(_united(_json_values(data)))
    except UnreadableResultsError as error:
        return Results({}, str(error))
    return Results({}, "is neither JSON nor JUnit XML")


def _united(pairs: Iterable[tuple[str, Json]]) -> dict[str, tuple[Json, ...]]:
    found: dict[str, list[Json]] = {}
    for count, (name, value) in enumerate(pairs):
        if count >= VALUES_AT_MOST:
            raise UnreadableResultsError(f"holds more than {VALUES_AT_MOST} values, so it is not read")
        values = found.setdefault(name, [])
        if value not in values:
            values.append(value)
    return {name: tuple(values) for name, values in found.items()}


def _json_values(data: bytes) -> Iterator[tuple[str, Json]]:
    value = _loaded(data)
    yield from _leaves(value)
    yield from _named(value)
    for place in _MLFLOW:
        yield from _named(_at(value, place))


def _loaded(data: bytes) -> Json:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused)
    except RecursionError:
        raise UnreadableResultsError(_TOO_DEEP) from None
    except ValueError as error:
        raise UnreadableResultsError(f"cannot be read as JSON: {error}") from None


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for index, (name, _) in enumerate(pairs) if name in dict(pairs[:index]))
        raise ValueError(f"`{twice}` stands twice in one object")
    return found


def _refused(constant: str) -> Json:
    raise ValueError(f"{constant} is no number of JSON")


_TOO_DEEP = f"is nested deeper than {DEPTH_AT_MOST} levels, so it is not read"


def _leaves(root: Json) -> Iterator[tuple[str, Json]]:
    """Every JSON pointer (RFC 6901) to a value that holds no others."""
    waiting: list[tuple[str, Json, int]] = [("", root, 0)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > DEPTH_AT_MOST:
            raise UnreadableResultsError(_TOO_DEEP)
        if isinstance(value, dict):
            parts = ((str(key).replace("~", "~0").replace("/", "~1"), part) for key, part in value.items())
        elif isinstance(value, list):
            parts = ((str(index), part) for index, part in enumerate(value))
        else:
            yield place, value
            continue
        waiting += [(f"{place}/{key}", part, depth + 1) for key, part in parts]


def _named(value: Json) -> Iterator[tuple[str, Json]]:
    """Names and values of a flat object, or of a list of `key` and `value`."""
    if isinstance(value, dict):
        yield from ((key, part) for key, part in value.items() if not isinstance(part, dict | list) and key[:1] != "/")
    for row in value if isinstance(value, list) else ():
        if isinstance(row, dict) and isinstance(row.get("key"), str) and "value" in row:
            yield row["key"], row["value"]


def _at(value: Json, place: tuple[str, ...]) -> Json:
    for key in place:
        value = value.get(key) if isinstance(value, dict) else None
    return value
