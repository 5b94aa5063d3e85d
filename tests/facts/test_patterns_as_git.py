"""What patterns cover, against git's own answers."""

import random
import subprocess
from pathlib import Path

from aims_gate.facts.pattern_syntax import _POSIX
from aims_gate.facts.patterns import PatternError, Patterns
from tests.facts.pattern_cases import AS_GIT, LISTS_AS_GIT, OUT_OF_A_FOLDER, PARTED_FROM_GIT


def git_covers(folder: Path, cases: list[tuple[list[str], str]]) -> list[bool]:
    """What git's own matcher says of each (patterns, path), each list in a folder of its own."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    for number, (patterns, _) in enumerate(cases):
        (folder / str(number)).mkdir()
        (folder / str(number) / ".gitignore").write_bytes("".join(f"{one}\n" for one in patterns).encode())
    asked = "".join(f"{number}/{path}\0" for number, (_, path) in enumerate(cases))
    command = ["git", "-C", folder, "check-ignore", "--no-index", "--stdin", "-z", "-v", "-n"]
    answer = subprocess.run(command, input=asked.encode(), capture_output=True, check=False)
    assert answer.returncode in (0, 1), answer.stderr
    fields = answer.stdout.decode().split("\0")[:-1]
    assert fields[3::4] == asked.split("\0")[:-1]
    return [pattern != "" and not pattern.startswith("!") for pattern in fields[2::4]]


def test_git_agrees_with_the_tables(tmp_path: Path) -> None:
    cases = [([pattern], path, covered) for pattern, path, covered in AS_GIT] + LISTS_AS_GIT
    said = git_covers(tmp_path, [(patterns, path) for patterns, path, _ in cases])
    assert [case for case, covered in zip(cases, said, strict=True) if case[2] is not covered] == []


def test_git_parts_where_the_tables_say_so(tmp_path: Path) -> None:
    cases = [([pattern], path, covered) for pattern, path, covered in PARTED_FROM_GIT] + OUT_OF_A_FOLDER
    said = git_covers(tmp_path, [(patterns, path) for patterns, path, _ in cases])
    agreed = [path for (_, path, covered), git in zip(cases, said, strict=True) if git is covered]
    assert agreed == ["bot/x/README.md"]


def test_git_agrees_on_posix_classes(tmp_path: Path) -> None:
    ascii_but_slash = [chr(code) for code in range(1, 128) if chr(code) != "/"]
    cases = [([f"[[:{name}:]]x"], f"{character}x") for name in _POSIX for character in ascii_but_slash]
    said = git_covers(tmp_path, cases)
    assert sum(said) > 400
    assert [Patterns(patterns).match(path) for patterns, path in cases] == said


def test_git_agrees_on_made_up_patterns(tmp_path: Path) -> None:
    """Any jumble of the language's signs: the same answer, an error only where git matches nothing."""
    rng = random.Random(7)
    signs = [*"aabb-][^:. ?*", "\\", "/", "/**/", "**", "[ab]", "[!a]", "[a-c]", "[[:alpha:]]"]
    names = ["a", "b", "ab", "ba", "a-b", "]", "[a", "a.b", ":", "^", "a b", "\\a", "aab"]
    jumbles = ["".join(rng.choices(signs, k=rng.randint(1, 6))) for _ in range(600)]
    cases = [([one], "/".join(rng.choices(names, k=rng.randint(1, 4)))) for one in jumbles for _ in range(4)]
    said = git_covers(tmp_path, cases)
    pairs = [(case, git) for case, git in zip(cases, said, strict=True) if not _git_parts(case[0][0])]
    assert [case for case, git in pairs if _covered(*case) is not git] == []
    assert len(pairs) > 1500
    assert sum(git for _, git in pairs) > 100


def _covered(patterns: list[str], path: str) -> bool:
    try:
        return Patterns(patterns).match(path)
    except PatternError:
        return False


def _git_parts(pattern: str) -> bool:
    """Whether git has its own way: PARTED_FROM_GIT, or a backward range, which is its first character."""
    literal, stars, _ = pattern.partition("**")
    backward = [low > high for low, high in zip(pattern, pattern[2:], strict=False)]
    dashes = [character == "-" for character in pattern[1:-1]]
    in_class = "[" in pattern and any(b and d for b, d in zip(backward, dashes, strict=True))
    return in_class or "**\\/" in pattern or bool(stars and literal.isalnum())
