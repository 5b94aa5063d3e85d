"""What a look at the setup comes to: sentences on it, each with the way out where there is something to do."""

from typing import Literal, NamedTuple

State = Literal["change", "untold", "note", "sound"]
Level = Literal["tamper-resistant", "advisory", "not enforced", "not told"]


class Advice(NamedTuple):
    """One sentence on the setup, `what`, and where it stands: `path:line` or a page of the forge.

    `state` is `change` where something must change, `untold` where it could not be told, `note` for what is coming or
    worth knowing, `sound` otherwise. `why` says what follows from it, `todo` what to do next, `block` what to paste.
    """

    state: State
    what: str
    where: str = ""
    why: str = ""
    todo: str = ""
    block: str = ""


class Diagnosis(NamedTuple):
    """All that was found. `level` is how well the verdict is protected; `trusted` names the ref that was read."""

    level: Level
    meaning: str
    trusted: str
    as_of: str
    advice: tuple[Advice, ...]

    @property
    def exit_code(self) -> int:
        """1 where something must change, else 3 where something could not be told, else 0."""
        states = {one.state for one in self.advice}
        return 1 if "change" in states else 3 if "untold" in states else 0
