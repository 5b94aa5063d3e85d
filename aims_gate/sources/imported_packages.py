"""Imports of the catalogue that nobody has to write down: of packages that code brings in by their own name.

In Python, Java, C#, PHP, Ruby and Elixir a package says nothing of what it is brought in as; its imports are rows of their own.
"""

from collections.abc import Callable, Iterable, Iterator

Group = tuple[str, str, str, tuple[str, ...], str, str, tuple[str, ...]]
"""Kind, ecosystem, vendor, implied change types, confidence, source, patterns."""


def _of_npm(name: str) -> str:
    return name.removesuffix("/*")  # all of a scope


def _of_cargo(name: str) -> str:
    return name.replace("-", "_")


_NAMED_ALIKE: dict[str, tuple[str, Callable[[str], str]]] = {
    "npm": ("javascript", _of_npm),
    "go": ("go", str),
    "cargo": ("rust", _of_cargo),
    "cran": ("r", str),
    "julia": ("julia", str),
    "pub": ("dart", str),
}
"""Ecosystem of packages → the language that brings them in, and what it calls one of them."""


def with_imports(groups: list[Group]) -> list[Group]:
    """The groups, and after them the imports that follow from their packages. What a row says of an import stands."""
    said = {(group[1], name) for group in groups if group[0] == "import" for name in group[6]}
    return [*groups, *_imports(groups, said)]


def _imports(groups: Iterable[Group], said: set[tuple[str, str]]) -> Iterator[Group]:
    for _, ecosystem, vendor, implies, confidence, source, patterns in groups:
        if ecosystem not in _NAMED_ALIKE:
            continue
        language, name_of = _NAMED_ALIKE[ecosystem]
        names = tuple(name for name in map(name_of, patterns) if "*" not in name and (language, name) not in said)
        if names:
            said.update((language, name) for name in names)
            yield "import", language, vendor, tuple(dict.fromkeys(("dependency", *implies))), confidence, source, names
