"""Files that evidence names beside itself are looked up, and nothing else is taken for one."""

from typing import Any

import pytest

from aims_gate.facts.named_files import files_of_evidence, files_of_record
from tests.facts.world import prd, world

SHEET = {
    "dataset": "tickets",
    "preparation": [{"step": "merge", "code": "etl/a.py"}, {"step": "cut", "code": "etl/b.py"}],
}


def test_a_datasheet_names_the_code_of_each_step() -> None:
    assert files_of_evidence(SHEET) == [("preparation", "etl/a.py"), ("preparation", "etl/b.py")]


@pytest.mark.parametrize(
    "value", [None, "text", {}, {"preparation": "x"}, {"preparation": ["x", {"code": 3}, {"code": "TBD"}]}]
)
def test_what_names_no_file_gives_none(value: Any) -> None:
    assert files_of_evidence(value) == []


@pytest.mark.parametrize("value", [None, [], {}, {"customer_notice": "TBD"}, {"customer_notice": ["x"]}])
def test_a_record_without_a_notice_names_none(value: Any) -> None:
    assert files_of_record(value) == []


def test_each_is_a_reference_that_does_or_does_not_resolve() -> None:
    record = prd(datasets=[SHEET], customer_notice="docs/v.md")
    references = world(records=(record,)).facts()["systems"][0]["references"]
    assert {r["path"]: r["problem"] for r in references if r["kind"] == "" } == {
        "etl/a.py": "is not in the tree", "etl/b.py": "is not in the tree", "docs/v.md": "",
    }  # fmt: skip
