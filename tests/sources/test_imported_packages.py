"""Imports that follow from packages: by their own name, where a language has it so and no row says otherwise."""

import pytest

from aims_gate.sources.imported_packages import with_imports
from aims_gate.sources.signals_catalogue import groups_in


def _imports(text: str) -> list[tuple[str, str, tuple[str, ...], str, tuple[str, ...]]]:
    groups = with_imports(groups_in(f"implies:\n  agent: [tools]\n{text}".encode()))
    return [(group[1], group[2], group[3], group[4], group[6]) for group in groups if group[0] == "import"]


@pytest.mark.parametrize(
    ("ecosystem", "package", "language", "name"),
    [
        ("npm", "a-b", "javascript", "a-b"),
        ("npm", "'@a/*'", "javascript", "@a"),
        ("go", "example.org/a", "go", "example.org/a"),
        ("cargo", "a-b", "rust", "a_b"),
        ("cran", "a.b", "r", "a.b"),
        ("julia", "Ab", "julia", "Ab"),
        ("pub", "a_b", "dart", "a_b"),
    ],
)
def test_a_package_is_imported_by_its_name(ecosystem: str, package: str, language: str, name: str) -> None:
    text = f"packages:\n- {{vendor: V, confidence: likely, source: s, {ecosystem}: [{package}]}}\n"
    assert _imports(text) == [(language, "V", ("dependency",), "likely", (name,))]


@pytest.mark.parametrize("ecosystem", ["pypi", "maven", "nuget", "packagist", "rubygems", "hex", "swift", "conda"])
def test_where_a_package_says_nothing_of_it_nothing_is_made_up(ecosystem: str) -> None:
    assert _imports(f"packages:\n- {{source: s, {ecosystem}: [a]}}\n") == []


def test_what_stands_for_the_rest_of_a_name_is_none() -> None:
    assert _imports("packages:\n- {source: s, npm: ['a-*'], pub: ['a_*']}\n") == []


def test_a_row_for_the_import_stands() -> None:
    text = "packages:\n- {source: s, npm: [a, b]}\nimports:\n- {confidence: likely, source: s, javascript: [a]}\n"
    assert _imports(text) == [
        ("javascript", "", (), "likely", ("a",)),
        ("javascript", "", ("dependency",), "certain", ("b",)),
    ]


def test_the_first_of_two_packages_that_are_called_alike_names_the_vendor() -> None:
    text = "packages:\n- {vendor: A, source: s, npm: [a]}\n- {vendor: B, source: s, npm: [a, b]}\n"
    assert [(vendor, names) for _, vendor, _, _, names in _imports(text)] == [("A", ("a",)), ("B", ("b",))]


def test_a_tool_is_a_dependency_where_it_is_brought_in() -> None:
    assert _imports("packages:\n- {kind: agent, source: s, npm: [a]}\n") == [
        ("javascript", "", ("dependency", "tools"), "certain", ("a",))
    ]
