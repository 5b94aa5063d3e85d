"""Imports of other languages are found in their forms, and not in comments, strings or names of one's own."""

import json

import pytest

from tests.signals.shipped import rows

JS = "import:javascript:openai"
TFJS = "import:javascript:@tensorflow/tfjs"


@pytest.mark.parametrize(
    ("path", "text", "row", "line"),
    [
        ("a.js", 'import OpenAI from "openai"', JS, 1),
        (
            "a.go",
            'import (\n\t"fmt" // (old)\n\t"github.com/sashabaranov/go-openai"\n)',
            "import:go:github.com/sashabaranov/go-openai",
            1,
        ),
        ("a.mjs", "import {\n  a,\n  type B,\n} from 'openai/resources'", JS, 4),
        ("a.ts", "import type { Chat } from 'openai/resources/chat'", JS, 1),
        ("a.ts", "import * as o from 'openai';", JS, 1),
        ("a.ts", 'import"openai"', JS, 1),
        ("a.ts", 'export * from "openai"', JS, 1),
        ("a.ts", 'export { x } from "openai"', JS, 1),
        ("a.cjs", "const o = require('openai')", JS, 1),
        ("a.ts", "import o = require('openai')", JS, 1),
        ("a.tsx", "const o = await import(\n  'openai')", JS, 1),
        ("a.tsx", "const o = await import(`openai`)", JS, 1),
        ("a.ts", "import o from 'npm:openai@^4.20.0/shims'", JS, 1),
        ("a.ts", "import o from 'https://cdn.example/openai@4.20.0'", JS, 1),
        ("a.min.js", "!function(){var a=1;var o=require('openai')}()", JS, 1),
        ("a.vue", "<script setup>\nimport o from 'openai'\n</script>\n<template>Don't</template>", JS, 2),
        ("a.js", "import a from '@anthropic-ai/sdk/resources'", "import:javascript:@anthropic-ai/sdk", 1),
        (
            "a.go",
            'import (\n\t"fmt"\n\to "github.com/sashabaranov/go-openai/x"\n)',
            "import:go:github.com/sashabaranov/go-openai",
            1,
        ),
        ("a.go", 'import _ "github.com/openai/openai-go/v2"', "import:go:github.com/openai/openai-go", 1),
        ("A.java", "import static com.openai.client.X.*;", "import:java:com.openai", 1),
        ("A.scala", "import dev.langchain4j.model.{A, B}", "import:java:dev.langchain4j", 1),
        ("a.kt", "import com.aallam.openai.client.OpenAI as X", "import:kotlin:com.aallam.openai", 1),
        ("a.cs", "global using OpenAI.Chat;", "import:csharp:OpenAI", 1),
        ("a.cs", "using Chat = OpenAI.Chat.ChatClient;", "import:csharp:OpenAI", 1),
        ("a.fs", "open Microsoft.ML\nopen System\n", "import:csharp:Microsoft.ML", 1),
        ("a.rs", "use async_openai::{Client, types::X};", "import:rust:async_openai", 1),
        ("a.rs", "fn f<'a>(x: &'a str) {}\nuse ::tch::Tensor;", "import:rust:tch", 2),
        ("a.rb", "require 'openai'", "import:ruby:openai", 1),
        ("Rakefile", 'require("openai")', "import:ruby:openai", 1),
        ("a.php", "<?php use OpenAI\\Client as C;", "import:php:OpenAI", 1),
        ("a.R", "keras::layer_dense(x)", "import:r:keras", 1),
        ("a.R", 'requireNamespace("torch")', "import:r:torch", 1),
        ("a.Rmd", "# Don't\n\n```{r}\nlibrary(keras)\n```", "import:r:keras", 4),
        ("a.jl", "using DataFrames, Flux: Chain", "import:julia:Flux", 1),
        ("a.html", '<script src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs@4.10.0/dist/tf.min.js">', TFJS, 1),
        ("a.html", "<p>Don't\n<script src='//unpkg.com/openai'>", JS, 2),
        ("a.htm", '<script type="module">\nimport OpenAI from "https://esm.sh/openai@4/index.mjs?dev"', JS, 2),
        ("a.html", 'const x = await import("https://cdn.jsdelivr.net/npm/openai@4/+esm")', JS, 1),
        ("a.html", '<script type="importmap">{"imports": {"a": "https://esm.run/openai"}}</script>', JS, 1),
        ("a.m", '#include "onnxruntime_c_api.h"', "import:c:onnxruntime_c_api.h", 1),
    ],
)
def test_an_import_is_found(path: str, text: str, row: str, line: int) -> None:
    found = rows(path, text)
    assert row in [name for name, _ in found]
    assert line == min(at for name, at in found if name == row)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ts", "import o from './openai'"),
        ("a.ts", "import o from '@mine/openai'"),
        ("a.ts", "import o from 'openai-helpers'"),
        ("a.ts", "// import o from 'openai'"),
        ("a.ts", "/*\n import o from 'openai'\n*/"),
        ("a.ts", "const s = \"import o from 'openai'\""),
        ("a.ts", "const s = `\nimport o from 'openai'\n`"),
        ("a.tsx", '<p>Greetings from "openai"</p>'),
        ("a.css", "@import 'openai';"),
        ("a.go", 'import (\n\t"example.org/mine/openai"\n)'),
        ("a.go", 'var x = "github.com/sashabaranov/go-openai"'),
        ("a.go", '// import "github.com/sashabaranov/go-openai"'),
        ("A.java", "import org.mine.openai.X;"),
        ("a.cs", "using Mine.OpenAI;"),
        ("a.cs", "using (var x = new OpenAIThing()) {}"),
        ("a.rs", "use crate::openai::X;"),
        ("a.rs", "mod tch;"),
        ("a.rb", "require_relative 'openai'"),
        ("a.rb", "# require 'openai'"),
        ("a.php", "<?php use App\\OpenAI\\Client;"),
        ("a.R", "# library(keras)"),
        ("a.R", "mine.keras::x()"),
        ("a.jl", 'x = "using Flux"'),
        ("notes.md", "```python\nimport openai\n```\nhttps://api.openai.com `gpt-4o`"),
        ("notes.txt", "import openai"),
        ("a.html", "<pre>import OpenAI from &quot;openai&quot;</pre><code>import o from 'openai'</code>"),
        ("a.html", '<a href="https://unpkg.com/openai">openai</a> https://api.openai.com'),
        ("a.html", '<!-- <script src="https://unpkg.com/openai"></script> -->'),
        ("a.html", '<script src="https://unpkg.com/openai-helpers"></script><img src="https://mine.example/openai">'),
        ("yarn.lock", '"openai@^4":\n  resolved "https://api.openai.com"'),
    ],
)
def test_what_only_looks_like_one_is_not(path: str, text: str) -> None:
    assert rows(path, text) == []


