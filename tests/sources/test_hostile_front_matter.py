"""Front matter made to crash, stall or deceive: each gives a problem at a line or a clean value, soon."""

import json
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import yaml

from aims_gate.sources import strict_yaml
from aims_gate.sources.front_matter import carries_aims, read_front_matter


class Refused(NamedTuple):
    line: int
    said: str


class Read(NamedTuple):
    value: Any


def front(yaml_text: str, end: str = "---\n# Title\n") -> bytes:
    return f"---\n{yaml_text}{end}".encode("utf-8", "surrogatepass")


def alias_bomb() -> bytes:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{key}: &{key} [{','.join('*' + last for _ in range(9))}]"
        for last, key in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return front("\n".join(lines) + "\n")


def nested_block_maps() -> bytes:
    return front("".join(" " * level + f"k{level}:\n" for level in range(350)))


def narrow_block_maps() -> bytes:
    return front("".join("- " * 3_000 + "a\n"))


CORPUS: dict[str, tuple[Callable[[], bytes], Refused | Read | None]] = {
    "alias bomb": (alias_bomb, Refused(2, "anchor")),
    "alias without anchor": (lambda: front("a: 1\nb: *a\n"), Refused(3, "alias")),
    "recursive alias": (lambda: front("a: &a [*a]\n"), Refused(2, "anchor")),
    "30 KB of [": (lambda: front("a: " + "[" * 30_000 + "\n"), Refused(2, "20 levels")),
    "200,000 [": (lambda: b"---\na: " + b"[" * 200_000, Refused(1, "not closed")),
    "60,000 [ and ]": (lambda: front("a: " + "[" * 30_000 + "]" * 30_000 + "\n"), Refused(2, "20 levels")),
    "30 KB of {": (lambda: front("a: " + "{" * 30_000 + "\n"), Refused(2, "key cannot be")),
    "60 KB of {a:": (lambda: front("a: " + "{a: " * 15_000 + "\n"), Refused(2, "20 levels")),
    "350 nested block maps": (nested_block_maps, Refused(22, "20 levels")),
    "3,000 nested block lists": (narrow_block_maps, Refused(2, "list, not a mapping")),
    "3,000 nested lists in a map": (lambda: front("a:\n  " + "- " * 3_000 + "x\n"), Refused(3, "20 levels")),
    "30,000 ?": (lambda: front("? " * 30_000 + "a\n"), Refused(2, "key cannot be")),
    "month 13": (lambda: front("date: 2026-13-45\n"), Read({"date": "2026-13-45"})),
    "unquoted @handle": (lambda: front("a: 1\nby: @alice\n"), Refused(3, "begin with @")),
    "duplicate tier": (lambda: front("tier: high\nx: 1\ntier: low\n"), Refused(4, "first on line 2")),
    "duplicate by escape": (lambda: front('tier: high\n"\\u0074ier": low\n'), Refused(3, "first on line 2")),
    "TBD": (lambda: front("by: TBD\n"), Read({"by": "TBD"})),
    "template enumeration": (lambda: front("status: draft|approved\n"), Read({"status": "draft|approved"})),
    "template placeholder": (lambda: front("by: <name>\n"), Read({"by": "<name>"})),
    "template braces": (lambda: front("by: {{ name }}\n"), Refused(2, "key cannot be")),
    "escape character": (lambda: front("a: \x1b[2J\n"), Refused(2, "U+001B")),
    "control character by escape": (lambda: front('a: "\\e[2J"\n'), Refused(2, "U+001B")),
    "NUL": (lambda: front("a: 1\nb: x\x00\n"), Refused(3, "U+0000")),
    "5 MB body": (lambda: front("a: 1\n") + b"body \xff\x00\n" * 600_000, Read({"a": 1})),
    "5 MB front matter": (lambda: front("a: 1\n" * 1_000_000), Refused(1, "not closed within 65,536 bytes")),
    "5 MB of fences that are none": (lambda: front(" ---\n" * 1_000_000), Refused(1, "not closed within")),
    "5 MB of dashes": (lambda: b"---\n" + b"-" * 5_000_000, Refused(1, "not closed within")),
    "10 MB line": (lambda: front("a: " + "x" * 10_000_000 + "\n"), Refused(1, "not closed within")),
    "10 MB first line": (lambda: b"---" + b" " * 10_000_000, Refused(1, "not closed within")),
    "5,000-digit int": (lambda: front("a: " + "9" * 5_000 + "\n"), Refused(2, "64 bits")),
    "60,000-digit hexadecimal": (lambda: front("a: 0x" + "f" * 60_000 + "\n"), Refused(2, "64 bits")),
    "60,000-digit float": (lambda: front("a: 0." + "3" * 60_000 + "\n"), Read({"a": 1 / 3})),
    "1e400": (lambda: front("a: 1e400\n"), Refused(2, "not a finite number")),
    "exponent of 60,000 digits": (lambda: front("a: 1e" + "9" * 60_000 + "\n"), Refused(2, "not a finite")),
    ".nan": (lambda: front("a: .nan\n"), Refused(2, "not a finite number")),
    "python object": (lambda: front("a: !!python/object/apply:os.system ['id']\n"), Refused(2, "tag")),
    "tag on mapping": (lambda: front("a: !x {b: 1}\n"), Refused(2, "tag")),
    "tag on list": (lambda: front("a: !x [1]\n"), Refused(2, "tag")),
    "tag on root": (lambda: front("!x\na: 1\n"), Refused(2, "tag")),
    "second document": (lambda: front("a: 1\n--- # b\nb: 1\n"), Refused(3, "second YAML document")),
    "list root": (lambda: front("- a\n"), Refused(2, "list, not a mapping")),
    "scalar root": (lambda: front("just text\n"), Refused(2, "mapping of keys")),
    "byte order mark": (lambda: b"\xef\xbb\xbf" + front("a: 1\n"), Read({"a": 1})),
    "byte order mark in a key": (lambda: front("a: 1\n\ufeffaims: 1\n"), Refused(3, "U+FEFF")),
    "CRLF": (lambda: front("a: 1\nb: |\n  x\n").replace(b"\n", b"\r\n"), Read({"a": 1, "b": "x\n"})),
    "dots as closing fence": (lambda: front("a: 1\n", "...\nbody: 1\n"), Read({"a": 1})),
    "no closing fence": (lambda: front("a: 1\n", ""), Refused(1, "not closed")),
    "Latin-1": (lambda: "---\na: 1\nb: ä\n---\n".encode("latin-1"), Refused(3, "not UTF-8")),
    "overlong UTF-8": (lambda: b"---\na: \xc0\xaf\n---\n", Refused(2, "not UTF-8")),
    "lone surrogate": (lambda: front("a: \ud800\n"), Refused(2, "not UTF-8")),
    "lone surrogate by escape": (lambda: front('a: "\\ud800"\n'), Refused(2, "")),
    "beyond Unicode by escape": (lambda: front('a: "\\U00110000"\n'), Refused(2, "")),
    "bidirectional override": (lambda: front("by: \u202ebob\u202c\n"), Refused(2, "U+202E")),
    "line separator": (lambda: front("by: bob\u2028tier: low\n"), Refused(2, "U+2028")),
    "mapping as key": (lambda: front("? {a: b}\n: c\n"), Refused(2, "key cannot be")),
    "merge key": (lambda: front("<<: {a: 1}\n"), Refused(2, "merge key")),
    "number as key": (lambda: front("1: a\n"), Refused(2, "not text")),
    "empty file": (lambda: b"", None),
    "only a fence": (lambda: b"---", Refused(1, "not closed")),
    "empty front matter": (lambda: front(""), Refused(2, "empty")),
    "tab indentation": (lambda: front("a:\n\tb: 1\n"), Refused(3, "tab")),
    "unquoted comparison": (lambda: front("a: 1\nthreshold: > 0.35\n"), Refused(3, "block of text")),
    "comparison as block header": (lambda: front("threshold: >2\n"), Refused(2, "block of text")),
    "6,000 values": (lambda: front("a: [" + "1, " * 6_000 + "]\n"), Refused(2, "5,000 keys and values")),
    "6,000 keys": (lambda: front("".join(f"k{n}: 1\n" for n in range(6_000))), Refused(2_501, "5,000 keys")),
    "60 KB of newlines": (lambda: front("\n" * 60_000), Refused(2, "empty")),
    "60 KB of quotes": (lambda: front("a: " + '"' * 60_001 + "\n"), Refused(2, "")),
    "60 KB of colons": (lambda: front("a: " + ": " * 30_000 + "\n"), Refused(2, "")),
    "60 KB of commas": (lambda: front("a: [" + "," * 60_000 + "]\n"), Refused(2, "")),
    "60 KB of links": (lambda: front("a: [" + "[x](" * 15_000 + "\n"), Refused(2, "")),
    "60 KB of open links": (lambda: front("a: [x](" + "[x](y" * 12_000 + "\n"), Refused(2, "")),
    "60 KB of spaces in a key": (lambda: front("a: 1\nb" + " " * 60_000 + "c\nd: 1\n"), Refused(3, "no key")),
    "60 KB of spaces in a value": (lambda: front("a: @b" + " " * 60_000 + "c\n"), Refused(2, "begin with @")),
    "60 KB of dashes": (lambda: front("a: 1\n" + "- " * 30_000 + "\n"), Refused(3, "")),
    "60 KB of dashes after a key": (lambda: front("a\n" + "- " * 30_000 + ": b: c\n"), Refused(2, "")),
    "60 KB of letters and a colon": (lambda: front("a" * 60_000 + ": b\n"), Refused(2, "")),
    "60 KB of keys in a line": (lambda: front("a: 1\n" + "b: " * 20_000 + "\n"), Refused(3, "second colon")),
    "60 KB of !": (lambda: front("a: " + "!" * 60_000 + "\n"), Refused(2, "")),
    "60 KB of ** in a list": (lambda: front("a: [" + "**, " * 15_000 + "\n"), Refused(2, "begin with *")),
}


@pytest.mark.parametrize("parser", ["C", "pure"])
@pytest.mark.parametrize("name", CORPUS)
def test_hostile_front_matter(name: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "pure":
        monkeypatch.setattr(strict_yaml, "_LOADER", yaml.BaseLoader)
    make, expected = CORPUS[name]
    data = make()
    begin = time.process_time()
    parsed = read_front_matter(data, "a.md")
    carries_aims(data)
    # The C parser takes milliseconds; the bound only tells them from a stall on a busy machine.
    assert time.process_time() - begin < (0.5 if parser == "C" else 5)
    if expected is None:
        assert parsed is None
        return
    assert parsed is not None
    if isinstance(expected, Read):
        assert parsed.value == expected.value
        assert parsed.problems == ()
        json.dumps(parsed.value, allow_nan=False)
        return
    (found,) = parsed.problems
    assert (parsed.value, found.cause, found.line) == (None, "unreadable", expected.line)
    assert expected.said in found.message
    assert len(found.message) + len(found.hint) < 300
