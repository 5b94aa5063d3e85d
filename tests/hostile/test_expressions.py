"""No regular expression of the gate takes more than steps in proportion to a text: all are found, none is listed.

Where one does, it is because what it is given is short, or nobody's but the gate's own: `BOUNDED` says so of each.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.hostile.attacks import cut_down, longest_limit, text, units
from tests.hostile.steps import PARSER, Counted, TooManyError
from tests.hostile.uses import calls, how_used

BOUNDED = {
    "engine/locate.py:_LAST_STEP": "paths of facts, which rules write",
    "engine/template.py:_OTHERWISE": "messages of rules, which come from the trusted ref",
    "engine/template.py:_TOKEN": "messages of rules, which come from the trusted ref",
    "facts/signal_types.py:_DATED": "names of models, which are looked for in 240 bytes",
    "signals/code/spoken.py:_FOR_PEOPLE": "60 bytes before a text",
    "sources/yaml_mistakes.py:_KEY": "500 characters of a line",
}
"""File and name of an expression → what keeps the texts short that it is run over."""

FROM_ELSEWHERE = {
    "commands/init/__init__.py": "a schema's pattern",
    "commands/new/__init__.py": "a schema's pattern",
    "engine/expression_errors.py": "the compiler's own messages, matched against a table of the module",
    "engine/functions.py": "a name, every character of it escaped, between two looks at one character",
    "model/fields.py": "a schema's pattern",
    "model/regex.py": "what its caller wrote",
    "sources/extension.py": "an organisation's own: refused unless it runs in linear time",
    "sources/namesakes.py": "a name, every character of it escaped",
    "sources/shape.py": "a schema's pattern",
    "sources/strict_yaml.py": "a class of characters",
}
"""File → where an expression comes from that is neither written there nor made by what `recorded` does."""

_FEW, _MANY = 8, 32
_GROWTH = 7  # four times the text may take four times the steps, and somewhat more for its ends
_TOO_FEW_TO_TELL = 450
_MOST = 200_000
_LONG = 300  # characters
_STEPS_A_CHARACTER = 400
_SMALL_LIMIT = 8


@cache
def recorded() -> tuple[dict[str, Any], ...]:
    """What the gate compiles."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.recorded"], capture_output=True, text=True, check=True, timeout=300
    )
    return tuple(json.loads(done.stdout))


def superlinear(pattern: str | bytes, flags: int, how: frozenset[str]) -> str:
    """What to repeat so that an expression takes more than steps in proportion; empty where nothing that is tried does."""
    tree = PARSER.parse(pattern, flags)
    limit = longest_limit(tree)
    if limit <= _SMALL_LIMIT:
        return ""
    counted, tried = Counted(cut_down(tree), _MOST), []
    for beginning, unit in units(tree, str(pattern)):
        try:
            many = counted.over(text(beginning, unit, _MANY), how)
            few = counted.over(text(beginning, unit, _FEW), how) if many > _TOO_FEW_TO_TELL else many
        except TooManyError:
            return f"{unit!r} after {beginning!r}"
        if many > _GROWTH * few:
            return f"{unit!r} after {beginning!r}: {few} steps become {many}"
        tried.append((many / (len(beginning) + _MANY * len(unit)), beginning, unit))
    return _steep(tree, sorted(tried, reverse=True)[:3], how)


