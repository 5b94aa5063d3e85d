"""Patterns that run in linear time are let through, and every one that is runs so on the worst of texts."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aims_gate.sources.linear_pattern import why_not_linear

LINEAR = [
    "",
    "^$",
    "^x-",
    r"\S",
    r"^\S+$",
    r"^\d{4}-\d{2}$",
    r"^[A-Z]{2,5}-\d+$",
    r"^(?:DPIA|TIA)-[0-9]{4}-[0-9]{3,}$",
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    r"^(high|low|limited)$",
    r"^[^@]+@[^@]+$",
    r"^https://.*$",
    r"^(https?|ftp)://[^/\s]+(/[^\s]*)?$",
    r"^\d{1,3}(\.\d{1,3}){3}$",
    r"^[a-z]{1,64}-[a-z]{1,64}$",
    r"^\w+ \w+$",
    r"^\s*\S.*$",
    r"^[\w.-]+@[\w-]+(\.[\w-]+)+$",
    r"^((a|b)+c)*$",
    "^[^a]*a$",
    "^[^\\W]+-$",
    "^ä+-ß$",
]

REFUSED = {
    "^(a+)+$": "repeats a repeat, as in (a+)+",
    "(a|a)*": "repeats something without beginning with ^",
    r"(\w+\s?)*$": "repeats a repeat, as in (a+)+",
    r"^(\w+\s?)*$": "repeats a repeat, as in (a+)+",
    "a+b": "repeats something without beginning with ^",
    "^a*b|a*c": "repeats something without beginning with ^",
    "^(a|ab)*(b|c)*$": "repeats something that cannot be told from what follows it",
    "^(a|aa)+$": "repeats something that cannot be told from what follows it",
    "^a*a*a*$": "repeats something that cannot be told from what follows it",
    "^.*.*=.*$": "repeats something that cannot be told from what follows it",
    "^.+@.+$": "repeats something that cannot be told from what follows it",
    r"^\w*\d$": "repeats something that cannot be told from what follows it",
    r"^[^\d]*\w$": "repeats something that cannot be told from what follows it",
    "^[^ä]*ö$": "repeats something that cannot be told from what follows it",
    "^(a?)*$": "repeats something that may be empty",
    "^(a*)*$": "repeats something that may be empty",
    "a?" * 30 + "a" * 30: "has too many ways to read the same text",
    "^(a{1,50}){1,50}$": "is too long once its counted repeats are written out",
    "((((((){50}){50}){50}){50}){50}){50}": "is too long once its counted repeats are written out",
    r"^(a)\1$": "refers back to a group",
    "(?P<x>a)(?P=x)": "refers back to a group",
    "(a)?(?(1)b|c)": "refers back to a group",
    "^(?=a)a": "looks ahead or behind",
    "(?<!a)b": "looks ahead or behind",
    "(?i)a": "sets flags, such as (?i)",
    "(?i:a)": "sets flags, such as (?i)",
    "^(?>a+)b": "uses what other languages' patterns do not have",
    "^a++b": "uses what other languages' patterns do not have",
    "(" * 5000 + ")" * 5000: "is nested too deeply",
}


@pytest.mark.parametrize("pattern", LINEAR)
def test_these_are_let_through(pattern: str) -> None:
    assert why_not_linear(pattern) == ""


@pytest.mark.parametrize(("pattern", "reason"), REFUSED.items(), ids=range(len(REFUSED)))
def test_these_are_refused(pattern: str, reason: str) -> None:
    assert why_not_linear(pattern).startswith(reason)


@pytest.mark.parametrize("pattern", ["(", "[", "*", r"\p{L}", "a{2,1}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    assert why_not_linear(pattern).startswith("is no regular expression: ")


PIECES = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\w", r"\d", "-", "(a|b)", "(a|ab)", "(ab)", "(a|)"])
REPEATED = st.builds(str.__add__, PIECES, st.sampled_from(["", "+", "*", "?", "{2}", "{1,3}", "{2,}", "*?"]))
GROUPS = st.builds(
    lambda parts, mark: f"({''.join(parts)}){mark}",
    st.lists(REPEATED, min_size=1, max_size=3),
    st.sampled_from(["", "*", "+", "{0,4}"]),
)
PATTERNS = st.builds(lambda parts: f"^{''.join(parts)}$", st.lists(REPEATED | GROUPS, min_size=1, max_size=4))


@settings(max_examples=300)
@given(PATTERNS, st.sampled_from(["a", "b", "ab", "ba", "a-", "aab", "1", "a1"]))
def test_what_is_let_through_is_never_slow(pattern: str, unit: str) -> None:
    if why_not_linear(pattern):
        return
    compiled, text = re.compile(pattern), (unit * 4096)[:4095] + "!"
    began = time.process_time()
    compiled.search(text)
    assert time.process_time() - began < 0.2
