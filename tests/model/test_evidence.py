"""The kinds of evidence: what they share with the vocabulary, and what the example's documents say."""

import sys
from subprocess import run
from typing import get_args

import pytest
from pydantic import ValidationError

from aims_gate.model.evidence import KINDS
from aims_gate.model.evidence.monitoring_plan import MonitoringPlan
from aims_gate.model.evidence.nonconformity import Nonconformity
from aims_gate.model.vocabulary import EVIDENCE_DATES, LISTED_EVIDENCE, RECORD_EVIDENCE
from tests.example import typed_files

DOCUMENTS = [(name, kind, parsed.value["aims"]) for name, kind, at, parsed in typed_files() if kind in KINDS]


def test_every_kind_that_has_a_date_is_a_class_with_that_field() -> None:
    assert set(KINDS) == set(EVIDENCE_DATES)
    for kind, date in EVIDENCE_DATES.items():
        assert date in KINDS[kind].model_fields


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_class_takes_its_own_kind_and_no_other(kind: str) -> None:
    assert KINDS[kind].model_validate({"kind": kind}).model_dump(exclude_none=True) == {"kind": kind}
    with pytest.raises(ValidationError, match="kind"):
        KINDS[kind].model_validate({"kind": "prd"})


@pytest.mark.parametrize(("name", "kind", "value"), DOCUMENTS, ids=[name for name, *_ in DOCUMENTS])
def test_the_examples_documents_are_taken(name: str, kind: str, value: object) -> None:
    document = KINDS[kind].model_validate(value)
    assert document.model_dump(mode="json", exclude_unset=True) == value


def test_the_example_has_every_kind_that_a_record_brings_as_one_value() -> None:
    assert {kind for _, kind, _ in DOCUMENTS} == set(RECORD_EVIDENCE)


def test_a_document_cannot_be_altered() -> None:
    plan = MonitoringPlan(owner="ana")
    with pytest.raises(ValidationError, match="frozen"):
        plan.owner = "ben"


def test_keys_of_ones_own_begin_with_x() -> None:
    assert MonitoringPlan.model_validate({"x-dpia": 7}).model_extra == {"x-dpia": 7}
    with pytest.raises(ValidationError, match="unknown keys: dpia"):
        MonitoringPlan.model_validate({"dpia": 7})


def test_a_nonconformity_may_be_of_no_system() -> None:
    assert "systems" not in Nonconformity.required_of_documents


def test_the_configuration_knows_the_same_kinds() -> None:
    from aims_gate.model.register.change_record import ChangeRecord
    from aims_gate.model.register.config import EvidenceKind
    from aims_gate.model.register.system import Documents

    assert set(get_args(EvidenceKind)) == set(KINDS)
    assert tuple(Documents.model_fields) == RECORD_EVIDENCE
    assert {*RECORD_EVIDENCE, *LISTED_EVIDENCE} <= set(ChangeRecord.model_fields)


def test_the_plain_values_do_not_import_the_models() -> None:
    code = (
        "import sys, aims_gate.model, aims_gate.model.document, aims_gate.model.vocabulary, aims_gate.sources.shape\n"
        "sys.exit(any(name in sys.modules for name in ('pydantic', 'jsonschema', 'difflib')))"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
