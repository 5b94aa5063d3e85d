"""A model that code names by a constant of a library is told by the model's own name."""

import pytest

from tests.signals.shipped import hits


def models(path: str, text: str) -> list[str]:
    return [hit.model for hit in hits(path, text) if hit.kind == "model"]


@pytest.mark.parametrize(
    ("path", "text", "model"),
    [
        ("a.go", 'import "github.com/sashabaranov/go-openai"\nuse(openai.GPT3Dot5Turbo)', "gpt-3.5-turbo"),
        ("a.go", 'import "github.com/openai/openai-go"\nuse(openai.ChatModelGPT4oMini)', "gpt-4o-mini"),
        (
            "a.go",
            'import "github.com/anthropics/anthropic-sdk-go"\nuse(anthropic.ModelClaude3_5Haiku)',
            "claude-3-5-haiku",
        ),
        (
            "A.java",
            "import static dev.langchain4j.model.openai.Name.GPT_4_O_MINI;\nX.model(GPT_4_O_MINI);",
            "gpt-4o-mini",
        ),
        (
            "A.java",
            "import dev.langchain4j.model.openai.Name;\nX.model(Name.TEXT_EMBEDDING_3_LARGE);",
            "text-embedding-3-large",
        ),
        ("a.rs", "use async_openai::Client;\nlet m = Model::GPT4Turbo;", "gpt-4-turbo"),
    ],
)
def test_a_constant_of_a_library(path: str, text: str, model: str) -> None:
    assert set(models(path, text)) == {model}
    assert models(path, text.partition("\n")[2]) == []


@pytest.mark.parametrize(
    "line",
    [
        "use(openai.GPTService)",
        "use(app.Gemini)",
        "use(GPT4Turbo)",
        "app.GPT_4(1)",
        'app.GPT_4 = "x"',
        'use("app.GPT_4")',
        "# app.GPT_4",
        "use(app.GPT_4_party)",
    ],
)
def test_what_only_looks_like_one(line: str) -> None:
    assert models("a.py", f"import openai\n{line}\n") == []


@pytest.mark.parametrize(
    ("path", "text", "version"),
    [
        ("a.bicep", "model: {\n  name: 'gpt-4o'\n  version: '2024-05-13'\n}\n", "2024-05-13"),
        ("a.tf", 'model {\n  name    = "gpt-4o"\n  version = "turbo-2024-04-09"\n}\n', "turbo-2024-04-09"),
        ("a.yaml", 'model:\n  name: gpt-4o\n  version: "0613"\n', "0613"),
        ("a.json", '{"model": {"name": "gpt-4o",\n "version": "0613"\n}}', "0613"),
        ("a.cs", 'Add(new Deployment(name, "gpt-4o", "0613"));', "0613"),
        ("a.cs", 'Add(new Deployment(name, "gpt-4o-2024-05-13", "0613"));', "2024-05-13"),
        ("a.yaml", "name: gpt-4o\nversion: 1.2.0\n", ""),
        ("a.py", 'pick("gpt-4o", "gpt-4")\n', ""),
        ("a.tf", 'name = "gpt-4o"\n}\nother {\n  version = "0613"\n', ""),
    ],
)
def test_the_version_that_stands_beside_a_name(path: str, text: str, version: str) -> None:
    assert [hit.version for hit in hits(path, text) if hit.kind == "model" and "gpt-4o" in hit.name] == [version]
