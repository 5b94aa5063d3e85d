"""Tools, sampling, models and addresses are found in the forms in which languages and configuration write them."""

import pytest

from aims_gate.model.signal import Hit
from tests.signals.shipped import hits


def of_kind(kind: str, path: str, text: str) -> list[Hit]:
    return [hit for hit in hits(path, text) if hit.kind == kind]


JAVA = (
    "import dev.langchain4j.agent.tool.Tool;\nclass Tools {{\n  @Tool({0})\n  public Visit addVisit(int id) {{ }}\n}}\n"
)


def test_a_method_with_a_mark_is_a_tool_and_what_it_says_counts() -> None:
    (first,) = of_kind("agent", "Tools.java", JAVA.format('"Adds a visit"'))
    (again,) = of_kind("agent", "Tools.java", JAVA.format('value = { "Adds a visit" }'))
    (other,) = of_kind("agent", "Tools.java", JAVA.format('"Adds a visit by date"'))
    assert (first.name, first.line) == ("addVisit", 3)
    assert (again.text, other.text != first.text) == (first.text, True)


def test_csharp_marks_its_functions_with_brackets() -> None:
    code = 'using Microsoft.SemanticKernel;\n[KernelFunction, Description("Looks up")]\npublic string Look(string a) => a;\n'
    assert [hit.name for hit in of_kind("agent", "Look.cs", code)] == ["Look"]


@pytest.mark.parametrize(
    "text",
    [
        'class A { @Tool("x") void f() { } }',
        'import dev.langchain4j.service.AiServices;\nclass A { @Tooltip("x") void f() { } }',
        'import dev.langchain4j.service.AiServices;\n// @Tool("x") void f() { }\n',
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert of_kind("agent", "A.java", text) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.rs", 'let u = "https://api.openai.com/v1";\nbody.insert("temperature".into(), json!(v));\n'),
        ("a.py", 'import openai\nbody["temperature"] = chosen or 0.5\n'),
        ("A.java", 'import com.openai.Client;\nclass A { { map.put("temperature", value); } }\n'),
        ("a.ts", 'import OpenAI from "openai"\nask({ max_tokens: model === "gpt-4-turbo" ? 4096 : null })\n'),
        ("a.ts", 'import OpenAI from "openai"\nask({ temperature: workspace.temperature || 0.5 })\n'),
    ],
)
def test_sampling_is_found_however_it_is_set(path: str, text: str) -> None:
    assert [hit.line for hit in of_kind("sampling", path, text)] == [2]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'body["temperature"] = 21'),
        ("a.py", 'import openai\nprint(weather["temperature"])'),
        ("a.py", "import openai\nask(temperature=temperature)"),
        ("a.ts", 'import OpenAI from "openai"\ninterface A { temperature: number }'),
        ("a.py", 'import openai\nif body["temperature"] == 1: pass'),
    ],
)
def test_what_sets_none_is_none(path: str, text: str) -> None:
    assert of_kind("sampling", path, text) == []