def notebook(*cells: tuple[str, object], indent: int | None = 1) -> str:
    return json.dumps(
        {
            "cells": [{"cell_type": kind, "metadata": {}, "outputs": [], "source": source} for kind, source in cells],
            "metadata": {"kernelspec": {"language": "python", "name": "python3"}},
            "nbformat": 4,
        },
        indent=indent,
    )


def test_an_import_in_a_code_cell_is_found_at_the_line_of_the_file() -> None:
    text = notebook(("markdown", ["import openai\n"]), ("code", ["import os\n", "import openai\n", 'm = "gpt-4o"']))
    found = dict(rows("a.ipynb", text))
    assert text.splitlines()[found["import:python:openai"] - 1].strip() == '"import openai\\n",'
    assert '\\"gpt-4o\\"' in text.splitlines()[found["model:any:gpt-4o*"] - 1]


@pytest.mark.parametrize(
    "lines", [["import os, \\\n", "  openai\n"], ["from openai \\\n", "  import a\n"], ["import importlib, openai\n"]]
)
def test_an_import_in_a_code_cell_may_go_on(lines: list[str]) -> None:
    assert "import:python:openai" in dict(rows("a.ipynb", notebook(("code", ["x = 1\n", *lines]))))


def test_a_cell_whose_source_is_one_text_is_read() -> None:
    assert ("import:python:openai", 1) in rows("a.ipynb", notebook(("code", "x = 1\nimport openai"), indent=None))


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ('url = "http://localhost:11434/api/chat"', "endpoint:port:11434"),
        ('body = {"max_new_tokens": 50}', "sampling:key:max_new_tokens"),
        ('GROQ_BASE_URL = "https://a.example"', "endpoint:key:service=groq"),
    ],
)
def test_a_cell_needs_no_import(code: str, row: str) -> None:
    assert (row, 1) in rows("a.ipynb", notebook(("code", code), indent=None))


def test_markdown_cells_and_outputs_are_not_code() -> None:
    cells = ("markdown", ["import openai\n", '"gpt-4o"']), ("code", ["print(1)"])
    assert rows("a.ipynb", notebook(*cells).replace('"outputs": []', '"outputs": [{"text": ["import openai"]}]')) == []


def test_a_notebook_that_is_broken_off_is_read_as_far_as_it_goes() -> None:
    text = notebook(("code", ["import openai\n"]))
    assert "import:python:openai" in dict(rows("a.ipynb", text[: text.index("openai") + 12]))
