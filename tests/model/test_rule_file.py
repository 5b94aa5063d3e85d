"""What a rule file must hold."""

from typing import Any

import pytest
from pydantic import ValidationError

from aims_gate.model.rule_file import RuleFile

RULE: dict[str, Any] = {
    "id": "monitoring-plan-exists",
    "title": "has a monitoring plan",
    "controls": ["9.1"],
    "subject": "system",
    "severity": "error",
    "require": [{"that": "has(evidence.monitoring_plan)", "message": "There is none.", "at": "record"}],
    "why": "It drifts.",
    "fix": "Write one.",
    "examples": {"pass": [{"name": "one", "facts": {"a": 1}}], "fail": [{"name": "none", "facts": {}}]},
}


def test_a_rule_is_taken_as_it_is() -> None:
    assert RuleFile.model_validate(RULE).model_dump(mode="json", exclude_unset=True, by_alias=True) == RULE


@pytest.mark.parametrize("key", sorted(RULE))
def test_these_keys_are_required(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        RuleFile.model_validate({k: v for k, v in RULE.items() if k != key})


@pytest.mark.parametrize("side", ["pass", "fail"])
def test_a_rule_without_an_example_of_each_is_refused(side: str) -> None:
    with pytest.raises(ValidationError, match=side):
        RuleFile.model_validate({**RULE, "examples": {**RULE["examples"], side: []}})


@pytest.mark.parametrize("key", ["require", "controls"])
def test_a_rule_that_requires_or_cites_nothing_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        RuleFile.model_validate({**RULE, key: []})
