"""The block in a description: which fences count, in which lines, and what is not shown as a block."""

import pytest

from aims_gate.model.document import Parsed, Problem
from aims_gate.sources.fenced_block import read_fenced_block


def read(text: str) -> Parsed | None:
    return read_fenced_block(text, "aims", "description")


def value(text: str) -> object:
    parsed = read(text)
    assert parsed is not None
    assert parsed.problems == ()
    return parsed.value


def problem(text: str) -> Problem:
    parsed = read(text)
    assert parsed is not None
    assert parsed.value is None
    (found,) = parsed.problems
    assert found.cause == "unreadable"
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("```aims", "```"),
        ("``` aims", "```"),
        ("```\taims  yaml", "```  "),
        ("````aims", "`````"),
        ("~~~aims", "~~~"),
        ("~~~ aims `x`", "~~~~"),
        ("   ```aims", "  ```\t"),
    ],
)
def test_fences(opening: str, closing: str, end: str) -> None:
    text = end.join(["Why.", opening, "systems: [a]", "change: [prompt]", closing, "More.", ""])
    parsed = read(text)
    assert parsed is not None
    assert parsed.path == "description"
    assert parsed.value == {"systems": ["a"], "change": ["prompt"]}
    assert parsed.spans["change"] == (4, 1, 4, 9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing here.",
        "```yaml\na: 1\n```",
        "```\naims: 1\n```",
        "```aimsx\na: 1\n```",
        "```AIMS\na: 1\n```",
        "```yaml aims\na: 1\n```",
        "``aims\na: 1\n``",
        "```aims `x`\na: 1\n```",
        "    ```aims\n    a: 1\n    ```",
        "\t```aims\na: 1\n",
        "> ```aims\n> a: 1\n> ```",
        "````markdown\n```aims\na: 1\n```\n````",
        "~~~\n```aims\na: 1\n```\n~~~",
        "<!-- Example:\n```aims\na: 1\n```\n-->",
        "<!--\n\n```aims\na: 1\n```\n",
        "<pre>\n```aims\na: 1\n```\n</pre>",
        "<Script>\n```aims\na: 1\n```\n</SCRIPT>",
        "<?\n```aims\na: 1\n```\n?>",
        "<!DOCTYPE\n```aims\na: 1\n```\n>",
        "<![CDATA[\n```aims\na: 1\n```\n]]>",
    ],
)
def test_what_is_no_block(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "before",
    [
        "<!-- note -->",
        "<!--\nnote\n-->",
        "a `code` <!-- b",
        "<preface>",
        "<details>\n",
        "```\nx\n```",
        "~~~x\n~~~",
    ],
)
def test_what_goes_before_and_ends_in_time(before: str) -> None:
    assert value(f"{before}\n```aims\na: 1\n```\n") == {"a": 1}


def test_a_shorter_or_other_fence_does_not_close() -> None:
    assert value("````aims\na: |\n  x\n  ```\n~~~~: 1\n    ````\n````\n".replace("    ````\n", "")) == {
        "a": "x\n```\n",
        "~~~~": 1,
    }


def test_indentation_of_the_fence_is_taken_off_each_line_as_far_as_it_goes() -> None:
    parsed = read("  ```aims\n  a:\n    b: 1\nc: 2\n  ```\n")
    assert parsed is not None
    assert parsed.value == {"a": {"b": 1}, "c": 2}
    assert parsed.spans["a"] == (2, 3, 3, 5)
    assert parsed.spans["a.b"] == (3, 5, 3, 8)
    assert parsed.spans["c"] == (4, 1, 4, 4)


def test_problems_in_an_indented_block_stand_where_the_text_stands() -> None:
    found = problem("x\n  ```aims\n  a: @bob\n  ```\n")
    assert (found.line, found.column, found.hint) == (3, 6, "quote '@bob'")


def test_two_blocks() -> None:
    found = problem("```aims\na: 1\n```\n\n~~~aims\nb: 1\n~~~\n")
    assert (found.line, found.column) == (5, 1)
    assert "second" in found.message
    assert "line 1" in found.message


def test_an_open_block() -> None:
    found = problem("Why.\n ```aims\na: 1\n~~~\n")
    assert (found.line, found.column) == (2, 2)
    assert "not closed" in found.message


def test_an_empty_block() -> None:
    found = problem("```aims\n```\n")
    assert found.line == 2
    assert "empty" in found.message


def test_what_is_refused_in_a_file_is_refused_here() -> None:
    assert problem("Why.\n```aims\ntier: high\ntier: low\n```\n").line == 4
    assert problem("Why.\n```aims\na: \ud800\n```\n").line == 3


def test_other_separators_end_no_line() -> None:
    assert read("x\u2028```aims\x0b\na: 1\n```\n") is None


def test_a_long_description_is_quick_to_read() -> None:
    assert read("```" * 100_000 + "\n" + "<!" * 100_000 + "\n" + "`x\n" * 100_000) is None
