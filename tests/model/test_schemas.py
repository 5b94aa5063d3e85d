"""The shipped schemas are what the models say, and keep to the words that the shape check knows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aims_gate.model import schemas
from aims_gate.model.evidence import KINDS

WORDS = {
    "$schema",
    "$id",
    "title",
    "description",
    "examples",
    "type",
    "const",
    "enum",
    "pattern",
    "format",
    "minimum",
}
WORDS |= {"properties", "required", "additionalProperties", "patternProperties", "items", "minItems", "anyOf"}


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all schemas in it."""
    if isinstance(schema, dict):
        yield schema
        below = [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())]
        for part in [*below, *schema.get("properties", {}).values()]:
            yield from subschemas(part)


@pytest.fixture(params=sorted(schemas.SCHEMAS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_shipped_file_is_what_the_models_say(name: str) -> None:
    shipped = (schemas.FOLDER / f"{name}.json").read_bytes()
    assert shipped == schemas.schema_text(name).encode()


def test_it_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schemas.schema_of(name))


def test_its_id_never_moves(name: str) -> None:
    assert schemas.schema_of(name)["$id"] == f"urn:aims-gate:schema:v1:{name}"


def test_it_keeps_to_the_words_that_the_shape_check_knows(name: str) -> None:
    for part in subschemas(schemas.schema_of(name)):
        assert set(part) <= WORDS
        assert part.get("patternProperties", {"^x-": {}}) == {"^x-": {}}
        assert part.get("format", "date") == "date"
        assert part.get("pattern", "^$").startswith("^")
        assert part.get("pattern", "^$").endswith("$")
        assert part.get("additionalProperties") is not True


def test_the_type_of_a_value_chooses_its_alternative(name: str) -> None:
    for part in subschemas(schemas.schema_of(name)):
        listed = [branch["type"] for branch in part.get("anyOf", ())]
        types = [kind for given in listed for kind in ([given] if isinstance(given, str) else given)]
        assert len(set(types)) == len(types)
        assert not {"integer", "number"} <= set(types)


def test_every_key_is_explained(name: str) -> None:
    closed = [part for part in subschemas(schemas.schema_of(name)) if part.get("additionalProperties") is False]
    unexplained = [
        key
        for part in closed
        for key, value in part["properties"].items()
        # Keys of a closed list (tiers, kinds) are explained by the mapping that has them.
        if not value.get("description") and "description" not in part
    ]
    assert closed
    assert unexplained == []


def test_a_mapping_says_which_keys_it_may_have(name: str) -> None:
    for part in subschemas(schemas.schema_of(name)):
        if part.get("type") == "object":
            assert "properties" in part or "additionalProperties" in part or name == "rule"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_document_of_its_own_has_a_kind_and_an_id(kind: str) -> None:
    schema = schemas.schema_of(kind)
    assert schema["required"][:2] == ["kind", "id"]
    assert schema["properties"]["kind"]["const"] == kind


def test_inline_evidence_needs_neither() -> None:
    plan = schemas.schema_of("change-record")["properties"]["monitoring_plan"]["anyOf"]
    assert [branch["type"] for branch in plan] == ["string", "object"]
    assert "required" not in plan[1]


def test_writing_brings_a_folder_up_to_date(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(schemas, "FOLDER", tmp_path)
    assert schemas.main(["--check"]) == 1
    assert schemas.main([]) == 0
    assert schemas.main(["--check"]) == 0
    assert json.loads((tmp_path / "rule.json").read_text(encoding="utf-8"))["title"] == "Rule"


def test_a_stale_file_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(schemas, "FOLDER", tmp_path)
    schemas.main([])
    (tmp_path / "soa.json").write_text("{}", encoding="utf-8")
    assert schemas.main(["--check"]) == 1
    assert capsys.readouterr().err == "schemas/soa.json is not what the models say\n"
