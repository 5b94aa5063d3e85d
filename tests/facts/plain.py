"""What holds of every set of facts: plain JSON without nulls. Also how to walk through one."""

import json
from collections.abc import Iterator
from typing import Any


def walk(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value of a JSON document with its path; elements are told apart by their id where they have one."""
    yield path, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            name = part.get("id", index) if isinstance(part, dict) else index
            yield from walk(part, (*path, str(name)))


def bytes_of(facts: Any) -> str:
    return json.dumps(facts, allow_nan=False, ensure_ascii=True)


def assert_is_plain(facts: Any) -> None:
    """A JSON document that survives being written, without a null, and with text for every key."""
    assert json.loads(bytes_of(facts)) == facts
    for path, value in walk(facts):
        assert type(value) in (dict, list, str, int, float, bool), (path, value)
        assert all(type(key) is str for key in (value if isinstance(value, dict) else ())), path
