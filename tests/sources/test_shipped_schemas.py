"""The shipped schemas, as they are read at run time."""

import json

import pytest

from aims_gate.model.schemas import SCHEMAS
from aims_gate.sources.shipped_schemas import schema_names, schema_text, shipped_schema


def test_every_generated_schema_is_there() -> None:
    assert set(SCHEMAS) <= set(schema_names())


def test_text_and_value_are_the_same() -> None:
    for name in schema_names():
        assert json.loads(schema_text(name)) == shipped_schema(name)


@pytest.mark.parametrize("name", ["", "nonesuch", "../schemas/rule", "rule.json"])
def test_no_other_file_is_read(name: str) -> None:
    with pytest.raises(KeyError):
        schema_text(name)
