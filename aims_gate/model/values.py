"""Frozen values that cost little to define. Knows how a value is made, and no value.

`dataclass` and `NamedTuple` are used as the standard library's are, and to a type checker they are those. The standard
ones write methods for each class as source and compile it, which takes about a millisecond a class at every start of the
gate; here all classes share theirs. Making a value takes a microsecond longer: where a million are made, take theirs.
"""

import dataclasses
import sys
from collections import namedtuple
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

_MOST_FIELDS = 32
_WIDEST: Any = namedtuple("_WIDEST", [f"at{place}" for place in range(_MOST_FIELDS)])  # type: ignore[misc]  # names that are made
_GETTERS = tuple(vars(_WIDEST)[f"at{place}"] for place in range(_MOST_FIELDS))
"""What a named tuple reads its fields with, by place."""


def _value_class(*, frozen: bool = False) -> Callable[[type], type]:
    """Makes a dataclass of a class, with shared methods. Its fields have defaults, factories or neither, and no more."""

    def made(cls: type) -> type:
        dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
        fields = dataclasses.fields(cls)
        names = tuple(field.name for field in fields)
        methods = {"__init__": _initialiser(names, fields), **_METHODS, **(_FROZEN if frozen else {"__hash__": None})}
        for name, method in methods.items():
            setattr(cls, name, method)
        return cls

    return made


def _initialiser(names: tuple[str, ...], fields: "Iterable[dataclasses.Field[Any]]") -> Callable[..., None]:
    missing = dataclasses.MISSING
    defaults = {field.name: field.default for field in fields if field.default is not missing}
    factories = {field.name: field.default_factory for field in fields if field.default_factory is not missing}

    def initialise(self: object, /, *args: object, **named: object) -> None:
        state = self.__dict__
        state.update(zip(names, args, strict=False))
        for name in names[len(args) :]:
            if name in named:
                state[name] = named.pop(name)
            elif name in defaults:
                state[name] = defaults[name]
            elif name in factories:
                state[name] = factories[name]()
            else:
                raise _wrong_call(type(self), names)
        if named or len(args) > len(names):
            raise _wrong_call(type(self), names)

    return initialise


def _wrong_call(cls: type, names: tuple[str, ...]) -> TypeError:
    return TypeError(f"{cls.__qualname__} is made of {', '.join(names)}")


def _state(self: Any) -> tuple[object, ...]:
    return tuple([getattr(self, name) for name in self.__match_args__])


def _equal(self: object, other: object) -> bool:
    return _state(self) == _state(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: object) -> int:
    return hash(_state(self))


def _said(self: Any) -> str:
    stated = ", ".join([f"{name}={getattr(self, name)!r}" for name in self.__match_args__])
    return f"{type(self).__qualname__}({stated})"


def _no_setting(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_METHODS = {"__eq__": _equal, "__repr__": _said}
_FROZEN = {"__hash__": _hash, "__setattr__": _no_setting, "__delattr__": _no_deleting}


class _TupleClass(type):
    """Makes the fields that a class annotates the places of a tuple."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
        fields = tuple(body.get("__annotations__", ()))
        body["_fields"] = body["__match_args__"] = fields
        body["_field_defaults"] = {field: body[field] for field in fields if field in body}
        body["__slots__"] = ()
        if len(fields) > _MOST_FIELDS:
            raise TypeError(f"{name} has more than {_MOST_FIELDS} fields")
        body.update(zip(fields, _GETTERS, strict=False))
        return super().__new__(cls, name, bases, body)


class _NamedTuple(tuple[Any, ...], metaclass=_TupleClass):
    """The methods of every named tuple; see `collections.namedtuple`."""

    if TYPE_CHECKING:
        _fields: tuple[str, ...]
        _field_defaults: dict[str, Any]

    def __new__(cls, /, *args: object, **named: object) -> "_NamedTuple":
        if named or len(args) != len(cls._fields):
            return tuple.__new__(cls, cls._completed(args, named))
        return tuple.__new__(cls, args)

    @classmethod
    def _completed(cls, args: tuple[object, ...], named: dict[str, object]) -> list[object]:
        """The values by place, with those that are given by name or not at all."""
        fields, defaults = cls._fields, cls._field_defaults
        try:
            rest = [named.pop(name) if name in named else defaults[name] for name in fields[len(args) :]]
        except KeyError:
            raise _wrong_call(cls, fields) from None
        if named or len(args) > len(fields):
            raise _wrong_call(cls, fields)
        return [*args, *rest]

    @classmethod
    def _make(cls, values: Iterable[object]) -> "_NamedTuple":
        made: _NamedTuple = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise _wrong_call(cls, cls._fields)
        return made

    def _replace(self, /, **named: object) -> "_NamedTuple":
        made = self._make(map(named.pop, self._fields, self))
        if named:
            raise ValueError(f"{type(self).__qualname__} has no field {', '.join(named)}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        stated = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
        return f"{type(self).__name__}({stated})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from typing import NamedTuple as NamedTuple
elif sys.version_info >= (3, 14):
    # Annotations are functions there: to read them without the standard library's own means would be to guess.
    from typing import NamedTuple

    dataclass = _value_class
else:
    dataclass, NamedTuple = _value_class, _NamedTuple
