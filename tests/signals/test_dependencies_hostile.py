"""Whatever the bytes: nothing is raised, no hit lies outside the file, and reading stays linear in its size."""

import importlib
import pkgutil
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aims_gate.signals import dependencies as package
from aims_gate.signals.dependencies import Dependencies
from tests.signals.dependencies import catalogue, hits

PATHS = [
    *("requirements.txt", "pyproject.toml", "Pipfile", "Pipfile.lock", "pixi.toml", "setup.cfg", "setup.py"),
    *("environment.yml", "uv.lock", "package.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"),
    *("go.mod", "Cargo.toml", "pom.xml", "build.gradle", "libs.versions.toml", "a.csproj", "packages.lock.json"),
    *("Gemfile", "Gemfile.lock", "composer.json", "composer.lock", "DESCRIPTION", "renv.lock", "Project.toml"),
    *("Manifest.toml", "pnpm-workspace.yaml", "Dockerfile", "compose.yml", "mix.exs", "mix.lock"),
    *("pubspec.yaml", "pubspec.lock", "Package.swift", "Package.resolved", "project.pbxproj", "deno.json", "a.sh"),
]

PIECES = st.sampled_from(
    [
        *(
            "openai",
            "torch",
            "@ai-sdk/x",
            "dev.langchain4j:y",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "</",
            "<!--",
            "-->",
        ),
        *(
            '"',
            "'",
            '"""',
            "'''",
            "\\",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            ":",
            ",",
            "=",
            "==1.0",
            "^2",
            "#",
            "//",
            "/*",
            "*/",
        ),
        *(
            "[project]\n",
            "dependencies",
            "[dependencies]\n",
            "install_requires=[",
            "require (",
            "node_modules/",
            '"version":',
        ),
        *(
            "<dependency>",
            "<groupId>",
            "<artifactId>",
            "<PackageReference Include=",
            "gem ",
            "FROM ",
            "RUN pip install ",
        ),
        *(
            "image: ",
            "name = ",
            "version = ",
            "- ",
            "pip:",
            "exclude ",
            "%",
            "\x00",
            "\ufeff",
            "é",
            "\u2028",
            "- pip:\n",
        ),
    ]
)


def check(path: str, content: bytes) -> None:
    text = package.decoded(content)
    found = hits(path, content)
    assert [hit.line for hit in found] == sorted(hit.line for hit in found)
    for hit in found:
        assert 1 <= hit.line <= text.count("\n") + 1
        assert "\n" not in hit.text
        assert len(hit.text) <= package.LONGEST_TEXT
        assert hit.row
        assert hit.name


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=40)
@given(content=st.binary(max_size=300))
@example(content=b"\xff\xfeo")
def test_any_bytes(path: str, content: bytes) -> None:
    check(path, content)


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=40)
@given(pieces=st.lists(PIECES, max_size=60))
def test_any_mixture_of_what_such_files_are_made_of(path: str, pieces: list[str]) -> None:
    check(path, "".join(pieces).encode())


UNITS = [
    *(
        "[",
        "{",
        "(",
        "<a>",
        "<",
        "</a",
        '"',
        "'",
        '\\"',
        "a",
        " ",
        "\n",
        "a.",
        "1.",
        "-1",
        "=",
        "@",
        ":",
        ",",
        "\\",
        "\n ",
    ),
    *(
        '<a "',
        "<!--",
        "<!--a-",
        "<![CDATA[",
        "<!a[",
        "<?a",
        "${",
        "[[a]]\n",
        '{"a":',
        '["a",',
        "a={",
        "a=[",
        "a.a=",
        "/*",
    ),
    *(
        '"""',
        "'''",
        '"a"',
        "node_modules/",
        'node_modules/a"  ',
        '{"version":"',
        '"a":{"version": "1"},',
        "pip install ",
    ),
    *(
        "pip install a\\\n",
        "gem 'a'",
        "--from=",
        "image: a\n",
        "@a/",
        "a@npm:",
        "a@1:\n version 1\n",
        "<a b=",
        "%",
        "group:'a'",
    ),
    *(
        "/a-1.",
        "name = \n",
        "x-",
        "FROM $A\n",
        "ARG A=$A$A\n",
        "[project]\ndependencies = [",
        "install_requires=[",
        "x=[(",
    ),
]
LENGTH = 20_000
"""Characters. What took the square of them would take long."""


@pytest.mark.parametrize("path", PATHS)
def test_repeated_pieces_are_read_in_linear_time(path: str) -> None:
    for unit in UNITS:
        check(path, (unit * (LENGTH // len(unit))).encode())


@pytest.mark.parametrize("path", PATHS)
def test_a_file_of_one_line_of_ten_million_characters(path: str) -> None:
    content = b"openai " + b"x" * 10_000_000
    assert list(Dependencies().hits(path, content, catalogue())) == []


def patterns() -> dict[str, re.Pattern[str]]:
    """Every regular expression of the detector, by module and name."""
    modules = [
        importlib.import_module(f"{package.__name__}.{info.name}") for info in pkgutil.iter_modules(package.__path__)
    ]
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }


def backtracking(tree: Any) -> list[bool]:
    """For each open-ended repeat that may give back what it took: whether one like it lies within it."""
    found = []
    for op, argument in tree:
        if str(op) in ("MAX_REPEAT", "MIN_REPEAT"):
            inner = backtracking(argument[2])
            found += [bool(inner), *inner] if argument[1] > 100 else inner
        elif str(op) == "POSSESSIVE_REPEAT":
            found += backtracking(argument[2])
        elif str(op) == "BRANCH":
            found += [one for branch in argument[1] for one in backtracking(branch)]
        elif str(op) in ("SUBPATTERN", "ATOMIC_GROUP"):
            found += backtracking(argument[-1] if str(op) == "SUBPATTERN" else argument)
    return found


def test_no_pattern_gives_back_within_what_gives_back() -> None:
    parser: Any = importlib.import_module("re._parser")
    found = {name: backtracking(parser.parse(pattern.pattern, pattern.flags)) for name, pattern in patterns().items()}
    assert len(found) > 20
    assert {name for name, repeats in found.items() if any(repeats)} == set()
    assert {name for name, repeats in found.items() if len(repeats) > 1} == set()
    assert backtracking(parser.parse("(a+)+")) == [True, False]
    assert backtracking(parser.parse("(?:a*b*)x")) == [False, False]
