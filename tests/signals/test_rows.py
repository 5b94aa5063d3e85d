"""Every row of the catalogue recognises what it is about, at the right line."""

from typing import Any

import pytest

from aims_gate.signals.catalogue import Row
from aims_gate.signals.code.parameters import is_a_models
from tests.signals.shipped import catalogue, hits, rows

STATEMENTS = {
    "python": ("a.py", "x = 1\nimport {0}\n"),
    "javascript": ("a.ts", '// first\nimport x from "{0}";\n'),
    "go": ("a.go", 'package main\nimport "{0}"\n'),
    "java": ("A.java", "package a;\nimport {0}.Client;\n"),
    "kotlin": ("a.kt", "package a\nimport {0}.Client\n"),
    "csharp": ("a.cs", "// first\nusing {0};\n"),
    "rust": ("a.rs", "// first\nuse {0}::Client;\n"),
    "ruby": ("a.rb", "# first\nrequire '{0}'\n"),
    "php": ("a.php", "<?php\nuse {0}\\Client;\n"),
    "r": ("a.R", "# first\nlibrary({0})\n"),
    "julia": ("a.jl", "# first\nusing {0}\n"),
    "swift": ("a.swift", "// first\nimport {0}\n"),
    "dart": ("a.dart", "// first\nimport 'package:{0}/a.dart';\n"),
    "elixir": ("a.ex", "# first\nalias {0}.Client\n"),
    "c": ("a.cpp", "// first\n#include <{0}>\n"),
}


def is_of(row: Row, kind: str, ecosystem: str | None = None) -> bool:
    return row.kind == kind and ecosystem in (None, row.ecosystem)


def of(kind: str, ecosystem: str | None = None, without: str = "\0") -> list[Any]:
    rows_of_kind = [row for row in catalogue().rows if is_of(row, kind, ecosystem) and without not in row.pattern]
    return [pytest.param(row, id=row.id) for row in rows_of_kind]


@pytest.mark.parametrize("row", of("import"))
def test_an_import(row: Row) -> None:
    path, text = STATEMENTS[row.ecosystem]
    assert (row.id, 2) in rows(path, text.format(row.pattern))


@pytest.mark.parametrize("row", [param for kind in ("endpoint", "monitor") for param in of(kind, "any")])
def test_an_endpoint(row: Row) -> None:
    host = row.pattern.replace("*", "one")
    assert (row.id, 2) in rows("a.py", f'x = 1\ny = "https://{host}/v1"\n')
    assert (row.id, 1) in rows("a.yaml", f"base_url: {host}\n")


@pytest.mark.parametrize("row", [param for kind in ("endpoint", "monitor") for param in of(kind, "variable")])
def test_a_variable(row: Row) -> None:
    assert (row.id, 2) in rows("compose.yaml", f"environment:\n  {row.pattern}: x\n")


@pytest.mark.parametrize("row", [param for param in of("endpoint", "key") if "service=" in str(param.id)])
def test_a_name_that_says_whose_service_it_is(row: Row) -> None:
    name = f"OUR_{row.pattern.removeprefix('service=').upper()}"
    assert (row.id, 2) in rows("a.py", f'x = 1\n{name}_URL = "https://a.example"\n')
    assert rows("a.py", f'x = 1\n{name}_KEY = "https://a.example"\n') == []


@pytest.mark.parametrize("row", of("endpoint", "port"))
def test_a_port(row: Row) -> None:
    assert (row.id, 2) in rows("a.py", f'x = 1\ny = "http://localhost:{row.pattern}"\n')


@pytest.mark.parametrize("row", of("model", "any"))
def test_a_model(row: Row) -> None:
    name = row.pattern.replace("*", "1")
    assert rows("a.py", f'x = 1\nmodel_of_it = "{name}"\n')
    assert [line for _, line in rows("a.yaml", f"a: 1\nmodel: {name}\n")] == [2]


@pytest.mark.parametrize("row", of("model", "key"))
def test_what_a_setting_holds_beside_a_library_of_ai(row: Row) -> None:
    key = row.pattern.replace("*", "some")
    assert (row.id, 2) in rows("a.py", f'import openai\n{key} = "our-own"\n')
    assert rows("b.py", f'import os\n{key} = "our-own"\n') == []


