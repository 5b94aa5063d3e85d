"""Python's imports are found however they are written, and nothing else is."""

import ast
from pathlib import Path

import pytest

from aims_gate.signals.code.forms import FORMS
from aims_gate.signals.code.text import Text, plain
from tests.signals.shipped import rows

OPENAI = "import:python:openai"
GENAI = "import:python:google.genai"


@pytest.mark.parametrize(
    ("text", "row", "line"),
    [
        ("import openai", OPENAI, 1),
        ("import os, openai as o", OPENAI, 1),
        ("import importlib, openai", OPENAI, 1),
        ("from openai.important import a", OPENAI, 1),
        ("from openai import importer, OpenAI", OPENAI, 1),
        ("import os, \\\n  openai\n", OPENAI, 1),
        ("import \\\n  openai\n", OPENAI, 1),
        ("import\\\n openai", OPENAI, 1),
        ("import openai.types.chat", OPENAI, 1),
        ("from openai import(OpenAI)", OPENAI, 1),
        ("from openai import*", OPENAI, 1),
        ("from openai \\\n    import OpenAI", OPENAI, 1),
        ("from openai.types import (\n    Chat,  # )\n)\n", OPENAI, 1),
        ("from\topenai\timport\tOpenAI", OPENAI, 1),
        ("from google import genai", GENAI, 1),
        ("from google import auth, genai as g", GENAI, 1),
        ("from google import (  # (x)\n    auth,\n    genai,\n)", GENAI, 1),
        ("x = 1; import openai", OPENAI, 1),
        ("if x: import openai", OPENAI, 1),
        ("try: import openai\nexcept ImportError: openai = None\n", OPENAI, 1),
        ("def f():\n\timport openai\n", OPENAI, 2),
        ("\ufeffimport openai", OPENAI, 1),
        ("\fimport openai", OPENAI, 1),
        ("import os\rimport openai\r", OPENAI, 2),
        ("import os\r\nimport openai\r\n", OPENAI, 2),
        ('x = importlib.import_module("openai")', OPENAI, 1),
        ("importlib.import_module(\n    'openai.types')", OPENAI, 1),
        ('importlib.import_module(name="openai")', OPENAI, 1),
        ('__import__("openai")', OPENAI, 1),
        ('"""Docstring."""\nimport openai', OPENAI, 2),
        ("print 'two'\nimport openai", OPENAI, 2),
        ("def broken(:\n  x = '\nimport openai", OPENAI, 3),
        ('x = """never closed\nimport openai', OPENAI, 2),
        ("x = 'it''s' # don't\nimport openai", OPENAI, 2),
        ("from x import y\nimport openai", OPENAI, 2),
        ("yield from x\nimport openai", OPENAI, 2),
    ],
)
def test_an_import_is_found(text: str, row: str, line: int) -> None:
    assert (row, line) in rows("src/a.py", text)


@pytest.mark.parametrize(
    "text",
    [
        "import openai_helpers",
        "from .openai import client",
        "from . import openai",
        "from .google import genai",
        "from mine import openai",
        "from mine \\\n import openai",
        "from mine import (a,\n openai)",
        "import mine.openai",
        "import mine as openai",
        "from google import auth",
        "from google.cloud import storage",
        "# import openai",
        'def f():\n    """Use it like so:\n\n    import openai\n    """',
        "'''\nimport openai\n'''",
        'x = "import openai"',
        "x = 'a \\\nimport openai'",
        "y = f'''\nfrom openai import OpenAI\n'''",
        "reimport = 1; x.import_openai()",
        'importlib.import_module("mine.openai")',
        'importlib.import_module(".openai", package="mine")',
        "class CarModel:\n    def predict(self, x): return x\n",
        "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/predict')\ndef predict(model: str): return model\n",
        "from datasets import mine",
        "from haystack import indexes",
        "from agents import UserAgent",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert rows("src/a.py", text) == []


def test_utf_16_is_read() -> None:
    assert (OPENAI, 2) in rows("a.py", b"\xff\xfe" + "x = 1\nimport openai\n".encode("utf-16-le"))


def test_an_encoding_other_than_utf_8_is_read() -> None:
    assert (OPENAI, 2) in rows("a.py", "# -*- coding: latin-1 -*- caf\xe9\nimport openai\n".encode("latin-1"))


def _by_syntax_tree(text: bytes) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module if alias.name == "*" else f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_forms_see_what_the_syntax_tree_has_in_the_standard_library() -> None:
    """The forms read without parsing, so that no nesting and no new syntax can stop them: the parser is their oracle."""
    seen = 0
    for path in sorted(Path(ast.__file__).parent.glob("*.py"))[::2]:
        raw = path.read_bytes()
        text = Text(plain(raw), "python")
        found = {name for form in FORMS["python"][:2] for _, name in form.found(text)}
        assert found == _by_syntax_tree(raw), path
        seen += len(found)
    assert seen > 500