def _steep(tree: Any, tried: list[tuple[float, str, str]], how: frozenset[str]) -> str:
    """As above, for repeats that end, but far off."""
    for _, beginning, unit in tried:
        long = text(beginning, unit, _LONG // len(unit) + 1)
        try:
            Counted(tree, _STEPS_A_CHARACTER * len(long)).over(long, how)
        except TooManyError:
            return f"{unit!r} after {beginning!r}: over {_STEPS_A_CHARACTER} steps a character"
    return ""


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    """A step within a step: the matcher that counts is as deep as the one it stands for goes back."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    yield
    sys.setrecursionlimit(before)


def _source(row: dict[str, Any]) -> str | bytes:
    pattern: str = row["pattern"]
    return pattern.encode("latin-1") if row["is_bytes"] else pattern


def test_each_takes_steps_in_proportion() -> None:
    found = {}
    for row in recorded():
        ways = [how_used(path, line) for path, line in row["places"]]
        how = frozenset().union(*(methods for _, methods in ways))
        if attack := superlinear(_source(row), row["flags"], how):
            for (path, line), (name, _) in zip(row["places"], ways, strict=True):
                found[f"{path}:{name}"] = f"line {line} blows up on {attack}"
    assert {place: attack for place, attack in found.items() if place not in BOUNDED} == {}
    assert sorted(BOUNDED) == sorted(place for place in found if place in BOUNDED), "one is no longer needed"


def test_each_written_in_a_call_does_too() -> None:
    """Those that are used where they are written, which nothing may have run."""
    attacks = {
        f"{call.path}:{call.line}": attack
        for call in calls()
        if call.literal is not None
        and call.how != "compile"
        and (attack := superlinear(call.literal, 0, how_used(call.path, call.line)[1]))
    }
    assert attacks == {}


def test_none_is_made_that_was_not_seen() -> None:
    places = {(path, line) for row in recorded() for path, line in row["places"]}
    unseen = {
        f"{call.path}:{call.line}: {call.written}"
        for call in calls()
        if call.literal is None
        and call.path not in FROM_ELSEWHERE
        and not any(path == call.path and call.line <= line <= call.last_line for path, line in places)
    }
    assert unseen == set(), "have `recorded` run what makes it"


SEARCHED, MATCHED = frozenset({"search"}), frozenset({"fullmatch"})


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        (r"(a+)+b", MATCHED),
        (r"(?:\r\n|[\r\n])+", MATCHED),
        (r"a*a*b", MATCHED),
        (r"(?:a|ab|b)*c", MATCHED),
        (r"[\w-][\w.-]*/[\w.-]*[\w-][\w.-]*", MATCHED),
        (r"\s+#.*$", SEARCHED),
        (r"(\d+)([+-])", SEARCHED),
        (r"a++b", SEARCHED),
        (r'include[ \t]*+[<"]([^>"\n]+)[>"]', SEARCHED),
        (r'"((?:[^"\\\n]|\\.)*+)"', SEARCHED),
        (r"^PRD:[ \t]*(\S.*?)[ \t\r]*$", SEARCHED),
        (r"/([A-Za-z0-9][\w.-]*?)-(\d[\w.!+]*+)[^/\s]*\.(?:whl|zip)", SEARCHED),
        (r"\x9d[^\x07\n]*(?:\x07|\x9c)", SEARCHED),
        (r"\baims[-_]gate\s+(?:-\S+\s+)*check\b", SEARCHED),
        (r"\$\{([^}]+)\}", SEARCHED),
        (r"[a-z]{0,900}[a-z]{0,900}!", SEARCHED),
    ],
)
def test_one_that_blows_up_is_found(pattern: str, how: frozenset[str]) -> None:
    assert superlinear(pattern, re.MULTILINE, how) != ""
    assert superlinear(pattern.encode(), re.MULTILINE, how) != ""


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        (r"[\w.]+@", MATCHED),
        (r"(?<![\w.])[\w.]+@", SEARCHED),
        (r"[^\n]*", SEARCHED),
        (r'"(?:[^"\\\n]++|\\[\s\S])*+"?', SEARCHED),
        (r"\bkey[ \t]*+[:=]", SEARCHED),
        (r"(?:\w+ ){0,8}?bot", MATCHED),
        (r"(?P<quote>[\"'])[^\"'\n]{1,30}(?P=quote)", SEARCHED),
    ],
)
def test_one_that_does_not_is_let_through(pattern: str, how: frozenset[str]) -> None:
    assert superlinear(pattern, 0, how) == ""


def test_the_count_goes_the_way_of_the_matcher() -> None:
    """What counts finds the end that the standard library's finds."""
    for row in recorded()[::3]:
        pattern, tree = re.compile(_source(row), row["flags"]), PARSER.parse(_source(row), row["flags"])
        counted = Counted(tree, 10**7)
        for beginning, unit in units(tree, row["pattern"])[:6]:
            said = (beginning + unit * 2).encode("latin-1", "replace") if row["is_bytes"] else beginning + unit * 2
            found: Any = pattern.match(said)  # type: ignore[arg-type]  # bytes or text, as the expression is
            counted.over(said.decode("latin-1") if isinstance(said, bytes) else said, {"match"})
            assert counted.end == (found.end() if found else -1), (row["pattern"], said)
