"""JSON Schemas (draft 2020-12) of every file that people write, generated from the models.

`python -m aims_gate.model.schemas` writes them beside the package's code, `--check` says whether they are current.
They keep to the few words that the shape check of the sources knows:

* `$schema`, `$id`, `title`, `description`, `examples`: for readers and editors
* `type` (one, or a list), `const`, `enum`, `pattern` (always `^…$`), `format: date`, `minimum`: for single values
* `properties`, `required`, `additionalProperties` (false, or the schema of every other value), `patternProperties`
  (only `^x-`, of anything): for mappings
* `items`, `minItems`: for lists
* `anyOf`: of schemas whose types differ, so that the value's type chooses the one that counts

There is no `$ref`: each file stands alone.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from aims_gate.model.evidence import KINDS
from aims_gate.model.register.change_record import ChangeRecord
from aims_gate.model.register.config import Config
from aims_gate.model.register.programme import Programme
from aims_gate.model.register.risk_method import RiskMethod
from aims_gate.model.register.roles import Roles
from aims_gate.model.register.signals import Signals
from aims_gate.model.register.soa import StatementOfApplicability
from aims_gate.model.register.system import System
from aims_gate.model.register.waivers import Waivers
from aims_gate.model.rule_file import RuleFile

_OTHERS = "additionalProperties"

FOLDER = Path(__file__).parent.parent / "schemas"

SCHEMAS: dict[str, type[BaseModel]] = {
    **KINDS,
    "change-record": ChangeRecord,
    "config": Config,
    "programme": Programme,
    "risk-method": RiskMethod,
    "roles": Roles,
    "rule": RuleFile,
    "signals": Signals,
    "soa": StatementOfApplicability,
    "system": System,
    "waivers": Waivers,
}
"""Name of a schema → the class it is generated from."""


class _Generator(GenerateJsonSchema):
    """Leaves out what only Python needs: null as an alternative, defaults, and titles made of field names."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, _: Any) -> bool:
        return False


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of one file, from the class behind `name` (a key of `SCHEMAS`)."""
    model = SCHEMAS[name]
    generated = model.model_json_schema(schema_generator=_Generator)
    plain = _plain(generated, generated.get("$defs", {}))
    if name in KINDS:
        plain["properties"] = {"kind": plain["properties"].pop("kind"), **plain["properties"]}
        plain["required"] = [*KINDS[name].required_of_documents, *plain.get("required", ())]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:aims-gate:schema:v1:{name}",
        "title": name.replace("_", " ").replace("-", " ").capitalize(),
        **plain,
    }


def _plain(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_plain(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        said = {key: value for key, value in schema.items() if key != "$ref"}
        return _plain({**definitions[schema["$ref"].removeprefix("#/$defs/")], **said}, definitions)
    plain = {key: _plain(value, definitions) for key, value in schema.items() if not _left_out(key, value)}
    return _closed(plain) if "propertyNames" in plain else plain


def _left_out(key: str, value: Any) -> bool:
    return key == "$defs" or (key == "title" and isinstance(value, str)) or (key, value) == (_OTHERS, True)


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """A mapping whose keys are a closed list, written so that editors complete them."""
    keys = schema.pop("propertyNames")["enum"]
    value = schema[_OTHERS]
    return {**schema, "properties": dict.fromkeys(keys, value), _OTHERS: False}


def schema_text(name: str) -> str:
    """The text of the file that ships the schema `name`."""
    return json.dumps(schema_of(name), indent=1, ensure_ascii=False) + "\n"


def outdated() -> tuple[str, ...]:
    """Names of files in the schema folder that differ from what the models say now, or should not be there."""
    shipped = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    return tuple(sorted(name for name in SCHEMAS if shipped.get(name) != schema_text(name)))


def main(arguments: list[str]) -> int:
    """Write the schemas, or with `--check` only say which are out of date; 1 if some are."""
    stale = outdated()
    if arguments == ["--check"]:
        sys.stderr.writelines(f"schemas/{name}.json is not what the models say\n" for name in stale)
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        (FOLDER / f"{name}.json").write_text(schema_text(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
