"""What a model is asked in its user's name, where code writes the question: {"role": "user", "content": f"Sum up {text}"}.

A question that somebody might have typed is no prompt; one that is filled in, or that goes on for long, is. Knows no catalogue.
"""

from collections.abc import Iterator
from itertools import chain, islice

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.expressions import expression_at
from aims_gate.signals.code.lines import lines_with, matches
from aims_gate.signals.code.messages import ASKING, messages_of
from aims_gate.signals.code.text import Text

# HumanMessage(…), new UserChatMessage(…), AddUserMessage(…), @UserMessage(…), model.generate_content(…), llm.invoke(…)
_CALL = late_regex(
    rb"(?:(?<![A-Za-z0-9])(?:Add|Create|From|ChatRequest|ChatCompletionRequest)?(?:User|Human)(?:Chat)?Message"
    rb"(?:PromptTemplate)?(?:(?:\.|::)(?:from\w{0,20}|of|new))?|\badd_user_message|\bnew_user!?|"
    rb"\.(?:generate_?[cC]ontent(?:_?[sS]tream)?(?:_?[aA]sync)?|generate|complete|a?invoke|a?predict|chat|ask))\s{0,8}\("
)
# chat.prompt().user(u -> u.text(…)): of a Java or Kotlin builder, where many others have a method of that name.
_BUILDER = late_regex(
    rb"\.(?:defaultU|u)ser\s{0,8}[({]\s{0,40}(?:\w{1,40}\s{0,8}->\s{0,40})?(?:\w{1,40}\s{0,8}\.text\s{0,8}\()?"
)
# One of these stands on the line on which such a call begins.
_OF_CALLS = (
    b"message", b"add_user", b"new_user", b".generate", b".complete", b".invoke", b".ainvoke", b".predict", b".apredict",
    b".chat", b".ask",
)  # fmt: skip
_OF_BUILDERS = (b"user",)
_REACHES = 200  # bytes past its line
_RESPONSE = late_regex(rb"\bresponses\.(?:create|parse|stream)\(")
_INPUT = late_regex(rb"\binput\s{0,8}[=:]")
_FILLED_IN = late_regex(rb"\{[\w$ .{]|\$\w|%[-\d]{0,3}[sdv@]|#\{|\\\(|<[a-z_]{2,30}>")
_LONG_ENOUGH = 60  # bytes
_NEAR = 400  # bytes from a call to its input
_TRIES_AT_MOST = 5000  # of one file


def requests(text: Text) -> Iterator[tuple[int, bytes]]:
    """Where code writes what a model is asked, in bytes, and what it asks."""
    yield from asked(text)
    for offset, said in chain(_called(text), _inputs(text)):
        # What an annotation holds is written for a model, however short it is.
        if _is_written(said) or text.raw[offset - 1 : offset] == b"@":
            yield offset, said


def asked(text: Text) -> Iterator[tuple[int, bytes]]:
    """The same of messages that bear the user's role, which are of nothing but a talk with a model."""
    return ((offset, said) for offset, said in messages_of(ASKING, text) if _is_written(said))


def _is_written(said: bytes) -> bool:
    words = said.strip()
    return len(words) >= _LONG_ENOUGH or b"\n" in words or _FILLED_IN.search(words) is not None


def _called(text: Text) -> Iterator[tuple[int, bytes]]:
    calls = ((_CALL, _OF_CALLS), (_BUILDER, _OF_BUILDERS)) if text.family == "braces" else ((_CALL, _OF_CALLS),)
    for regex, words in calls:
        for call in islice(matches(regex, text.code, lines_with(words, text), _REACHES), _TRIES_AT_MOST):
            if found := expression_at(text, call.end()):
                yield call.start(), found.value


def _inputs(text: Text) -> Iterator[tuple[int, bytes]]:
    for call in islice(matches(_RESPONSE, text.code, lines_with((b"responses.",), text), 0), _TRIES_AT_MOST):
        given = _INPUT.search(text.code, call.end(), call.end() + _NEAR)
        if given and (found := expression_at(text, given.end())):
            yield given.start(), found.value
