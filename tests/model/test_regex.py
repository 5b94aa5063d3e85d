"""Expressions that are compiled late: that they are, that each can be, and that they answer as any other does."""

import gc
import importlib
import re

import pytest

from aims_gate.model.regex import _Regex, late_regex
from tests.tree import ROOT, modules


def test_it_answers_as_what_is_compiled_at_once() -> None:
    late, at_once = late_regex(r"(?P<day>\d+)-x", re.IGNORECASE), re.compile(r"(?P<day>\d+)-x", re.IGNORECASE)
    for text in ("12-X", "no", "3-x 4-x"):
        assert late.findall(text) == at_once.findall(text)
        assert bool(late.search(text)) == bool(at_once.search(text))
        assert [m["day"] for m in late.finditer(text)] == [m["day"] for m in at_once.finditer(text)]
    assert late.sub(r"\1", "5-x") == "5"
    assert (late.pattern, late.flags, late.groups) == (at_once.pattern, at_once.flags, at_once.groups)


def test_nothing_is_compiled_before_it_is_used() -> None:
    wrong = late_regex(r"(")
    with pytest.raises(re.error):
        wrong.search("")


def test_every_one_that_the_project_holds_can_be_compiled() -> None:
    for path in modules():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__"):
            importlib.import_module(name)
    held = [one for one in gc.get_objects() if isinstance(one, _Regex)]
    assert len(held) > 100
    for one in held:
        if one._of != ("(", 0):
            re.compile(*one._of)
