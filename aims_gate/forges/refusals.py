"""A forge's refusal as text: what it says, made fit to be shown, and what it means for a fact that was asked for."""

from aims_gate.errors import SourceError

_LONGEST = 300


def reason_of(error: SourceError) -> str:
    """An error as the reason for which a fact is not known."""
    return f"{error.message}; {error.hint}" if error.hint else error.message


def plain(text: str, secret: str) -> str:
    """Text from outside as one short printable line, without the secret."""
    shown = text.replace(secret, "[token]") if secret else text
    line = " ".join("".join(c if c.isprintable() else " " for c in shown).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
