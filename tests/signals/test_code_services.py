"""Where a model's service is, by names that say whose it is, and beside an import by those that say it of any."""

import pytest

from aims_gate.model.signal import Hit
from tests.signals.shipped import hits


def endpoints(path: str, text: str) -> list[Hit]:
    return [hit for hit in hits(path, text) if hit.row.startswith("endpoint:key:")]


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("a.py", 'OPENAI_BASE_PATH = "https://a.example/v1"', "OPENAI_BASE_PATH = https://a.example/v1"),
        (
            "a.py",
            'os.getenv("AZURE_OPENAI_PREVIEW_API_VERSION", "2023-06-01")',
            "AZURE_OPENAI_PREVIEW_API_VERSION = 2023-06-01",
        ),
        ("a.ts", "OCO_OLLAMA_API_URL = 'OCO_API_URL',", "OCO_OLLAMA_API_URL = OCO_API_URL"),
        ("a.ts", "let basePath = config?.OPENAI_BASE_PATH;", "OPENAI_BASE_PATH"),
        ("a.ts", "url = env.OPENAI_PROXY_URL ?? 'http://a:1'", "OPENAI_PROXY_URL = http://a:1"),
        ("a.ts", "interface Options {\n  anthropicBaseUrl: string;\n}", "anthropicBaseUrl"),
        ("a.py", 'config["VLLM_SERVER_URL"]', "VLLM_SERVER_URL"),
        ("a.py", "ollama_url: Optional[str]", "ollama_url"),
        ("a.cs", 'var openAIEndpoint = config["AZURE_URL"];', 'openAIEndpoint = config["AZURE_URL"]'),
        ("a.go", 'OpenAIEndpoint: "http://a:1",', "OpenAIEndpoint = http://a:1"),
        ("A.java", 'String llmUrl = "http://a:1";', "llmUrl = http://a:1"),
        ("a.rb", 'LLM_HOST = "a.example"', "LLM_HOST = a.example"),
        ("a.yaml", "ollamaHost: a.example", "ollamaHost = a.example"),
        (
            "azuredeploy.json",
            '{"AzureOpenAIApiVersion": {\n  "type": "string",\n  "defaultValue": "2023-12-01-preview"\n}}',
            "AzureOpenAIApiVersion = 2023-12-01-preview",
        ),
    ],
)
def test_a_name_that_says_whose_service_it_is(path: str, text: str, shown: str) -> None:
    assert [hit.text for hit in endpoints(path, text)] == [shown]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", '# OPENAI_BASE_PATH = "https://a.example/v1"'),
        ("a.py", 'FULFILLMENT_URL = "https://a.example"'),
        ("a.py", 'fulfillment_url = "https://a.example"'),
        ("a.py", 'raise ValueError("set OPENAI_BASE_PATH first")'),
        ("a.py", 'OPENAI_PROXY_KEY = "x"'),
        ("a.py", "if OPENAI_BASE_PATH == other:\n    pass"),
        ("pom.xml", "<openai.version>1.2.3</openai.version>"),
        ("README.md", 'OPENAI_BASE_PATH = "https://a.example/v1"'),
        ("a.py", 'BASE_URL = "https://a.example"'),
    ],
)
def test_what_is_no_address_of_a_service(path: str, text: str) -> None:
    assert endpoints(path, text) == []


def test_a_variable_that_has_a_row_of_its_own_is_told_by_that() -> None:
    assert [hit.row for hit in hits("a.py", 'os.environ["OPENAI_BASE_URL"]')] == ["endpoint:variable:OPENAI_BASE_URL"]
    assert [hit.row for hit in hits("a.ts", "fetch(process.env.VITE_OLLAMA_URL)")] == ["endpoint:variable:OLLAMA_URL"]


def test_a_name_is_told_once_with_each_value() -> None:
    text = 'OPENAI_API_HOST = "a"\nOPENAI_API_HOST = "b"\nuse(config.OPENAI_API_HOST)\nuse(config.OPENAI_API_HOST)\n'
    assert [(hit.line, hit.text) for hit in endpoints("a.py", text)] == [
        (1, "OPENAI_API_HOST = a"),
        (2, "OPENAI_API_HOST = b"),
        (3, "OPENAI_API_HOST"),
    ]


def test_who_may_use_it_is_not_shown() -> None:
    (hit,) = endpoints("a.py", 'OPENAI_API_HOST = "https://me:secret@a.example/v1?key=secret"')
    assert hit.text == "OPENAI_API_HOST = https://a.example/v1"


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("a.py", 'import openai\nclient = openai.OpenAI(base_url="http://a:1")', "base_url = http://a:1"),
        ("a.py", 'import openai\nc = openai.OpenAI(base_url="http://a:1")', "base_url = http://a:1"),
        ("a.py", "import openai\nopenai.api_base = settings.base", "api_base = settings.base"),
        ("a.py", 'import openai\nopenai.api_version = "2024-06-01"', "api_version = 2024-06-01"),
        (
            "a.ts",
            "import OpenAI from 'openai'\noptions.baseURL = this.config.baseURL;",
            "baseURL = this.config.baseURL",
        ),
        ("a.go", 'import "github.com/sashabaranov/go-openai"\nconfig.BaseURL = address', "BaseURL = address"),
        ("A.java", 'import dev.langchain4j.model.openai.X;\nX.builder().baseUrl("http://a:1")', "baseUrl = http://a:1"),
    ],
)
def test_any_address_beside_an_import(path: str, text: str, shown: str) -> None:
    assert [hit.text for hit in endpoints(path, text)] == [shown]
    assert endpoints(path, text.partition("\n")[2]) == []


@pytest.mark.parametrize(
    "text",
    [
        "import openai\ndef f(base_url: str | None = None): ...",
        "import openai\nbase_url(x)",
        "import openai\nif base_url == other: ...",
        'model = "gpt-4o"\nbase_url = "http://a:1"',
    ],
)
def test_what_is_no_address_beside_an_import(text: str) -> None:
    assert endpoints("a.py", text) == []
