from dataclasses import replace

from aims_gate.errors import ForgeError
from aims_gate.forges.edits import dated
from tests.facts.world import prd, world

TIMES = ("2026-11-20T10:00:00Z", None)


def unreachable() -> tuple[str | None, str | None]:
    raise ForgeError("no answer", "run it again")


def asked_in_vain() -> tuple[str | None, str | None]:
    raise AssertionError("nothing rests on it")


def test_nothing_is_asked_where_records_are_in_files_of_the_change() -> None:
    side = world(records=(prd(),)).collected()
    assert dated(side, asked_in_vain) is side


def test_times_are_asked_for_a_record_that_the_change_does_not_bring() -> None:
    for record in (prd(edited=False), replace(prd(), source="description"), replace(prd(), source="label")):
        side = dated(world(records=(record,)).collected(), lambda: TIMES)
        assert (side.change.body_edited, side.change.labels_edited) == TIMES


def test_without_an_answer_nobody_knows_them_and_it_is_said() -> None:
    side = world(records=(prd(edited=False),)).collected()
    side = replace(side, notes=("Before.",), change=replace(side.change, body_edited="x", labels_edited="y"))
    told = dated(side, unreachable)
    assert (told.change.body_edited, told.change.labels_edited) == (None, None)
    assert told.notes == ("Before.", "When the description was last edited: no answer; run it again.")
