"""Prompts that are told by what they are called and what they say, in a text where nothing else is of AI."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.keys import spelled
from aims_gate.signals.code.spoken import is_like_a_prompt
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

if TYPE_CHECKING:
    from aims_gate.signals.code.prompts import Prompts

# Nothing but a model has these.
_NAMES = late_regex(r"(?:\A|_)system_prompt(?:_|\Z)")
# What people are asked, and what they are told, may be called so too: what is said decides.
_LIKE_NAMES = late_regex(r"prompt|system_message|system_instruction")
_WORDS = (b"prompt", b"system_message", b"systemmessage", b"system_instruction", b"systeminstruction")
TELLING = (
    b"system_prompt", b"systemprompt", b"system-prompt", b"you are ", b"you will be ", b"act as a", b"your task", b"your job",
    b"your role", b"your goal", b"tasked ", b"given the following ",
)  # fmt: skip
"""A name that is sure, or what most prompts say and people are seldom asked."""
_LONG_ENOUGH = 80  # bytes


class Named:
    """What a text that shows no other use of AI is searched with. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words = Words(_WORDS)

    @cached_property
    def prompts(self) -> "Prompts":
        """All prompts that go by a name."""
        from aims_gate.signals.code.prompts import Prompts

        return Prompts(self._catalogue)

    def possible(self, lowered: bytes) -> bool:
        """Whether a text, in lower case, in which one of `TELLING` stands may hold one."""
        return self._words.stand_in(lowered)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every prompt that goes by a name of a model's, or by a like one and speaks as one does to a model."""
        for hit, said in self.prompts.said(text):
            name = spelled(hit.name)
            if _NAMES.search(name) or (
                len(said) >= _LONG_ENOUGH and _LIKE_NAMES.search(name) and is_like_a_prompt(said)
            ):
                yield hit
