"""What a shell offers for an argument that is half written: the words that begin with it. Decides nothing."""

from collections.abc import Callable, Iterable

import click

from aims_gate.commands.given import Offer


def _offering(words: Callable[[], Iterable[str]]) -> Offer:
    def offer(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
        return [word for word in words() if word.startswith(begun)]

    return offer


def _rules() -> Iterable[str]:
    from aims_gate.sources.rules import built_in_rules

    return (rule.id for rule in built_in_rules())


def _schemas() -> Iterable[str]:
    from aims_gate.sources.shipped_schemas import schema_names

    return schema_names()


def _kinds() -> Iterable[str]:
    from aims_gate.model.vocabulary import EVIDENCE_DATES

    return EVIDENCE_DATES


def _types() -> Iterable[str]:
    from aims_gate.sources.pack import change_types

    return change_types()


def _systems() -> Iterable[str]:
    from aims_gate.sources.entry_files import systems_in

    return systems_in(".")


rules, schemas, kinds, types, systems = map(_offering, (_rules, _schemas, _kinds, _types, _systems))
