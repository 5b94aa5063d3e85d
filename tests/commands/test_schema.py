"""`aims-gate schema`: the shipped text, the list of names, and a name that there is not."""

import json
from pathlib import Path

import pytest

from aims_gate.commands.schema import run
from aims_gate.errors import UsageError
from aims_gate.model.schemas import SCHEMAS, schema_text
from tests.e2e.command import called
from tests.e2e.example import check, example


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


@pytest.mark.parametrize("name", ["change_record", "risk_method", "impact-assessment"])
def test_schema_takes_a_name_as_rules_and_paths_write_it(name: str, tmp_path: Path) -> None:
    assert json.loads(called(tmp_path, "schema", name).out)


def test_what_a_report_tells_to_look_up_lists_the_kind_of_every_document_and_each_is_a_schema(tmp_path: Path) -> None:
    results = check(example(tmp_path / "r", "refused"), "--report=json=-").report["results"]
    (told,) = {word for one in results for word in one["fix"].split("`") if word.startswith("aims-gate schema")}
    names = called(tmp_path, *told.split()[1:]).out.split()
    assert {"impact_assessment", "change-record", "roles", "system"} < set(names)
    assert all(called(tmp_path, "schema", name).code == 0 for name in ("impact_assessment", "change-record"))
