"""`aims-gate schema`: the shipped text, the list of names, and a name that there is not."""

import json

import pytest

from aims_gate.commands.schema import run
from aims_gate.errors import UsageError
from aims_gate.model.schemas import SCHEMAS, schema_text


def test_a_schema_is_given_as_it_is_shipped() -> None:
    assert run("monitoring_plan") == schema_text("monitoring_plan")
    assert json.loads(run("rule"))["title"] == "Rule"


def test_without_a_name_all_names_are_listed() -> None:
    listed = run(None).splitlines()
    assert set(SCHEMAS) <= set(listed)
    assert listed == sorted(listed)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        run("monitoring-plans")
    assert (caught.value.message, caught.value.hint) == (
        "there is no schema 'monitoring-plans'",
        "did you mean 'monitoring_plan'?",
    )


@pytest.mark.parametrize("name", ["nothing-like-it", "../schemas/rule", ""])
def test_a_name_that_is_near_to_none_is_answered_with_all(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        run(name)
    assert caught.value.hint.startswith("the names are audit, change-record")
