"""Which characters the parts of a regular expression read that read one. Knows no repeat and no order."""

import re
from typing import Any

SINGLE = ("LITERAL", "NOT_LITERAL", "ANY", "IN")
# As plain numbers: an enumeration takes its time over each question.
DOTALL, IGNORECASE, MULTILINE, UNICODE = map(int, (re.DOTALL, re.IGNORECASE, re.MULTILINE, re.UNICODE))

_WORD = {"CATEGORY_DIGIT": str.isdecimal, "CATEGORY_SPACE": str.isspace}


def in_category(name: str, character: str, is_ascii: bool) -> bool:
    """Whether a character is in a class such as \\w."""
    kind = name.replace("_NOT_", "_")
    fits = character.isalnum() or character == "_" if kind == "CATEGORY_WORD" else _WORD[kind](character)
    return (bool(fits) and (not is_ascii or character.isascii())) != ("_NOT_" in name)


def reads(op: str, argument: Any, character: str, flags: int) -> bool:
    """Whether a part of an expression that reads one character reads this one."""
    if op == "ANY":
        return character != "\n" or bool(flags & DOTALL)
    spelled = {character, character.lower(), character.upper()} if flags & IGNORECASE else {character}
    codes = [ord(one) for one in spelled if len(one) == 1]
    if op in ("LITERAL", "NOT_LITERAL"):
        return (argument in codes) == (op == "LITERAL")
    found = negated = False
    for kind, value in argument:
        name = str(kind)
        negated = negated or name == "NEGATE"
        if name == "LITERAL":
            found = found or value in codes
        elif name == "RANGE":
            found = found or any(value[0] <= code <= value[1] for code in codes)
        elif name == "CATEGORY":
            found = found or in_category(str(value), character, not flags & UNICODE)
    return found != negated
