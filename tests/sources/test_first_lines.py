"""Where a changed file begins to differ: the line that a finding points to."""

import pytest

from aims_gate.sources.first_lines import first_lines
from aims_gate.sources.git import Repository
from tests.repositories import Repo


def lines_of(repo: Repo, old: str, new: str, *paths: str) -> dict[str, int]:
    with Repository(str(repo.folder)) as repository:
        files = repository.changed_files(repository.tree_of(old), repository.tree_of(new))
        return first_lines(repository, files, paths)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", 2),
        ("a\nb\nc\n", "x\na\nb\nc\n", 1),
        ("a\nb\nc\n", "a\nb\nc\nd\n", 4),
        ("a\nb\nc\n", "a\nb\n", 2),
        ("a\nb\nc\n", "a\nc\n", 2),
        ("a\nb\n", "a\nb", 2),
        ("a\r\nb\r\n", "a\r\nc\r\n", 2),
        ("a\n", "", 1),
    ],
)
def test_the_first_line_that_is_not_the_old_ones(repo: Repo, before: str, after: str, line: int) -> None:
    repo.write("a.py", before)
    old = repo.commit()
    repo.write("a.py", after)
    assert lines_of(repo, old, repo.commit(), "a.py") == {"a.py": line}


def test_what_is_new_gone_no_text_or_not_asked_about_has_none(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("gone.py", "asked.py", "other.py", "long.py", "linked.py"):
        repo.write(path, "a\nb\n")
    repo.write("binary.bin", b"a\n\0b\n")
    old = repo.commit()
    repo.remove("gone.py")
    repo.write("new.py", "nothing of the kind\n")
    repo.write("asked.py", "a\nc\n")
    repo.write("other.py", "a\nc\n")
    repo.write("long.py", "a\n" + "c\n" * 100)
    repo.write("binary.bin", b"a\n\0c\n")
    repo.remove("linked.py")
    repo.link("linked.py", "asked.py")
    new = repo.commit()
    asked = ("gone.py", "new.py", "asked.py", "long.py", "binary.bin", "linked.py")
    monkeypatch.setattr("aims_gate.sources.first_lines._LIMIT", 50)
    assert lines_of(repo, old, new, *asked) == {"asked.py": 2}


def test_a_moved_file_is_held_against_what_it_was(repo: Repo) -> None:
    repo.write("a.py", "".join(f"{number}\n" for number in range(20)))
    old = repo.commit()
    repo.move("a.py", "b.py")
    repo.write("b.py", "".join(f"{number if number != 7 else 'x'}\n" for number in range(20)))
    assert lines_of(repo, old, repo.commit(), "a.py", "b.py") == {"b.py": 8}


def test_no_more_files_are_read_than_anybody_reads_of(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.sources.first_lines.FILES_AT_MOST", 2)
    for name in "abc":
        repo.write(f"{name}.py", "a\nb\n")
    old = repo.commit()
    for name in "abc":
        repo.write(f"{name}.py", "a\nc\n")
    assert lines_of(repo, old, repo.commit(), "a.py", "b.py", "c.py") == {"a.py": 2, "b.py": 2}
