"""Code that is called after AI, or names code that is: `genai/chat.py`, `from app.llm import ask`, `OpenAiService.ask(…)`.

Nobody calls anything else so. It is no use of AI by itself, but what means something only beside one does so there.
"""

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.forms import FORMS
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
_NAMED = late_regex(
    r"(?i:open_?ai|chat_?gpt|lang_?chain|anthropic|ollama)|(?<![A-Za-z])(?:gen_?ai|Gen_?AI|llms?|LLMs?)(?![a-z])|"
    r"(?<=[a-z])(?:GenA[Ii]|LLMs?)(?![a-z])|(?<![A-Z])(?:Llms?|GenAi)(?![a-z])"
)


def is_called_so(path: str) -> bool:
    """Whether a file, or a folder that it lies in, is called after AI."""
    return _NAMED.search(path) is not None


def may_name_it(lowered: bytes) -> bool:
    """Whether code, in lower case, may name something that is called so: never false where `names_it` is true."""
    return _WORDS.stand_in(lowered)


def names_it(text: Text, ecosystem: str) -> bool:
    """Whether code has a name of its own for it, or imports something that is called so."""
    if _NAMED.search(text.code.decode("latin-1")):
        return True
    return any(_NAMED.search(name) for form in FORMS.get(ecosystem, ()) for _, name in form.found(text))
