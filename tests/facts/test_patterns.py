"""What patterns cover, against tables and an independent gitignore matcher."""

import contextlib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from aims_gate.facts import patterns as module
from aims_gate.facts.patterns import Owners, PatternError, Patterns, file_pattern, folder_pattern
from tests.facts.pattern_cases import AS_GIT, IMPOSSIBLE, LISTS_AS_GIT, OUT_OF_A_FOLDER, PARTED_FROM_GIT


@pytest.mark.parametrize(("pattern", "path", "covered"), AS_GIT + PARTED_FROM_GIT)
def test_one_pattern(pattern: str, path: str, covered: bool) -> None:
    assert Patterns([pattern]).match(path) is covered


@pytest.mark.parametrize(("patterns", "path", "covered"), LISTS_AS_GIT + OUT_OF_A_FOLDER)
def test_list_of_patterns(patterns: list[str], path: str, covered: bool) -> None:
    assert Patterns(patterns).match(path) is covered


_names = st.text("ab.-", min_size=1, max_size=4).filter(lambda name: name.strip("."))
_piece = st.sampled_from(["a", "b", ".", "-", "*", "?", "[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "\\*", "\\a"])
_glob = (
    st.lists(_piece, min_size=1, max_size=4)
    .map("".join)
    .filter(lambda glob: glob.strip(".") != "" and "**" not in glob.replace("\\*", ""))
)
_segment = st.one_of(_names, _glob, st.just("**"))


@st.composite
def _patterns(draw: st.DrawFn) -> str:
    segments = draw(st.lists(_segment, min_size=1, max_size=4))
    start = draw(st.sampled_from(["", "", "/"]))
    # Where '**' comes last, a slash behind it means folders only to git and nothing to the other matcher.
    end = "" if segments[-1] == "**" else draw(st.sampled_from(["", "", "/"]))
    return draw(st.sampled_from(["", "", "!"])) + start + "/".join(segments) + end


_paths = st.lists(_names, min_size=1, max_size=5).map("/".join)


@settings(max_examples=400)
@given(st.lists(_patterns(), min_size=1, max_size=5), st.lists(_paths, min_size=1, max_size=8))
def test_another_matcher_agrees(patterns: list[str], paths: list[str]) -> None:
    # The other matcher lets a negated class stand for a slash, which git does not.
    assume(not (any("[!" in pattern or "[^" in pattern for pattern in patterns) and any("/" in path for path in paths)))
    oracle = GitIgnoreSpec.from_lines(patterns, backend="simple")
    ours = Patterns(patterns)
    assert [ours.match(path) for path in paths] == [oracle.match_file(path) for path in paths]


_any_name = st.text("ab*?[]\\!# .-", min_size=1, max_size=4).filter(lambda name: name.strip("."))
_any_path = st.lists(_any_name, min_size=1, max_size=3).map("/".join)


@given(_any_path, _any_path)
def test_a_path_as_a_pattern_covers_itself_and_no_other(path: str, other: str) -> None:
    file, folder = Patterns([file_pattern(path)]), Patterns([folder_pattern(path)])
    assert file.match(path)
    assert folder.match(f"{path}/{other}")
    for elsewhere in (other, f"{other}/{path}"):
        assert file.match(elsewhere) is (elsewhere == path or elsewhere.startswith(f"{path}/"))
        assert folder.match(elsewhere) is elsewhere.startswith(f"{path}/")


@given(
    st.dictionaries(st.sampled_from("zyx"), st.lists(_patterns(), max_size=4)),
    st.lists(_paths, min_size=1, max_size=8),
)
def test_owners_are_the_lists_that_match(lists: dict[str, list[str]], paths: list[str]) -> None:
    owners = Owners(lists)
    for path in paths:
        assert owners.of(path) == tuple(name for name in sorted(lists) if Patterns(lists[name]).match(path))


@given(st.text("ab[]!^-\\*?/: #.", max_size=12), st.text("ab[]!-\\*/: .\n", max_size=12))
def test_any_text_is_a_pattern_or_a_pattern_error(text: str, path: str) -> None:
    with contextlib.suppress(PatternError):
        assert Patterns([text, f"!{text}"]).match(path) is False


@pytest.mark.parametrize(("pattern", "reason"), IMPOSSIBLE.items())
def test_what_cannot_match_is_an_error(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        Owners({"a": ["fine"], "b": ["fine", pattern]})
    assert reason in caught.value.reason
    assert caught.value.pattern == pattern
    assert caught.value.position == 1
    assert repr(pattern)[:40] in str(caught.value)


def test_longest_pattern_and_most_stars_are_read() -> None:
    assert Patterns(["a" * 4096]).match("a" * 4096)
    assert Patterns(["**/b/" * 16 + "c"]).match("b/" * 16 + "c")


def test_no_patterns_cover_nothing() -> None:
    assert not Patterns([]).match("a")
    assert not Patterns(["# only a comment", "!a"]).match("a")
    assert Owners({}).of("a") == ()
    assert Owners({"a": []}).of("a") == ()


def test_owners_come_sorted_and_each_with_its_own_exceptions() -> None:
    owners = Owners({"b": ["src/", "!*.md"], "a": ["*.md", "src/ml/"], "c": ["docs"]})
    assert owners.of("src/ml/x.py") == ("a", "b")
    assert owners.of("src/ml/x.md") == ("a",)
    assert owners.of("docs/x.md") == ("a", "c")
    assert owners.of("x") == ()


def test_path_with_a_slash_at_its_end_is_a_folder() -> None:
    assert Patterns(["vendor/model/"]).match("vendor/model/")
    assert not Patterns(["vendor/model/"]).match("vendor/model")
    assert Patterns(["vendor/**"]).match("vendor/model/")
    assert Patterns(["vendor"]).match("vendor/model/")
    assert not Patterns(["vendor/*", "!vendor/model/"]).match("vendor/model/")


def test_forgetting_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED_FOLDERS", 3)
    owners = Owners({"a": ["a/**/b", "!*.md"], "b": ["x/"]})
    for _ in range(3):
        assert owners.of("a/1/2/3/4/5/b/c") == ("a",)
        assert owners.of("a/1/2/3/4/5/b.md") == ()
        assert owners.of("y/x/1/2/3/z") == ("b",)


@pytest.mark.parametrize(
    ("pattern", "path", "covering"),
    [
        ("*a*a*a*a*a*b", "a" * 50_000, "b"),
        ("*a*a*a*a*a*c*b", "a" * 50_000 + "b", "cb"),
        ("*a" * 1000 + "*c*b", "a" * 50_000 + "b", "cb"),
        ("*a[ab]?" * 500 + "*c*", "ab" * 10_000, "c"),
        ("[!b]*" * 800 + "c*b", "a" * 50_000 + "b", "cb"),
        ("**/a/**/a/**/a/**/a/**/b", "a/" * 20_000 + "a", "/b"),
        ("**/" + "*a/**/" * 15 + "b", "a/" * 10_000 + "a", "/b"),
    ],
)
def test_hostile_paths_end(pattern: str, path: str, covering: str) -> None:
    """Each of these takes longer than anyone waits where a star is tried twice."""
    assert not Patterns([pattern]).match(path)
    assert Patterns([pattern]).match(path + covering)