@pytest.mark.parametrize("row", of("model", "setting"))
def test_whose_model_a_setting_holds(row: Row) -> None:
    (hit,) = hits("a.py", f'import os\nLLM_MODEL = "{row.pattern.replace("*", "")}"\n')
    assert (hit.vendor, hit.line) == (row.vendor, 2)


@pytest.mark.parametrize("row", of("cloud", "terraform"))
def test_a_terraform_resource(row: Row) -> None:
    assert (row.id, 2) in rows("main.tf", f'\nresource "{row.pattern.replace("*", "thing")}" "x" {{}}\n')


@pytest.mark.parametrize("row", of("cloud", "cloudformation"))
def test_a_cloudformation_resource(row: Row) -> None:
    assert (row.id, 3) in rows("t.yaml", f"Resources:\n  X:\n    Type: {row.pattern.replace('*', 'Thing')}\n")


@pytest.mark.parametrize("row", of("cloud", "kubernetes"))
def test_a_kubernetes_resource(row: Row) -> None:
    group, _, kind = row.pattern.replace("*", "Thing").partition("/")
    assert (row.id, 1) in rows("k.yaml", f"apiVersion: {group}/v1\nkind: {kind}\n")


@pytest.mark.parametrize("row", of("cloud", "bicep"))
def test_a_bicep_resource(row: Row) -> None:
    assert (row.id, 1) in rows("m.bicep", f"resource a '{row.pattern.replace('*', 'accounts')}@2024-10-01' = {{}}\n")


@pytest.mark.parametrize("row", of("cloud", "client"))
def test_a_client_of_a_service(row: Row) -> None:
    assert (row.id, 2) in rows("a.py", f'import boto3\nc = boto3.client("{row.pattern}", region_name="eu-west-1")\n')


@pytest.mark.parametrize("row", [param for kind in ("sampling", "threshold") for param in of(kind, "key")])
def test_a_number_beside_a_model(row: Row) -> None:
    key = row.pattern.strip("*").strip("_") if "*" not in row.pattern else row.pattern.replace("*", "some")
    assert (row.id, 2) in rows("a.py", f"import openai\n{key} = 0.25\n")
    assert (row.id, 2) in rows("a.yaml", f"model: gpt-4o\n{key}: 0.25\n")
    # A name that nothing but a model's parameter has says so by itself.
    assert rows("b.py", f"import os\n{key} = 0.25\n") == ([(row.id, 2)] if is_a_models(key) else [])


@pytest.mark.parametrize("row", [p for k in ("human-step", "monitor") for p in of(k, "key")])
def test_a_switch_beside_a_model(row: Row) -> None:
    key = row.pattern.replace("*", "some")
    assert (row.id, 2) in rows("a.yaml", f"model: gpt-4o\n{key}: true\n")
    assert rows("b.yaml", f"model: volvo\n{key}: true\n") == []


@pytest.mark.parametrize("row", of("prompt", "key", "="))
def test_a_prompt_beside_a_model(row: Row) -> None:
    key = row.pattern.replace("*", "some")
    assert (row.id, 2) in rows("a.py", f'import openai\n{key} = "Answer in one short sentence."\n')
    alone = [(row.id, 2)] if "system_prompt" in key else []
    assert rows("b.py", f'import os\n{key} = "Answer in one short sentence."\n') == alone


@pytest.mark.parametrize("row", [param for param in of("agent", "key", "@") if "=" not in str(param.id)])
def test_a_list_of_tools_beside_a_model(row: Row) -> None:
    assert (row.id, 2) in rows("a.py", f"import openai\n{row.pattern} = [search, pay]\n")
    assert rows("b.py", f"import os\n{row.pattern} = [search, pay]\n") == []


def test_no_two_rows_have_one_id() -> None:
    ids = [row.id for row in catalogue().rows]
    assert len(ids) == len(set(ids))


def test_every_row_says_where_it_is_from() -> None:
    assert [row.id for row in catalogue().rows if not row.source.startswith("https://")] == []
