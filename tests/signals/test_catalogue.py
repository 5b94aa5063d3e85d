"""The catalogue finds a row by kind, ecosystem and pattern, and invents none."""

from aims_gate.facts.signal_types import same_vendor
from aims_gate.signals.catalogue import Catalogue, Row
from tests.signals.shipped import catalogue

OPENAI = Row("openai-pypi", "package", "pypi", "openai", vendor="OpenAI")


def test_a_row_is_found_by_kind_ecosystem_and_pattern() -> None:
    assert Catalogue([OPENAI]).of("package", "pypi") == {"openai": OPENAI}


def test_an_ecosystem_without_rows_has_none() -> None:
    assert Catalogue([OPENAI]).of("package", "npm") == {}


def test_a_supplier_of_services_is_told_by_one_name() -> None:
    """Who lists the name that a package shows is not told of a new supplier by an import or an address."""
    vendors = {row.vendor for row in catalogue().rows if row.vendor}
    doubled = {(one, other) for one in vendors for other in vendors if one != other and same_vendor(one, other)}
    assert doubled == {("Microsoft", "Microsoft Azure")}
    assert {row.kind for row in catalogue().rows if row.vendor == "Microsoft"} == {"model"}
