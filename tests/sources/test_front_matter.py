"""Front matter: where it begins and ends, in which lines, and whether it is ours when it cannot be read."""

import pytest

from aims_gate.model.document import Problem
from aims_gate.sources.front_matter import carries_aims, read_front_matter


def problem(data: bytes) -> Problem:
    parsed = read_front_matter(data, "a.md")
    assert parsed is not None
    assert parsed.value is None
    (found,) = parsed.problems
    assert found.cause == "unreadable"
    return found


@pytest.mark.parametrize("closing", [b"---", b"...", b"---  ", b"...\t"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("opening", [b"---", b"--- \t"])
def test_fences(closing: bytes, end: bytes, mark: bytes, opening: bytes) -> None:
    data = mark + end.join([opening, b"aims:", b"  kind: audit", closing, b"# Title", b"\xff\x00"])
    parsed = read_front_matter(data, "docs/a.md")
    assert parsed is not None
    assert parsed.path == "docs/a.md"
    assert parsed.value == {"aims": {"kind": "audit"}}
    assert parsed.spans["aims"] == (2, 1, 3, 3)
    assert parsed.spans["aims.kind"] == (3, 3, 3, 9)
    assert carries_aims(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n---\na: 1\n---\n",
        b" ---\na: 1\n---\n",
        b"----\na: 1\n----\n",
        b"---yaml\na: 1\n---\n",
        b"--- # note\na: 1\n---\n",
        b"# Title\n\n---\naims: 1\n---\n",
        b"\xef\xbb\xbf\xef\xbb\xbf---\na: 1\n---\n",
        b"\xff\xfe\x00\x01",
        b"+++\naims = 1\n+++\n",
    ],
)
def test_files_without_front_matter(data: bytes) -> None:
    assert read_front_matter(data, "a.md") is None
    assert not carries_aims(data)


def test_the_closing_fence_may_end_the_file() -> None:
    parsed = read_front_matter(b"---\na: 1\n---", "a.md")
    assert parsed is not None
    assert parsed.value == {"a": 1}


def test_what_only_looks_like_a_fence_does_not_close() -> None:
    parsed = read_front_matter(b"---\na: |\n  ---\n  ...\n  x\n----: 2\n---\n", "a.md")
    assert parsed is not None
    assert parsed.value == {"a": "---\n...\nx\n", "----": 2}


def test_a_second_block_is_body() -> None:
    parsed = read_front_matter(b"---\na: 1\n---\n---\nb: 2\n---\n", "a.md")
    assert parsed is not None
    assert parsed.value == {"a": 1}


def test_a_document_marker_with_text_is_a_second_document() -> None:
    assert problem(b"---\na: 1\n--- # again\nb: 1\n---\n").line == 3


@pytest.mark.parametrize("data", [b"---", b"---\n", b"---\na: 1\n", b"---\na: 1\n  ---\n", b"---\n# Title\n"])
def test_without_closing_fence(data: bytes) -> None:
    found = problem(data)
    assert (found.line, found.column) == (1, 1)
    assert "not closed" in found.message
    assert "---" in found.hint


@pytest.mark.parametrize("data", [b"---\n---\n", b"---\n\n---\n", b"---\n# note\n...\ntext"])
def test_empty_front_matter_is_not_a_pass(data: bytes) -> None:
    assert "empty" in problem(data).message


def test_only_front_matter_counts_against_the_limit() -> None:
    parsed = read_front_matter(b"---\na: 1\n---\n" + b"x" * 5_000_000, "a.md")
    assert parsed is not None
    assert parsed.value == {"a": 1}


def test_front_matter_up_to_the_limit_and_beyond() -> None:
    full = b"a: " + b"x" * (64 * 1024 - 4) + b"\n"
    parsed = read_front_matter(b"---\n" + full + b"---\n", "a.md")
    assert parsed is not None
    assert parsed.value is not None
    assert "65,536 bytes" in problem(b"---\n#" + full + b"---\n").message
    assert "within 65,536 bytes" in problem(b"---\n" + full * 80 + b"---\n").message


def test_lines_and_columns_of_problems_are_those_of_the_file() -> None:
    found = problem(b"---\r\na: 1\r\nowner: @alice\r\n---\r\n")
    assert (found.line, found.column, found.hint) == (3, 8, "quote '@alice'")
    found = problem(b"---\na: 1\nb: \xe4\n---\n")
    assert (found.line, found.column) == (3, 4)


def test_a_byte_order_mark_in_the_second_line() -> None:
    found = problem(b"---\n\xef\xbb\xbfaims: 1\n---\n")
    assert (found.line, found.column) == (2, 1)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    data = "\ufeff---\naims: {kind: audit}\n---\n".encode(encoding)
    assert "UTF-16" in problem(data).message
    assert carries_aims(data)


@pytest.mark.parametrize(
    "front",
    [
        b"aims:\n  by: @alice\n",
        b"title: [x](y)\naims:\n",
        b"title: `x`\r\naims :\r\n",
        b"'aims': @x\n",
        b'"aims": @x\n',
        b"? aims\n: @x\n",
        b"  # note\n\n  title: `x`\n  aims: 1\n",
        b"\taims: 1\n",
        b"{title: @x, aims: {}}\n",
        b'{"aims":{}, title: @x}\n',
        b"title: @x\naims\n  kind: audit\n",
        b"title: \xff\xfe\naims: 1\n",
        b"title: \x00\nai\x00ms: 1\n",
        b"aims: 1\naims: 2\n",
    ],
)
@pytest.mark.parametrize("closing", [b"---\n# Title\n", b""])
def test_unreadable_front_matter_that_is_ours(front: bytes, closing: bytes) -> None:
    data = b"---\n" + front + closing
    assert problem(data)
    assert carries_aims(data)


@pytest.mark.parametrize(
    "front",
    [
        b"title: @alice\n",
        b"x:\n  aims: @alice\n",
        b"x-aims: @alice\n",
        b"aims_of: @alice\n",
        b"title: aims: @alice\n",
        b"# aims: 1\nowner: @alice\n",
        b"aims.x: @alice\n",
        b"claims: @alice\n",
        b"{title: @x, goals: {}}\n",
        b"",
    ],
)
def test_unreadable_front_matter_that_is_not_ours(front: bytes) -> None:
    assert not carries_aims(b"---\n" + front + b"---\naims: in the body\n")


def test_beyond_the_first_64_kib_nothing_is_ours() -> None:
    assert not carries_aims(b"---\n" + b"x: 1\n" * 20_000 + b"aims: 1\n")
    assert carries_aims(b"---\naims: 1\n" + b"x: 1\n" * 20_000)
