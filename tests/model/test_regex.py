"""Expressions that are compiled late: that they are, that each can be, and that they answer as any other does."""

import contextlib
import gc
import importlib
import re

import pytest

from aims_gate.model.regex import _Regex, compiled_late, late_regex
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


def test_inside_of_an_import_of_others_they_are_late_and_outside_they_are_not() -> None:
    at_once = re.compile
    with compiled_late():
        late = re.compile(r"\d", re.ASCII)
    assert re.compile is at_once
    with contextlib.suppress(ImportError), compiled_late():
        raise ImportError
    assert re.compile is at_once
    assert isinstance(late, _Regex)
    assert late.findall("1\u0661") == ["1"]


def test_what_pyyaml_holds_answers_as_ever() -> None:
    from aims_gate.sources.pyyaml import yaml

    text = "a: [1, 1.5, 2026-11-21, 2026-11-21T10:00:00Z, yes, ~, 0x1f, '\u00e9']\n"
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    with pytest.raises(yaml.YAMLError, match="special characters"):
        yaml.load("\x00", yaml.SafeLoader)
