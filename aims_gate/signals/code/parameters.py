"""Parameters that nothing but a model has, so that a file that sets one uses AI whatever else is in it. Knows no catalogue."""

from aims_gate.signals.code.keys import spelled
from aims_gate.signals.code.words import Words

TELLING = (
    b"max_new_tokens", b"maxnewtokens", b"max_completion_tokens", b"maxcompletiontokens", b"num_predict", b"numpredict",
    b"frequency_penalty", b"frequencypenalty", b"presence_penalty", b"presencepenalty", b"repetition_penalty",
    b"repetitionpenalty", b"repeat_penalty", b"repeatpenalty",
)  # fmt: skip
"""One of these stands, in lower case, in every text that sets one."""

_WORDS = Words(TELLING)
_NAMES = frozenset(word.decode() for word in TELLING if b"_" in word)


def may_set_one(lowered: bytes) -> bool:
    """Whether a text, given in lower case, may set one."""
    return _WORDS.stand_in(lowered)


def is_a_models(key: str) -> bool:
    """Whether a key, however it is cased, is such a parameter's."""
    return spelled(key) in _NAMES
