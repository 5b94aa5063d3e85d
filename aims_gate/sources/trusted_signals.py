"""Whose `.aims/signals.yaml` binds when a whole tree is looked through. Knows what to trust, and nothing of mutes."""

from dataclasses import replace
from typing import NamedTuple

from aims_gate.model.collected import Register
from aims_gate.sources.git import Repository
from aims_gate.sources.register import read_register, refuse_broken

_BY_NAME = "signals"


class Binding(NamedTuple):
    """A register with the signals that bind, in words where these are from, and the register of the trusted ref.

    `trusted` is the register itself where there is no other to trust.
    """

    register: Register
    signals_from: str
    trusted: Register


def with_trusted_signals(repository: Repository, tree: str, register: Register, policy_ref: str = "") -> Binding:
    """The register of a tree, with the signals of the trusted ref instead of its own: nobody silences his own change.

    The trusted ref is `policy_ref`, else the default branch. Where that has no register yet, the tree's own binds, as in a
    change that brings the first one. Where there is no default branch, the tree's own signals count and its mutes do not.
    Raises ConfigError where what binds cannot be read, UsageError where `policy_ref` is not here.
    """
    ref = policy_ref or repository.default_base()
    if ref is None:
        said = "the tree itself, without its mutes: there is no default branch"
        return Binding(_without_mutes(register), said, register)
    shown = ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    trusted_tree = repository.tree_of(repository.require(ref))
    if trusted_tree == tree:
        return Binding(register, shown, register)
    trusted = read_register(repository, trusted_tree)
    if not trusted.present:
        return Binding(register, f"the tree itself: {shown} has no register yet", register)
    rest = {name: parsed for name, parsed in register.single.items() if name != _BY_NAME}
    binding = {name: parsed for name, parsed in trusted.single.items() if name == _BY_NAME}
    refuse_broken(Register(single=binding))
    return Binding(replace(register, single={**rest, **binding}), shown, trusted)


def _without_mutes(register: Register) -> Register:
    parsed = register.single.get(_BY_NAME)
    if parsed is None or not isinstance(parsed.value, dict):
        return register
    value = {key: said for key, said in parsed.value.items() if key != "mutes"}
    return replace(register, single={**register.single, _BY_NAME: replace(parsed, value=value)})
