"""The register's files: what the example's say, and the closed lists they share with the vocabulary."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from aims_gate.model.evidence import KINDS
from aims_gate.model.register.change_record import ChangeRecord
from aims_gate.model.register.config import Config
from aims_gate.model.register.risk_method import RiskMethod
from aims_gate.model.register.roles import Roles
from aims_gate.model.register.waivers import Waiver
from aims_gate.model.schemas import SCHEMAS
from aims_gate.model.vocabulary import TIERS, SignableTier
from tests.example import typed_files

FILES = [
    (name, schema, parsed.value[at] if at else parsed.value)
    for name, schema, at, parsed in typed_files()
    if schema not in KINDS
]

WAIVER = {
    "rule": "risks-treated",
    "subject": "system:support-assistant",
    "reason": "The supplier mends it in January.",
    "owner": "assistant-owner",
    "approved_by": "risk-lead",
    "from": "2026-11-01",
    "expires": "2027-01-15",
}


@pytest.mark.parametrize(("name", "schema", "value"), FILES, ids=[name for name, *_ in FILES])
def test_the_examples_files_are_taken(name: str, schema: str, value: object) -> None:
    read = SCHEMAS[schema].model_validate(value)
    assert read.model_dump(mode="json", exclude_unset=True, by_alias=True) == value


def test_the_example_has_files_of_these_schemas() -> None:
    assert {schema for _, schema, _ in FILES} == {
        "config",
        "risk-method",
        "roles",
        "system",
        "waivers",
        "change-record",
    }


def test_nobody_can_sign_for_the_highest_tier() -> None:
    assert TIERS == ("minimal", "limited", "high", "prohibited")
    assert get_args(SignableTier) == TIERS[:-1]


@pytest.mark.parametrize("key", sorted(WAIVER))
def test_a_waiver_needs_every_key(key: str) -> None:
    assert Waiver.model_validate(WAIVER).from_ == "2026-11-01"
    with pytest.raises(ValidationError, match=key):
        Waiver.model_validate({k: v for k, v in WAIVER.items() if k != key})


@pytest.mark.parametrize("subject", ["support-assistant", "team:a", "system:", "system:a b"])
def test_a_waivers_subject_is_a_kind_and_an_id(subject: str) -> None:
    with pytest.raises(ValidationError, match="subject"):
        Waiver.model_validate({**WAIVER, "subject": subject})


def test_a_role_is_held_by_people_for_a_time() -> None:
    holder = {"person": "ana", "from": "2026-01-01", "until": "2026-07-01"}
    value = {"people": {"ana": {"github": "ana"}, "ben": {}}, "roles": {"executive": ["ben", holder]}}
    assert Roles.model_validate(value).model_dump(mode="json", exclude_unset=True, by_alias=True) == value


@pytest.mark.parametrize(
    ("model", "value"),
    [
        (Config, {"version": 2}),
        (Config, {"version": 1, "colour": "red"}),
        (Config, {"version": 1, "rules": {"risks-treated": {"reason": "no level"}}}),
        (ChangeRecord, {"change": ["tweak"]}),
        (ChangeRecord, {"ai": "no"}),
        (ChangeRecord, {"x-own": 1}),
        (ChangeRecord, {"still_valid": {"sign_off": {"by": "a", "date": "2026-01-01", "reason": "b"}}}),
        (RiskMethod, {"version": "1"}),
    ],
)
def test_what_a_file_does_not_have_is_refused(model: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(value)
