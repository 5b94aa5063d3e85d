"""The catalogue finds a row by kind, ecosystem and pattern, and invents none."""

from aims_gate.signals.catalogue import Catalogue, Row

OPENAI = Row("openai-pypi", "package", "pypi", "openai", vendor="OpenAI")


def test_a_row_is_found_by_kind_ecosystem_and_pattern() -> None:
    assert Catalogue([OPENAI]).of("package", "pypi") == {"openai": OPENAI}


def test_an_ecosystem_without_rows_has_none() -> None:
    assert Catalogue([OPENAI]).of("package", "npm") == {}
