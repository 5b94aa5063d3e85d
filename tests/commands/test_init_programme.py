"""What `aims-gate init` writes of the management system has a place for all that the rules of `readiness` ask."""

import re

import pytest
import yaml

from aims_gate.sources.shipped_schemas import shipped_schema
from tests.tree import ROOT

BEGUN = yaml.safe_load((ROOT / "aims_gate/beginning/programme.yaml").read_text(encoding="utf-8"))
RULES = sorted((ROOT / "policies/iso42001/programme").glob("*.yaml"))
LACKS = re.compile(r"lacks\(programme\.(\w+), \[([^\]]*)\]\)")


def asked() -> list[tuple[str, str]]:
    """Part of the programme and the field of it that some rule says is lacking."""
    texts = [str(one["that"]) for path in RULES for one in yaml.safe_load(path.read_text(encoding="utf-8"))["require"]]
    return sorted(
        {
            (part, field)
            for text in texts
            for part, named in LACKS.findall(text)
            for field in re.findall(r"'(\w+)'", named)
        }
    )


@pytest.mark.parametrize(("part", "field"), asked())
def test_a_field_that_is_asked_for_has_its_place(part: str, field: str) -> None:
    assert field in BEGUN[part]


def test_it_holds_the_parts_of_the_schema_and_says_nothing_of_its_own() -> None:
    properties = shipped_schema("programme")["properties"]
    assert set(BEGUN) == set(properties) - {"internal_audits"}
    for part, said in BEGUN.items():
        assert not said or isinstance(said, dict), part
        if said:
            assert set(said) <= set(properties[part]["properties"])
            assert not any(said.values())


def test_enough_is_asked_for_to_tell() -> None:
    assert len(asked()) > 50
