"""How much of a text is looked at, counted: lines that could hold something, marks, notebooks and long lines."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aims_gate.signals.code import notebook
from aims_gate.signals.code.lexis import LEXES
from aims_gate.signals.code.lines import after, matches
from aims_gate.signals.code.text import Text, one_line
from aims_gate.signals.dependencies import elixir


class Counting:
    """An expression that tells how many characters it went over."""

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern
        self.over = self.asked = 0

    def search(self, text: Any, at: int = 0, limit: int = 1 << 40) -> Any:
        found = self._pattern.search(text, at, limit)
        self.over += (found.end() if found else min(limit, len(text))) - at
        return found

    def match(self, text: Any, at: int = 0) -> Any:
        self.asked += 1
        return self._pattern.match(text, at)


NEVER, LIST = rb"tools = !", rb"tools = \[|other = "


@pytest.mark.parametrize("pattern", [NEVER, LIST], ids=["never", "often"])
@pytest.mark.parametrize("unit", [b"tools\n", b"tools = [\n", b"\n\ntools\nother = \n"], ids=repr)
def test_lines_near_each_other_are_gone_over_once(pattern: bytes, unit: bytes) -> None:
    text, regex = unit * 2000, Counting(re.compile(pattern))
    lines = [(found.start(), text.find(b"\n", found.start())) for found in re.finditer(b"tools", text)]
    list(matches(regex, text, lines))  # type: ignore[arg-type]  # it counts for a pattern
    assert regex.over <= 2 * len(text) + 2000


@pytest.mark.parametrize("pattern", [rb"\w+\(\)=", rb"@\w"], ids=["never", "often"])
def test_marks_near_each_other_are_gone_over_once(pattern: bytes) -> None:
    text, regex = b"@Tool " * 3000, Counting(re.compile(pattern))
    list(after(regex, text, range(1, len(text), 6), 3000))  # type: ignore[arg-type]  # as above
    assert regex.over <= 2 * len(text) + 3000


TEXTS = st.lists(st.sampled_from([b"tools", b" = ", b"[", b"\n", b"x", b"other"]), max_size=60).map(b"".join)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from([0, 3, 2000]))
def test_a_match_is_told_as_if_each_line_were_looked_at_alone(text: bytes, beyond: int) -> None:
    regex, reached, alone = re.compile(rb"\w+ = \n?\["), 0, []
    lines = [(at, end) for at, end in _lines(text) if b"tools" in text[at:end]]
    for start, end in lines:
        for match in regex.finditer(text, max(start, reached), end + beyond):
            if match.start() > end:
                break
            reached = match.end()
            alone.append(match.span())
    assert [match.span() for match in matches(regex, text, lines, beyond)] == alone


def _lines(text: bytes) -> list[tuple[int, int]]:
    starts = [0, *(found.end() for found in re.finditer(b"\n", text))]
    return [(start, text.find(b"\n", start) if text.find(b"\n", start) >= 0 else len(text)) for start in starts]


@settings(max_examples=300)
@given(st.lists(st.sampled_from([b"@", b"f()", b"=", b" "]), max_size=40).map(b"".join), st.integers(1, 12))
def test_what_comes_after_a_mark_is_what_is_found_from_there(text: bytes, within: int) -> None:
    regex, places = re.compile(rb"f\(\) ?="), [found.end() for found in re.finditer(b"@", text)]
    alone = [regex.search(text, place, place + within) for place in places]
    found = list(after(regex, text, places, within))
    assert [match and match.span() for match in found] == [match and match.span() for match in alone]


@settings(max_examples=300)
@given(st.lists(st.sampled_from([b"a" * 50, b"b" * 161, b"c", b"\n", b" "]), max_size=12).map(b"".join), st.data())
def test_a_line_is_shown_as_if_all_of_it_were_read(raw: bytes, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(raw)))
    start, end = raw.rfind(b"\n", 0, offset) + 1, raw.find(b"\n", offset)
    line = raw[start : len(raw) if end < 0 else end]
    part = line if len(line) <= 160 else line[max(0, offset - start - 60) : offset - start + 100]
    assert Text(raw, "python").shown(offset) == one_line(part)


@settings(max_examples=300)
@given(st.lists(st.sampled_from([b'"""', b"a", b"\n", b" " * 70, b"\t", b"r", b"= ", b"("]), max_size=14).map(b"".join))
def test_a_docstring_stands_where_its_line_begins(raw: bytes) -> None:
    for kind, start, _ in LEXES["python"].tokens(raw):
        line = raw[raw.rfind(b"\n", 0, start) + 1 : start]
        assert kind != "docstring" or not line.strip(b" \t\frRuU")


@pytest.mark.parametrize("unit", [b'"a":1,', b"1.5,", b'"a":"b",', b"[[", b"}", b'"\\n",'], ids=repr)
def test_what_a_notebook_holds_besides_code_is_passed_over_at_once(
    unit: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting(notebook._NEXT)
    monkeypatch.setattr(notebook, "_NEXT", counting)
    cell = b'{"cells":[{"cell_type":"code","source":["import openai\\n"],"outputs":[{"data":['
    assert notebook.code_cells(cell + unit * 5000).source == b"import openai\n"
    assert counting.asked < 20


def test_a_source_goes_on_after_what_is_no_text_in_it() -> None:
    content = b'{"cells":[{"source":["a\\n",1,["x"],{"k":"y"},"b\\n"],"cell_type":"code"}]}'
    assert notebook.code_cells(content).source == b"a\nb\n"


def test_names_on_a_line_of_mix_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(elixir._PUBLISHED_AS)
    monkeypatch.setattr(elixir, "_PUBLISHED_AS", counting)
    line = '{:a, "~> 1"}, ' * 2000
    assert len(list(elixir.read("mix.exs", line))) == 2000
    assert counting.over <= 2 * len(line)
