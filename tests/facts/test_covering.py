"""Patterns cover the files that are meant: a folder whole where most of it is, else what is further in."""

import pytest

from aims_gate.facts.covering import covering, held_by
from aims_gate.facts.patterns import Patterns


def many(folder: str, number: int) -> list[str]:
    return [f"{folder}/other{place}.py" for place in range(number)]


@pytest.mark.parametrize(
    ("meant", "others", "expected"),
    [
        (["app/a.py"], many("app", 3), ("app/**",)),
        (["app/a.py"], many("app", 4), ("/app/a.py",)),
        (["app/ai/a.py", "app/ai/b.py"], many("app/web", 20), ("app/ai/**",)),
        (["app/ai/a.py", "app/web/b.py"], many("app/web", 20), ("app/ai/**", "/app/web/b.py")),
        (["app/deep/er/ai/a.py"], many("app/deep", 20), ("app/deep/er/**",)),
        (["app/x.py", "app/ai/a.py"], many("app", 20), ("app/ai/**", "/app/x.py")),
        (["app/[a]/x.py"], many("app", 20), ("app/\\[a]/**",)),
    ],
)
def test_a_folder_is_covered_where_enough_of_it_is_meant(
    meant: list[str], others: list[str], expected: tuple[str, ...]
) -> None:
    patterns = covering(meant, "app", held_by([*meant, *others]))
    assert patterns == expected
    assert all(Patterns(patterns).match(path) for path in meant)


def test_the_top_is_never_covered_whole() -> None:
    assert covering(["a.py", "app/b.py"], "", held_by(["a.py", "app/b.py"])) == ("app/**", "/a.py")


def test_nothing_that_is_meant_is_nothing() -> None:
    assert covering([], "", held_by(["a.py"])) == ()
