"""Values are what the standard library's would be: each of its own and its twin from there go through the same."""

import copy
import dataclasses
import pickle
import sys
import typing
from typing import Any

import pytest

from aims_gate.model.values import NamedTuple, dataclass


@dataclass(frozen=True)
class Place:
    """Where something is."""

    path: str
    line: int = 1
    notes: list[str] = dataclasses.field(default_factory=list)

    def shown(self) -> str:
        """As people write it."""
        return f"{self.path}:{self.line}"


@dataclass()
class Tally:
    """Counts as it goes."""

    count: int
    seen: set[str] = dataclasses.field(default_factory=set)


class Pair(NamedTuple):
    """Two of a kind."""

    left: int
    right: int = 2
    third: tuple[str, ...] = ()

    @property
    def sum(self) -> int:
        """Of both."""
        return self.left + self.right


class StandardPair(typing.NamedTuple):
    """Its twin."""

    left: int
    right: int = 2
    third: tuple[str, ...] = ()


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}), ((1, 5), {}), ((1, 5, ("a",)), {}), ((), {"left": 3}), ((1,), {"third": ("b",)}),
    ((1,), {"right": 4, "third": ()}), ((), {"third": ("c",), "left": 0, "right": 1}),
]  # fmt: skip
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}), ((1, 2, (), 4), {}), ((1,), {"left": 2}), ((1,), {"fourth": 2}), ((), {"right": 2}),
    ((), {"right": 2, "fourth": 1, "third": ()}), ((1, 2, ()), {"right": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("args", "named"), CALLS)
def test_a_named_tuple_is_made_as_the_standard_one(args: Any, named: Any) -> None:
    ours, standard = Pair(*args, **named), StandardPair(*args, **named)
    assert tuple(ours) == tuple(standard)
    assert repr(ours) == repr(standard).replace("StandardPair", "Pair")
    assert ours._asdict() == standard._asdict()
    assert hash(ours) == hash(standard)


@pytest.mark.parametrize(("args", "named"), WRONG)
def test_a_named_tuple_refuses_what_the_standard_one_does(args: Any, named: Any) -> None:
    for kind in (Pair, StandardPair):
        with pytest.raises(TypeError):
            kind(*args, **named)


def test_a_named_tuple_is_a_tuple_that_stays_as_it_is() -> None:
    pair = Pair(1)
    left, right, third = pair
    assert (left, right, third) == pair == (1, 2, ())
    assert (pair.left, pair.right, pair.third, pair.sum) == (1, 2, (), 3)
    assert Pair._fields == StandardPair._fields
    assert Pair._field_defaults == StandardPair._field_defaults
    with pytest.raises(AttributeError):
        pair.left = 4
    with pytest.raises(AttributeError):
        pair.other = 4
    match pair:
        case Pair(left=one, right=2):
            assert one == 1


def test_a_named_tuple_changes_into_another() -> None:
    assert Pair(1)._replace(right=7) == (1, 7, ())
    assert type(Pair(1)._replace(right=7)) is Pair
    with pytest.raises((TypeError, ValueError)):
        Pair(1)._replace(other=7)
    assert Pair._make([1, 2, ()]) == Pair(1)
    with pytest.raises(TypeError):
        Pair._make([1])


@pytest.mark.parametrize("value", [Pair(1, third=("a",)), Place("a.md", notes=["b"]), Tally(1, {"a"})])
def test_a_value_is_copied_and_sent_elsewhere_whole(value: Any) -> None:
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert type(again) is type(value)


@pytest.mark.parametrize("args", [("a.md",), ("a.md", 3)])
def test_a_dataclass_says_what_the_standard_one_says(args: Any) -> None:
    ours = Place(*args)
    assert repr(ours) == f"Place(path='a.md', line={ours.line}, notes=[])"
    assert ours == Place(*args)
    assert ours != Place("b.md")
    assert ours.__eq__((*args,)) is NotImplemented
    assert ours.shown() == f"a.md:{ours.line}"


def test_each_dataclass_has_its_own_of_what_a_factory_makes() -> None:
    assert Place("a").notes is not Place("a").notes
    assert Tally(1).seen is not Tally(1).seen


@pytest.mark.parametrize(
    ("args", "named"),
    [
        ((), {}),
        ((1, 2, [], 4), {}),
        ((1,), {"path": 2}),
        ((1,), {"other": 2}),
        ((), {"line": 2}),
        ((), {"line": 1, "o": 1}),
    ],
)
def test_a_dataclass_refuses_what_it_is_not_made_of(args: Any, named: Any) -> None:
    with pytest.raises(TypeError, match="Place is made of path, line, notes"):
        Place(*args, **named)


def test_a_frozen_dataclass_stays_as_it_is_and_another_does_not() -> None:
    place, tally = Place("a", 1), Tally(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.line = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.line
    tally.count = 2
    assert tally == Tally(2)


def test_only_a_frozen_dataclass_has_a_hash() -> None:
    @dataclass(frozen=True)
    class Key:
        """Holds nothing that changes."""

        name: str

    assert hash(Key("a")) == hash(Key("a"))
    assert {Key("a"): 1}[Key("a")] == 1
    with pytest.raises(TypeError):
        hash(Tally(1))


def test_the_standard_library_knows_a_dataclass_of_ours() -> None:
    place = Place("a", 4, ["x"])
    assert dataclasses.replace(place, line=5) == Place("a", 5, ["x"])
    assert [field.name for field in dataclasses.fields(place)] == ["path", "line", "notes"]
    assert dataclasses.asdict(place) == {"path": "a", "line": 4, "notes": ["x"]}
    match place:
        case Place(path, 4):
            assert path == "a"


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there it is the standard library's")
def test_a_tuple_too_wide_is_refused_rather_than_cut() -> None:
    fields = {f"field{n}": int for n in range(33)}
    with pytest.raises(TypeError, match="more than 32"):
        type(Pair)("Wide", (Pair.__mro__[1],), {"__annotations__": fields})
