"""Facts of several pull requests in one document."""

from aims_gate.facts.together import SCHEMA, are_several, parts_of, together
from tests.engine.cases import facts, system


def test_the_facts_of_several_are_kept_whole_and_in_order() -> None:
    one, two = facts(system()), facts()
    document = together([(7, one), (5, two)])
    assert (document["schema"], are_several(document)) == (SCHEMA, True)
    assert list(parts_of(document)) == [(7, one), (5, two)]


def test_those_of_one_change_are_its_own() -> None:
    one = facts(system())
    assert not are_several(one)
    assert list(parts_of(one)) == [(0, one)]
