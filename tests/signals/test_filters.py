"""What is asked of every file before it is looked at closely is never answered no where there is something to find."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aims_gate.signals import DETECTORS
from aims_gate.signals.catalogue import Row
from aims_gate.signals.code.endpoints import Endpoints
from aims_gate.signals.code.imports import Imports
from aims_gate.signals.code.models import Models
from aims_gate.signals.code.spoken import Spoken
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.variables import Variables
from aims_gate.signals.dependencies.containers import read
from aims_gate.signals.files.whole import suffix_of
from aims_gate.sources.looking import looking_by
from tests.signals.shipped import catalogue

PYTHON = Imports(catalogue(), "python")
MODELS = Models(catalogue())
ENDPOINTS = Endpoints(catalogue())
VARIABLES = Variables(catalogue())
SPOKEN = Spoken(catalogue())
STATEMENTS = (
    "import {0}",
    "x = 1; import {0} as y\n",
    "if x: from {0} import(a)\n",
    "from {0} import*",
    "from\t{0} \\\n  import a\n",
    "from \\\n{0} import a\n",
    "import os, \\\n   {0}\n",
    "__import__('{0}')",
    "importlib.import_module(\n    '{0}'\n)\n",
    "try:\n    import {0}\nexcept ImportError: pass",
    "import importlib, {0}",
    "from {0}.import_utils import a",
    "import os, \\\n" + "  a, \\\n" * 600 + "  {0}\n",
    "import os; import_module(\n'{0}')",
)
SERVED = ("{0}", "openai/{0}", "models/{0}", "us.{0}", "bedrock/{0}", "${{MODEL:-{0}}}")
IMAGE = re.compile(
    r"(?:^|[{,])[ \t]*+(?:-[ \t]++)?[\"']?(image|repository|tag)[\"']?[ \t]*+:[ \t]++[\"']?([^\s\"'#,}]++)",
    re.MULTILINE,
)
CODE = st.lists(
    st.sampled_from(
        [
            *(
                b"import ",
                b"from ",
                b"openai",
                b"x",
                b" ",
                b"\n",
                b"\\\n",
                b";",
                b",",
                b"(",
                b")",
                b"'",
                b'"',
                b"__import__(",
            ),
            *(
                b"import_module(",
                b"gpt-4o",
                b"claude-sonnet-4",
                b"o1-mini",
                b"-",
                b"/",
                b":",
                b"api.openai.com",
                b".com",
                b"#",
            ),
        ]
    ),
    max_size=16,
).map(b"".join)
YAML = st.lists(
    st.sampled_from(
        [
            "image",
            "repository",
            "tag",
            ":",
            ": ",
            " ",
            "\n",
            "{",
            ",",
            "}",
            '"',
            "'",
            "- ",
            "-",
            "x",
            "a/b:1",
            "#",
            "\t",
            " " * 250,
        ]
    ),
    max_size=24,
).map("".join)


def of(kind: str, ecosystem: str) -> list[object]:
    return [pytest.param(row, id=row.id) for row in catalogue().of(kind, ecosystem).values()]


@pytest.mark.parametrize("row", of("import", "python"))
def test_an_import_in_every_form_is_possible(row: Row) -> None:
    for statement in STATEMENTS:
        raw = b"x = 1\n" + statement.format(row.pattern).encode()
        assert PYTHON.possible(raw, raw.lower()), statement


@pytest.mark.parametrize("row", of("model", "any"))
def test_a_model_is_possible_whoever_serves_it(row: Row) -> None:
    name = row.pattern.replace("*", "1")
    for served in SERVED:
        said = served.format(name)
        assert may_name_a_model(f"model: {said}\n".encode(), True) or not list(
            MODELS.hits(Text(f"model: {said}\n".encode(), "values"), True)
        )
    assert may_name_a_model(f'x = "{name}"'.encode(), False)
    assert may_name_a_model(f"model: {name}\n".encode(), True)


@pytest.mark.parametrize("row", [*of("endpoint", "any"), *of("monitor", "any")])
def test_a_host_is_possible_however_it_is_cased(row: Row) -> None:
    host, slash, path = row.pattern.replace("*", "eu").partition("/")
    for spelled in (host, host.title().rpartition(".")[0] + "." + host.rpartition(".")[2]):
        raw = f'x = "https://{spelled}{slash}{path}"\n'.encode()
        assert ENDPOINTS.possible(raw, raw.lower()), spelled


@pytest.mark.parametrize("row", [*of("endpoint", "variable"), *of("monitor", "variable")])
def test_a_variable_is_possible_where_it_is_set_and_asked_for(row: Row) -> None:
    raw = f"{row.pattern}=https://example.org\n".encode()
    assert VARIABLES.possible(raw.lower())
    asked = f'x = os.environ["{row.pattern}"]\n'.encode()
    assert VARIABLES.possible(asked.lower())


@pytest.mark.parametrize("distance", [0, 700, 1400, 1600, 2900, 9000])
def test_a_prompt_after_words_to_people_is_possible(distance: int) -> None:
    said = b'x = "You are free to go"\n' + b"#" * distance + b'\ny = "You are a helpful assistant for customers"\n'
    assert list(SPOKEN.hits(Text(said, "python")))
    assert SPOKEN.possible(said)


def may_name_a_model(raw: bytes, is_configuration: bool) -> bool:
    return MODELS.possible(raw, raw.lower(), is_configuration)


@given(CODE)
@settings(max_examples=400)
def test_what_is_not_possible_has_no_hits(raw: bytes) -> None:
    text = Text(raw, "python")
    assert PYTHON.possible(raw, raw.lower()) or not list(PYTHON.hits(text))
    assert may_name_a_model(raw, False) or not list(MODELS.hits(text, False))
    assert ENDPOINTS.possible(raw, raw.lower()) or not list(ENDPOINTS.hits(text))


@given(YAML)
@settings(max_examples=400)
def test_images_are_those_that_one_regex_finds(text: str) -> None:
    expected = [match[2] for match in IMAGE.finditer(text) if match[1] != "tag"]
    assert len(list(read("a.yaml", text))) == len(expected)


def test_the_catalogue_is_made_once_for_many_changes() -> None:
    for register in ({}, {"signals": [{"kind": "package", "pattern": "acme", "ecosystem": "pypi"}]}):
        looking = looking_by(register)
        assert looking.catalogue() is looking.catalogue()


def test_whoever_reads_a_file_names_its_suffix() -> None:
    detecting = [(suffixes, make()) for suffixes, make in DETECTORS.values()]
    suffixes = {suffix for known, _ in detecting for suffix in known or ()}
    stems = (
        "a",
        "prompts/a",
        "config",
        "README",
        "mcp",
        "agents",
        "dvc",
        "croissant",
        "data/train",
        ".env",
        "system_prompt",
    )
    paths = [
        stem + (f".{suffix}" if suffix else "") for suffix in {*suffixes, "lock", "toml", "log", "PY"} for stem in stems
    ]
    for path in (*paths, *(path.upper() for path in paths)):
        for known, detector in detecting:
            assert not detector.reads(path) or known is None or suffix_of(path) in known, path
