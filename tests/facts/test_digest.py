"""The sign-off digest: what ends an approval and what keeps it, told from the two sides of each edited file."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.facts.digest import LINES_COMPARED, Edit, contribution, is_binary

FILE, LINKED = "100644", "120000"


def edit(old: bytes | None, new: bytes | None, **more: Any) -> Edit:
    told = {"old_path": "a.py", "new_path": "a.py", "old_mode": FILE, "new_mode": FILE, "old_id": "0a", "new_id": "0b"}
    return Edit(**{**told, **more}, old=old, new=new)


def digest(old: bytes | None, new: bytes | None, **more: Any) -> str:
    return contribution([edit(old, new, **more)])


OLD, NEW = b"one\ntwo\nthree\nfour\nfive\n", b"one\ntwo\nTHREE\nfour\nfive\n"
APPROVED = digest(OLD, NEW)


def test_it_is_a_sha256() -> None:
    assert (len(APPROVED), APPROVED, contribution([])) == (64, digest(OLD, NEW), contribution(()))
    assert contribution([]) != APPROVED


@pytest.mark.parametrize(
    ("before", "after"), [(b"", b"end\n"), (b"top\n", b""), (b"top\n" * 900, b"end\n" * 900), (b"three\n", b"THREE\n")]
)
def test_lines_that_a_rebase_moves_do_not_count(before: bytes, after: bytes) -> None:
    assert digest(before + OLD + after, before + NEW + after, old_id="0c", new_id="0d") == APPROVED


LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"three\n", b"THREE\n", b"\n", b"@\n", b"-x\n", b"+x\n"]), max_size=8)


@given(LINES, LINES, LINES, LINES)
def test_nothing_around_the_neighbours_counts(old: Any, new: Any, above: Any, below: Any) -> None:
    """Whatever the edit is, between two lines that stay."""
    sides = [b"".join([b"first\n", *lines, b"last\n"]) for lines in (old, new)]
    moved = [b"".join(above) + side + b"".join(below) for side in sides]
    assert digest(*moved) == digest(*sides)


@given(LINES, LINES, LINES)
def test_two_results_from_one_file_are_two_contributions(old: Any, new: Any, other: Any) -> None:
    sides = [b"".join(lines) for lines in (old, new, other)]
    assert (digest(sides[0], sides[1]) == digest(sides[0], sides[2])) == (sides[1] == sides[2])


@pytest.mark.parametrize("neighbour", [b"two", b"four"])
def test_an_edited_neighbour_ends_it_whoever_edited_it(neighbour: bytes) -> None:
    on_the_base = digest(OLD.replace(neighbour, b"else"), NEW.replace(neighbour, b"else"))
    in_the_change = digest(OLD, NEW.replace(neighbour, b"else"))
    assert len({APPROVED, on_the_base, in_the_change}) == 3


@pytest.mark.parametrize("further", [b"one", b"five"])
def test_a_line_further_off_counts_only_where_the_change_edits_it(further: bytes) -> None:
    assert digest(OLD.replace(further, b"else"), NEW.replace(further, b"else")) == APPROVED
    assert digest(OLD, NEW.replace(further, b"else")) != APPROVED


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(NEW.replace(b"THREE", b"THREE "), id="a blank"),
        pytest.param(NEW.replace(b"THREE\n", b"THREE\r\n"), id="a line end"),
        pytest.param(NEW.removesuffix(b"\n"), id="no newline at the end"),
        pytest.param(NEW + b"\n", id="one line more"),
        pytest.param(OLD.replace(b"three\n", b""), id="removed"),
        pytest.param(OLD.replace(b"three\n", b"three\nTHREE\n"), id="added beside"),
        pytest.param(b"one\ntwo\nfour\nTHREE\nfive\n", id="moved"),
        pytest.param(OLD, id="as it was"),
        pytest.param(b"", id="emptied"),
        pytest.param(None, id="deleted"),
    ],
)
def test_another_edit_is_another_contribution(new: bytes | None) -> None:
    assert digest(OLD, new) != APPROVED


def test_the_way_back_is_another_contribution() -> None:
    assert digest(NEW, OLD) != APPROVED


def test_the_order_of_lines_counts() -> None:
    assert digest(OLD, OLD + b"x\ny\n") != digest(OLD, OLD + b"y\nx\n")


def test_a_newline_at_the_end_counts() -> None:
    assert len({digest(b"a", b"b"), digest(b"a\n", b"b"), digest(b"a", b"b\n"), digest(b"a\n", b"b\n")}) == 4


@pytest.mark.parametrize(
    "more",
    [
        {"new_path": "b.py"},
        {"old_path": "b.py"},
        {"old_path": "b.py", "new_path": "b.py"},
        {"new_mode": "100755"},
        {"old_mode": "100755", "new_mode": "100755"},
        {"new_mode": LINKED},
    ],
)
def test_paths_and_modes_count(more: dict[str, str]) -> None:
    assert digest(OLD, NEW, **more) != APPROVED
    assert digest(OLD, OLD, **more) != digest(OLD, OLD)


def test_a_path_cannot_pass_for_part_of_another() -> None:
    assert digest(OLD, NEW, old_path="ab", new_path="c") != digest(OLD, NEW, old_path="a", new_path="bc")


def test_a_file_that_is_not_text_is_told_by_its_ids() -> None:
    told = digest(None, None)
    assert told != digest(None, None, new_id="0c")
    assert told != digest(None, None, old_id="0c")
    assert told == digest(None, None)
    assert digest(OLD, NEW) == digest(OLD, NEW, old_id="0c", new_id="0d")


@pytest.mark.parametrize(("content", "binary"), [(b"", False), (b"a\n\xff", False), (b"a\0b", True), (b"\0", True)])
def test_a_nul_byte_makes_a_file_binary(content: bytes, binary: bool) -> None:
    assert is_binary(content) is binary


ABSENT = {"old_mode": "000000", "old_id": ""}
GONE = {"new_mode": "000000", "new_id": ""}


def test_an_empty_file_that_is_added_or_deleted_counts() -> None:
    added, deleted, untouched = digest(None, b"", **ABSENT), digest(b"", None, **GONE), digest(b"", b"")
    assert len({added, deleted, untouched, contribution([])}) == 4


def test_added_and_deleted_files_count_with_all_their_lines() -> None:
    added, deleted = digest(None, NEW, **ABSENT), digest(NEW, None, **GONE)
    assert added != deleted
    assert added != digest(None, NEW + b"x\n", **ABSENT)
    assert deleted != digest(NEW + b"x\n", None, **GONE)


def lines(word: str, count: int) -> bytes:
    return b"".join(b"%s %d\n" % (word.encode(), number) for number in range(count))


@pytest.mark.parametrize("count", [LINES_COMPARED // 2, LINES_COMPARED // 2 + 1, LINES_COMPARED * 5])
def test_of_a_long_stretch_every_line_counts(count: int) -> None:
    old, new = lines("old", count), lines("new", count)
    told = digest(b"a\n" + old + b"z\n", b"a\n" + new + b"z\n")
    assert told == digest(b"moved\na\n" + old + b"z\nmoved\n", b"moved\na\n" + new + b"z\nmoved\n")
    middle = b"new %d\n" % (count // 2)
    for other in (new.replace(middle, b"else\n"), new.replace(middle, b""), new.replace(middle, middle * 2)):
        assert told != digest(b"a\n" + old + b"z\n", b"a\n" + other + b"z\n")
    assert told != digest(b"a\n" + old.replace(b"old 9\n", b"else\n") + b"z\n", b"a\n" + new + b"z\n")
    assert told != digest(b"a\n" + old + b"z\n", b"b\n" + new + b"z\n")


def test_of_a_long_stretch_what_stays_in_between_counts_too() -> None:
    """Past the limit it is no longer told what stayed: an edit there ends an approval rather than go unseen."""
    stretch = lines("same", LINES_COMPARED)
    told = digest(b"a\n" + stretch + b"z\n", b"b\n" + stretch + b"y\n")
    other = stretch.replace(b"same 9\n", b"else\n")
    assert told != digest(b"a\n" + other + b"z\n", b"b\n" + other + b"y\n")


FILES = (
    edit(OLD, NEW),
    edit(OLD, NEW, old_path="b.py", new_path="b.py"),
    edit(None, None, old_path="c", new_path="c"),
    edit(OLD, OLD, old_path="a.py", new_path="d.py"),
)


def test_the_order_of_files_does_not_count() -> None:
    unedited = [("x.md", "0e"), ("y.md", "0f")]
    assert contribution(FILES, unedited) == contribution(FILES[::-1], unedited[::-1])


@pytest.mark.parametrize("left_out", range(len(FILES)))
def test_every_file_counts(left_out: int) -> None:
    assert contribution(FILES) != contribution(FILES[:left_out] + FILES[left_out + 1 :])


def test_an_edit_belongs_to_its_file() -> None:
    first, second = edit(OLD, NEW), edit(OLD, OLD + b"x\n", old_path="b.py", new_path="b.py")
    swapped = (edit(OLD, OLD + b"x\n"), edit(OLD, NEW, old_path="b.py", new_path="b.py"))
    assert contribution([first, second]) != contribution(swapped)


def test_evidence_that_is_not_edited_counts_with_its_content() -> None:
    found = {
        contribution(FILES, unedited)
        for unedited in ([], [("x.md", "0e")], [("x.md", "0f")], [("y.md", "0e")], [("x.md", "0e"), ("y.md", "0e")])
    }
    assert len(found) == 5


def test_paths_that_are_not_utf_8_are_told_apart() -> None:
    paths = ["a\udcff", "a\udcfe", "a\u00ff", "a\ufffd", "a"]
    told = [digest(OLD, NEW, old_path=path, new_path=path) for path in paths]
    told += [contribution([], [(path, "0e")]) for path in paths]
    assert len(set(told)) == 2 * len(paths)
