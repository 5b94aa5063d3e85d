"""Code that names code which is called after AI: `from app.llm import ask`, `OpenAiService.ask(…)`.

Nobody calls anything else so. It is no use of AI by itself, but what means something only beside one does so there.
"""

from aims_gate.signals.code.forms import FORMS
from aims_gate.signals.code.languages import CALLED_AFTER_AI, WORDS_OF_AI
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

TELLING = tuple(word.encode() for word in WORDS_OF_AI)
"""One of these stands, in lower case, in all code that is looked for."""
_WORDS = Words(TELLING)


def may_name_it(raw: bytes, lowered: bytes) -> bool:
    """Whether code may name something that is called so: never false where `names_it` is true. `lowered` is in lower case."""
    return any(CALLED_AFTER_AI.match(raw, place) for place in _WORDS.places(lowered))


def names_it(text: Text, ecosystem: str) -> bool:
    """Whether code has a name of its own for it, or imports something that is called so."""
    places = [place for place in _WORDS.places(text.lowered) if CALLED_AFTER_AI.match(text.spoken, place)]
    if any(text.code[place] == text.spoken[place] for place in places):
        return True
    names = (name for form in FORMS.get(ecosystem, ()) for _, name in form.found(text)) if places else ()
    return any(CALLED_AFTER_AI.search(name.encode("utf-8", "replace")) for name in names)