def test_a_model_may_be_a_key_of_configuration() -> None:
    text = "models:\n  gpt-4o:\n    fallback: none\n  llama-3-sonar-small-32k-chat:\n    size: 1\n"
    assert [(hit.name, hit.line) for hit in of_kind("model", "config.yml", text)] == [
        ("gpt-4o", 2),
        ("llama-3-sonar-small-32k-chat", 4),
    ]
    assert of_kind("model", "config.yml", "text: see gpt-4o: it is new\n") == []
    assert of_kind("model", "config/locales/en.yml", "gpt-4o: GPT-4o\n") == []
    assert of_kind("model", "messages/pt-BR.json", '{"model": "gpt-4o"}') == []
    assert of_kind("model", "messages/main.json", '{"model": "gpt-4o"}') != []


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.ts", 'fetch(process.env.NEXT_PUBLIC_OLLAMA_URL + "/api/tags")', "OLLAMA_URL"),
        ("a.py", 'os.environ["OPENAI_BASE_URL"]', "OPENAI_BASE_URL"),
        ("A.cs", 'Environment.GetEnvironmentVariable("AZURE_OPENAI_ENDPOINT")', "AZURE_OPENAI_ENDPOINT"),
        ("a.rb", 'ENV.fetch("OLLAMA_HOST")', "OLLAMA_HOST"),
        ("main.bicep", "settings: {\n  AZURE_OPENAI_ENDPOINT: openAi.outputs.endpoint\n}", "AZURE_OPENAI_ENDPOINT"),
        (
            "settings.yml",
            'a:\n  toxicity_inference_endpoint:\n    default: "https://models.example.org"',
            "models.example.org",
        ),
        ("settings.yml", "inference_url: https://models.example.org/v1", "models.example.org"),
        ("settings.yml", "toxicity_inference_endpoint:\n  default: ''", "toxicity_inference_endpoint"),
    ],
)
def test_where_a_service_is_may_be_told_by_a_name(path: str, text: str, name: str) -> None:
    assert [hit.name for hit in of_kind("endpoint", path, text) if hit.confidence == "certain"] == [name]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", '# os.environ["OPENAI_BASE_URL"]'),
        ("a.py", 'os.environ["MY_OPENAI_BASE_URLS"]'),
        ("a.py", "known = OPENAI_BASE_URL_PATTERN"),
        ("tsconfig.yml", "type_inference: true\ninference_depth: 3\nendpoint: https://models.example.org"),
        ("rules.yml", "no-inference-url-check: off"),
    ],
)
def test_a_name_that_is_like_one_tells_nothing(path: str, text: str) -> None:
    assert of_kind("endpoint", path, text) == []


@pytest.mark.parametrize(
    ("path", "text", "vendor"),
    [
        ("a.py", "from langchain.chat_models import ChatAnthropic", "Anthropic"),
        ("a.py", "from langchain_community.chat_models import AzureChatOpenAI", "Microsoft Azure"),
        ("a.py", "from llama_index.llms.cohere import Cohere", "Cohere"),
        ("a.py", "from langchain.text_splitter import Splitter", ""),
        ("a.ts", 'import { ChatGroq } from "@langchain/groq"', "Groq"),
        ("A.java", "import dev.langchain4j.model.azure.AzureOpenAiChatModel;", "Microsoft Azure"),
        ("A.java", "import dev.langchain4j.service.AiServices;", ""),
        ("a.cs", "using Microsoft.SemanticKernel.Connectors.Google;", "Google"),
    ],
)
def test_the_vendor_behind_a_framework_is_named(path: str, text: str, vendor: str) -> None:
    assert [hit.vendor for hit in of_kind("import", path, text)] == [vendor]


def test_a_default_of_a_described_parameter_hides_no_name() -> None:
    code = (
        "using Microsoft.SemanticKernel;\n[KernelFunction]\n"
        'public string Look([Description("a city")] string city, int most = 3) { return city; }\n'
    )
    (found,) = of_kind("agent", "Look.cs", code)
    (other,) = of_kind("agent", "Look.cs", code.replace("a city", "a country"))
    assert (found.name, found.text == other.text) == ("Look", False)


TOLD = '"""Pay an order back.\n\n    Ask first.\n    """'


@pytest.mark.parametrize(
    ("code", "same"),
    [
        (f"def refund(order: str = 'a') -> str:\n    {TOLD}\n    return pay(order)", False),
        (f"async def refund(\n    order: Order[str],\n):\n    r{TOLD}", False),
        (f"def refund(order):\n    pass\n\ndef other():\n    {TOLD}", True),
        (f"def refund(order):\n    pay(order)\n\nclass A:\n    {TOLD}", True),
    ],
)
def test_what_a_tool_says_of_itself_is_read_by_the_model(code: str, same: bool) -> None:
    written = f"import openai\n\n@tool\n{code}\n"
    (before,), (after,) = (
        of_kind("agent", "a.py", text) for text in (written, written.replace("Ask first", "Pay at once"))
    )
    assert (before.name, before.text == after.text) == ("refund", same)
