"""Prompts that are told by what they are called, what they say and where they lie, in a text where nothing else is of AI."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.expressions import joined_at
from aims_gate.signals.code.keys import spelled
from aims_gate.signals.code.messages import ASKING, INSTRUCTED
from aims_gate.signals.code.prompts import Prompts, prompt_hit
from aims_gate.signals.code.requests import asked
from aims_gate.signals.code.spoken import NAME, Spoken, is_like_a_prompt
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

# Nothing but a model has these.
_NAMES = late_regex(r"(?:\A|_)system_prompt(?:_|\Z)")
# What people are asked, and what they are told, may be called so too: what is said decides.
_LIKE_NAMES = late_regex(r"prompt|preamble|system_message|system_instruction|\Asystem\Z")
_WORDS = (b"prompt", b"system_message", b"systemmessage", b"system_instruction", b"systeminstruction")
TELLING = (
    b"system_prompt", b"systemprompt", b"system-prompt", b"you are ", b"you will be ", b"act as a", b"your task", b"your job",
    b"your role", b"your goal", b"tasked ", b"given the following ", b"system_message", b"systemmessage", b"role",
)  # fmt: skip
"""A name that is sure, what a message bears, or what most prompts say and people are seldom asked."""
_ROLE = late_regex(rb"role[\"']?\s{0,8}(?::|=>|=)")
_LONG_ENOUGH = 80  # bytes
_LONG = 120  # bytes; where only prompts lie, it needs no other sign
_WORDS_OF_PROSE = 15
_TRIES_AT_MOST = 2000  # of one file


class Named:
    """What a text that shows no other use of AI is searched with. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue, spoken: Spoken) -> None:
        self._catalogue = catalogue
        self._row = spoken.row
        self._of_users = catalogue.of("prompt", "key").get("role=user")
        self._words = Words(_WORDS)

    @cached_property
    def prompts(self) -> Prompts:
        """All prompts that go by a name."""
        return Prompts(self._catalogue)

    def possible(self, lowered: bytes) -> bool:
        """Whether a text, in lower case, in which one of `TELLING` stands may hold one."""
        if self._words.stand_in(lowered):
            return True
        return _ROLE.search(lowered) is not None and any(role.first.search(lowered) for role in (INSTRUCTED, ASKING))

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every prompt that goes by a name of a model's, or by a like one and speaks as one does to a model."""
        for hit, said in self.prompts.said(text):
            name = spelled(hit.name)
            if _NAMES.search(name) or (
                len(said) >= _LONG_ENOUGH and _LIKE_NAMES.search(name) and is_like_a_prompt(said)
            ):
                yield hit
        if self._of_users:
            for offset, said in asked(text):
                yield from prompt_hit(text, offset, "user", self._of_users, said)

    def hits_among_prompts(self, text: Text) -> Iterator[Hit]:
        """The same in a file among prompts: what goes on for long needs to be called one, or to speak like one."""
        yield from self.hits(text)
        for hit, said in self.prompts.said(text):
            if len(said) >= _LONG and _LIKE_NAMES.search(spelled(hit.name)):
                yield hit
        yield from self._long(text, is_like_a_prompt)

    def hits_of_prompts(self, text: Text) -> Iterator[Hit]:
        """The same in a file that is called so: what goes on for long is one, whatever it is called and says."""
        yield from self.hits_among_prompts(text)
        yield from self._long(text, bool)

    def _long(self, text: Text, accepted: Callable[[bytes], bool]) -> Iterator[Hit]:
        reached = 0
        for token in islice((token for token in text.tokens if token.kind == "string"), _TRIES_AT_MOST):
            found = joined_at(text, token.start) if token.start >= reached else None
            if found is None:
                continue
            reached, said = found.end, found.value
            if self._row and len(said) >= _LONG and len(said.split()) >= _WORDS_OF_PROSE and accepted(said):
                yield from prompt_hit(text, found.start, NAME, self._row, said)
