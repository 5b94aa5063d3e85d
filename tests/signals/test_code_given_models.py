"""A model that nobody publishes, or that goes by a word, is told by the setting that it is given to."""

import pytest

from tests.signals.shipped import hits


def models(path: str, text: str) -> list[tuple[int, str, str]]:
    return [(hit.line, hit.model, hit.vendor) for hit in hits(path, text) if hit.kind == "model"]


@pytest.mark.parametrize(
    ("path", "text", "model", "vendor"),
    [
        ("a.py", 'import ollama\nollama.chat(model="mistral", messages=[])', "mistral", "Mistral AI"),
        ("a.py", 'import ollama\nMODEL = "gemma:2b"', "gemma:2b", "Google"),
        ("a.py", 'import openai\nDEFAULT_MODEL = "o1"', "o1", "OpenAI"),
        ("a.py", 'import openai\nmodel_name: str = "our-own"', "our-own", ""),
        ("a.py", 'import openai\nmodel: str = Field(default="our-own")', "our-own", ""),
        ("a.py", 'import openai\nmodel = os.getenv("CHAT", "our-own")', "our-own", ""),
        ("a.py", 'import openai\nmodel = chosen or "our-own"', "our-own", ""),
        ("a.py", 'import openai\nparser.add_argument("--model", default="our-own")', "our-own", ""),
        ("a.py", 'import openai\nx = {"model": "our-own"}', "our-own", ""),
        ("a.py", 'import openai\nx["model"] = "our-own"', "our-own", ""),
        ("a.ts", 'import OpenAI from "openai";\nconst model = process.env.MODEL ?? "our-own";', "our-own", ""),
        ("a.ts", 'import OpenAI from "openai";\ncreate({ model: "our-own" });', "our-own", ""),
        ("a.ts", 'import { openai } from "@ai-sdk/openai";\nask({ model: openai("o3") });', "o3", "OpenAI"),
        ("a.go", 'import "github.com/openai/openai-go"\nx := A{Model: "our-own"}', "our-own", ""),
        ("a.go", 'import "github.com/openai/openai-go"\nx := a.WithModel("our-own")', "our-own", ""),
        ("A.java", 'import dev.langchain4j.model.x.Y;\nY.builder().modelName("our-own").build();', "our-own", ""),
        ("a.cs", 'using OpenAI;\nvar o = new Options { DeploymentName = "our-own" };', "our-own", "Microsoft Azure"),
        ("a.rb", 'require "openai"\nparams = { model: "our-own" }', "our-own", ""),
        ("a.php", "<?php\nuse OpenAI\\Client;\n$x = ['model' => 'our-own'];", "our-own", ""),
        ("a.rs", 'use async_openai::Client;\nlet m = r.model("our-own");', "our-own", ""),
        ("a.toml", 'temperature = 0.2\nmax_new_tokens = 5\nmodel = "our-own"', "our-own", ""),
        ("a.yaml", "url: http://localhost:11434\nmodel: phi3:mini # small", "phi3:mini", "Microsoft"),
        ("a.json", '{"frequency_penalty": 0.5,\n"model": "our-own"}', "our-own", ""),
        ("a.properties", "x.url=http://localhost:11434\nx.chat.options.model=our-own", "our-own", ""),
    ],
)
def test_in_a_file_that_uses_ai(path: str, text: str, model: str, vendor: str) -> None:
    assert [(found, whose) for _, found, whose in models(path, text)] == [(model, vendor)]


@pytest.mark.parametrize(
    ("path", "text", "model", "vendor"),
    [
        ("a.env", "OLLAMA_MODEL=phi3", "phi3", "Microsoft"),
        ("a.env", "OPENAI_MODEL=our-own", "our-own", "OpenAI"),
        ("a.py", 'LLM_MODEL_NAME = "our-own"', "our-own", ""),
        ("a.ts", 'const m = env.ANTHROPIC_MODEL || "our-own";', "our-own", "Anthropic"),
    ],
)
def test_under_a_name_that_says_whose_it_is(path: str, text: str, model: str, vendor: str) -> None:
    assert models(path, text) == [(1, model, vendor)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'import os\nmodel = "mistral"'),
        ("a.yaml", "model: volvo"),
        ("a.py", 'import openai\nmodel = os.environ["MODEL"]'),
        ("a.py", 'import openai\nmodel = "your-model"'),
        ("a.py", 'import openai\nmodel = "MODEL_NAME"'),
        ("a.py", 'import openai\nmodel = "default"'),
        ("a.py", 'import openai\nmodel = ""'),
        ("a.py", 'import openai\nmodel = "a model of ours"'),
        ("a.py", 'import openai\n# model = "our-own"'),
        ("a.py", "import openai\nmodel = name"),
        ("a.py", 'import openai\nmodel = settings.get("chat.model")'),
        ("a.py", 'import openai\nif model == "our-own":\n    pass'),
        ("a.py", 'import openai\nremodel = "our-own"'),
        ("a.py", "OPENAI_MODEL = model"),
        ("a.go", 'import "github.com/openai/openai-go"\nx := strings.Contains(request.Model, "online")'),
        ("a.ts", "const m = env.OPENAI_MODEL;"),
        ("README.md", 'OPENAI_MODEL = "our-own"'),
    ],
)
def test_what_is_no_model(path: str, text: str) -> None:
    assert models(path, text) == []


def test_one_that_has_a_row_of_its_own_is_told_once() -> None:
    assert [hit.row for hit in hits("a.py", 'import openai\nOPENAI_MODEL = "gpt-4o"')] == [
        "import:python:openai",
        "model:any:gpt-4o*",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('x = "llama3.2"', ["llama3.2"]),
        ('x = "qwen2.5:7b-instruct-q4_K_M"', ["qwen2.5:7b-instruct-q4_K_M"]),
        ('x = "moonshotai/kimi-k2"', ["moonshotai/kimi-k2"]),
        ('model = "gemma3:12b"', ["gemma3:12b"]),
        ('x = "gemma3"', []),
        ('x = "llama3.html"', []),
        ('x = "alpaca and llama3 run"', []),
        ("x = llama3", []),
    ],
)
def test_a_name_without_a_hyphen(text: str, told: list[str]) -> None:
    assert [hit.model for hit in hits("a.py", text) if hit.kind == "model" and hit.confidence == "certain"] == told


def test_a_default_that_is_filled_in() -> None:
    (hit,) = hits("main.parameters.json", '{"value": "${AZURE_OPENAI_CHATGPT_MODEL_NAME=gpt-35-turbo}"}')
    assert (hit.model, hit.vendor) == ("gpt-35-turbo", "OpenAI")
