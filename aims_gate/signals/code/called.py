"""Code that names code which is called after AI: `from app.llm import ask`, `OpenAiService.ask(…)`.

Nobody calls anything else so. It is no use of AI by itself, but what means something only beside one does so there.
"""

from aims_gate.signals.code.forms import FORMS
from aims_gate.signals.code.languages import CALLED_AFTER_AI
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

_WORDS = Words(
    (
        b"openai",
        b"open_ai",
        b"chatgpt",
        b"chat_gpt",
        b"genai",
        b"gen_ai",
        b"llm",
        b"langchain",
        b"lang_chain",
        b"anthropic",
        b"ollama",
    )
)


def may_name_it(lowered: bytes) -> bool:
    """Whether code, in lower case, may name something that is called so: never false where `names_it` is true."""
    return _WORDS.stand_in(lowered)


def names_it(text: Text, ecosystem: str) -> bool:
    """Whether code has a name of its own for it, or imports something that is called so."""
    if CALLED_AFTER_AI.search(text.code.decode("latin-1")):
        return True
    return any(CALLED_AFTER_AI.search(name) for form in FORMS.get(ecosystem, ()) for _, name in form.found(text))
