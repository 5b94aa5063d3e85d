import unicodedata

import pytest

from aims_gate.reports.characters import lines, one_line, verbatim
from tests.reports.hostile import with_any_text


def is_harmless(text: str) -> bool:
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    reordering = {*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
    return not any(unicodedata.category(char) in hidden or char in reordering for char in text)


@with_any_text
def test_nothing_that_moves_a_cursor_or_reorders_text_is_left(text: str) -> None:
    for said in (one_line(text), verbatim(text), *lines(text)):
        assert is_harmless(said)
        said.encode()


@with_any_text
def test_one_line_is_a_token(text: str) -> None:
    assert one_line(text) == " ".join(one_line(text).split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\x1b[31mred\x1b[0m", "\ufffdred\ufffd"),
        ("\x1b]8;;https://evil.example\x07x", "\ufffdx"),
        ("\x1b]unterminated text stays", "\ufffdunterminated text stays"),
        ("a\r\nb\u2028c\td", "a b c d"),
        ("Ärger mit \u200d und é", "Ärger mit \u200d und é"),
    ],
)
def test_what_is_taken_out_leaves_a_mark(text: str, said: str) -> None:
    assert one_line(text) == said


def test_a_path_keeps_its_spaces_and_shows_its_line_ends() -> None:
    assert verbatim("docs/a  b\r\nc.md") == "docs/a  b\ufffdc.md"


def test_lines_end_where_any_program_would_end_them() -> None:
    assert lines("a\r\n  b\x85\tc ") == ("a", "  b", "    c")
