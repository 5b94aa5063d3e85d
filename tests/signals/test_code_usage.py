"""Endpoints, models, and what stands beside them, are told with their values; what is only English is not."""

import pytest

from aims_gate.model.signal import Hit
from tests.signals.shipped import hits, rows


def one(path: str, text: str, kind: str) -> Hit:
    (found,) = [hit for hit in hits(path, text) if hit.kind == kind]
    return found


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.py", 'httpx.post("https://api.openai.com/v1/chat/completions")', "api.openai.com"),
        ("a.py", 'conn = HTTPSConnection("api.anthropic.com")', "api.anthropic.com"),
        ("a.py", 'url = f"https://{name}.openai.azure.com/openai"', "{name}.openai.azure.com"),
        ("a.py", 'url = "https://" + name + ".openai.azure.com"', ".openai.azure.com"),
        ("a.py", 'f"https://bedrock-runtime.{region}.amazonaws.com"', "bedrock-runtime.{region}.amazonaws.com"),
        ("a.ts", "fetch(`https://${region}-aiplatform.googleapis.com/v1`)", "${region}-aiplatform.googleapis.com"),
        ("a.sh", "curl -s https://api.mistral.ai/v1/models", "api.mistral.ai"),
        ("a.java", 'URI.create("https://openrouter.ai/api/v1")', "openrouter.ai"),
        ("values.yaml", "baseUrl: https://api-inference.huggingface.co:443/models", "api-inference.huggingface.co"),
        (".env.production", "BASE=https://API.openai.com/v1", "API.openai.com"),
        ("a.rb", '"https://generativelanguage.googleapis.com"', "generativelanguage.googleapis.com"),
        ("a.cs", 'new Uri("https://x.services.ai.azure.com/")', "x.services.ai.azure.com"),
        ("main.tf", 'url = "https://api.groq.com"', "api.groq.com"),
    ],
)
def test_an_endpoint_is_found(path: str, text: str, name: str) -> None:
    assert one(path, text, "endpoint").name == name


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "# see https://api.openai.com/v1"),
        ("a.py", 'def f():\n    """Like https://api.openai.com."""'),
        ("a.py", '"https://platform.openai.com/docs"'),
        ("a.py", '"https://openrouter.ai/docs"'),
        ("a.py", '"https://myapi.openai.com"'),
        ("a.py", '"https://api.openai.com.example.org"'),
        ("a.py", '"me@api.openai.com"'),
        ("a.py", '"https://storage.googleapis.com", "https://s3.eu-west-1.amazonaws.com"'),
        ("a.ts", "// https://api.openai.com"),
        ("a.yaml", "# https://api.openai.com\nx: 1 # api.openai.com"),
        ("README.md", "https://api.openai.com"),
        ("hosts.txt", "0.0.0.0 api.openai.com"),
        ("docs/index.rst", "``api.openai.com``"),
        ("index.html", "<code>https://api.openai.com</code>"),
        ("package-lock.json", '{"resolved": "https://api.openai.com"}'),
        ("a.png", "https://api.openai.com"),
        (".github/workflows/review.yml", "env:\n  OPENAI_API_KEY: x\n  URL: https://api.openai.com\n  MODEL: gpt-4o"),
    ],
)
def test_a_host_that_is_not_called_is_not(path: str, text: str) -> None:
    assert rows(path, text) == []


@pytest.mark.parametrize(
    ("path", "text", "model", "version"),
    [
        ("a.py", 'model="gpt-4o"', "gpt-4o", ""),
        ("a.py", "model='gpt-4o-mini-2024-07-18'", "gpt-4o-mini-2024-07-18", "2024-07-18"),
        ("a.ts", "model: `claude-3-5-sonnet-20241022`", "claude-3-5-sonnet-20241022", "20241022"),
        ("a.ts", "google('models/gemini-1.5-pro-002')", "models/gemini-1.5-pro-002", "002"),
        (
            "a.py",
            '"us.anthropic.claude-3-7-sonnet-20250219-v1:0"',
            "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
            "20250219-v1:0",
        ),
        ("a.py", '"openrouter/anthropic/claude-sonnet-4.5"', "openrouter/anthropic/claude-sonnet-4.5", ""),
        ("a.py", '"openai:gpt-4.1"', "openai:gpt-4.1", ""),
        ("a.yaml", "model: mistral-large-latest", "mistral-large-latest", "latest"),
        ("a.yaml", "models:\n  - text-embedding-3-small # small", "text-embedding-3-small", ""),
        ("a.yaml", "providers: [openai:chat:gpt-4o]", "openai:chat:gpt-4o", ""),
        ("a.toml", 'model = "command-r-plus"', "command-r-plus", ""),
        ("a.ts", 'pipeline("feature-extraction", "Xenova/all-MiniLM-L6-v2")', "Xenova/all-MiniLM-L6-v2", "v2"),
        ("a.json", '{"model": "o3-mini"}', "o3-mini", ""),
        (".env", "MODEL=gpt-4o\n", "gpt-4o", ""),
        ("compose.yml", "MODEL: ${MODEL:-gpt-4o}", "gpt-4o", ""),
        ("app.properties", "spring.ai.openai.chat.options.model=gpt-4o-mini", "gpt-4o-mini", ""),
        ("a.R", 'from_pretrained("meta-llama/Llama-3.1-8B-Instruct")', "meta-llama/Llama-3.1-8B-Instruct", ""),
        ("a.xml", "<model>gpt-4o</model>", "gpt-4o", ""),
    ],
)
def test_a_model_is_told_with_its_version(path: str, text: str, model: str, version: str) -> None:
    found = one(path, text, "model")
    assert (found.model, found.version) == (model, version)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'name = "claude"'),
        ("a.py", 'authors = ["Claude Shannon", "claude-monet", "claude-3d"]'),
        ("a.py", 'signs = ["gemini", "gemini-pisces", "leo"]'),
        ("a.py", 'wind = "mistral"; animal = "llama"; x = "llama-farm"'),
        ("a.py", 'help="which model, such as gpt-4o or claude-3-opus"'),
        ("a.py", "x = gpt - 4"),
        ("a.py", 'x = "gpt-4o.png"; y = "/blog/gpt-4o"; z = "blog/gpt-4o-review"; href = "./gpt-4o"'),
        ("a.py", '# model = "gpt-4o"'),
        ("a.py", 'x = "command-runner", "command-line", "o1-thing", "sonar-qube", "sonar-project", "flux-capacitor"'),
        ("a.py", 'tools = ["claude-code", "gemini-cli", "gpt-engineer", "llama-index", "mistral-common"]'),
        ("a.py", 'MBR = "gpt-disk", "gpt-partition"'),
        ("a.yaml", "# model: gpt-4o"),
        ("a.yaml", "description: as good as gpt-4o for this"),
        ("a.yaml", "title: About gpt-4o\nname: Claude"),
        ("notes.md", "model: gpt-4o"),
        ("a.ts", "const userAgent = navigator.userAgent; const agent = new https.Agent({keepAlive: true})"),
        ("a.py", 'x = "torch", "transformers"; torch = lamp.torch'),
        ("chart.yaml", "charts:\n  temperature: {threshold: 30, confidence: 0.95, unit: C}\n"),
        ("sensor.py", "TEMPERATURE = 21.5\nthreshold = 0.5\nmax_tokens = 10\n"),
        ("oauth.ts", "export const tokens = { max_tokens: 5, system: 'metric units only' }"),
        ("etl.py", "tools = [hammer, saw]\n@tool\ndef saw(): ...\n"),
    ],
)
def test_what_is_only_english_is_not(path: str, text: str) -> None:
    assert rows(path, text) == []


def test_a_changed_value_shows_in_the_hit() -> None:
    before, after = (
        one("a.py", f'import openai\nask(temperature={value}, model="x")', "sampling") for value in (0.2, 0.9)
    )
    assert (before.name, before.text, after.text) == ("temperature", "temperature = 0.2", "temperature = 0.9")
    assert before._replace(text="") == after._replace(text="")


@pytest.mark.parametrize(
    ("path", "text", "name", "shown"),
    [
        ("a.ts", 'import o from "openai"\nask({ topP: 0.5 })', "topP", "topP = 0.5"),
        ("a.py", 'import openai\nask({"top_p": 0.5})', "top_p", "top_p = 0.5"),
        ("A.java", "import com.openai.X;\nx.builder().temperature(0.5)", "temperature", "temperature = 0.5"),
        ("a.go", 'import "github.com/openai/openai-go"\nx := P{Temperature: 0.5}', "Temperature", "Temperature = 0.5"),
        ("a.php", "<?php use OpenAI\\Client;\n['temperature' => 0.5]", "temperature", "temperature = 0.5"),
        ("a.py", "import openai\ndef f(*, temperature: float = 0.5): ...", "temperature", "temperature = 0.5"),
        (
            "a.properties",
            "model=gpt-4o\nopenai.options.temperature=0.5",
            "openai.options.temperature",
            "openai.options.temperature = 0.5",
        ),
    ],
)
def test_sampling_is_read_in_every_spelling(path: str, text: str, name: str, shown: str) -> None:
    found = one(path, text, "sampling")
    assert (found.name, found.text, found.line) == (name, shown, 2)


@pytest.mark.parametrize(
    "text",
    [
        "x = temperature == 0.5",
        "temperature = reading",
        'prompt("temperature = 0.5 is best")',
        "# temperature = 0.5",
        "temperature: float",
    ],
)
def test_a_setting_without_a_number_is_none(text: str) -> None:
    assert [hit for hit in hits("a.py", f"import openai\n{text}\n") if hit.kind == "sampling"] == []


def test_a_threshold_beside_a_model_is_one() -> None:
    found = one("config.yaml", "model: gpt-4o\nrefund:\n  approve_threshold: 0.62\n", "threshold")
    assert (found.name, found.text, found.line) == ("approve_threshold", "approve_threshold = 0.62", 3)


def test_a_human_step_tells_whether_it_is_on() -> None:
    assert one("a.yaml", "model: gpt-4o\nhuman_review: false", "human-step").text == "human_review = false"


def test_a_long_prompt_shows_its_beginning_and_a_digest_that_any_edit_changes() -> None:
    text = 'import openai\nSYSTEM_PROMPT = """You are a claims assistant.\n{}\nNever promise a payment."""\n'
    before, after = (one("a.py", text.format(rule), "prompt") for rule in ("Be polite.", "Be brief."))
    assert before.name == "SYSTEM_PROMPT"
    assert before.text.startswith("SYSTEM_PROMPT = You are a claims assistant.")
    assert before.text != after.text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'import openai\nm = [{"role": "system", "content": "You answer in one line."}]'),
        ("a.ts", 'import o from "openai"\nm = [{ role: "system", content: `You answer in one line.` }]'),
        ("a.py", 'import langchain\nx = [("system", "You answer in one line.")]'),
        ("a.yaml", "model: gpt-4o\nmessages:\n  - role: system\n    content: 'You answer in one line.'"),
        ("a.py", 'import openai\nsystem_prompt = (\n  "You answer "\n  "in one line."\n)'),
        ("a.ts", 'import o from "openai"\nconst systemPrompt: string = "You answer in one line."'),
    ],
)
def test_a_prompt_is_found(path: str, text: str) -> None:
    assert "You answer in one line." in one(path, text, "prompt").text


def test_a_block_of_yaml_is_a_prompt() -> None:
    text = "model: gpt-4o\nsystem_prompt: |\n  You answer\n  in one line.\nnext: 1\n"
    found = one("a.yaml", text, "prompt")
    assert (found.line, "You answer in one line." in found.text) == (2, True)
    assert one("a.yaml", text.replace("one", "two"), "prompt").text != found.text


def test_tools_are_told_by_their_list_and_by_their_functions() -> None:
    found = [
        (hit.name, hit.text)
        for hit in hits("a.py", "import openai\nask(tools=[search,\n  pay])\n@tool\ndef refund(x): ...\n")
    ]
    assert ("tools", "tools = search, pay") in found
    assert ("refund", "@tool refund") in found


def test_a_moderation_call_is_a_guardrail() -> None:
    assert one("a.py", "import openai\nclient.moderations.create(input=x)", "guardrail").name == "moderations.create"


def test_a_secret_that_a_variable_is_set_to_is_not_shown() -> None:
    assert "sk-secret" not in one(".env", "OPENAI_API_KEY=sk-secret", "endpoint").text


def test_hits_come_in_the_order_of_their_lines() -> None:
    text = 'x = 1\nM = "gpt-4o"\nimport openai\ntemperature = 1\nU = "https://api.openai.com"\n'
    lines = [hit.line for hit in hits("a.py", text)]
    assert lines == sorted(lines) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("path", "text", "confidence"),
    [
        ("keys.js", 'bindKey({win: "Ctrl-R", mac: "Command-R"})', "likely"),
        ("keymap.yaml", "reload: command-r", "likely"),
        ("board.c", 'const char *board = "phi-4";', "likely"),
        ("fleet.yaml", "boats:\n  - sonar-pro", "likely"),
        ("a.py", 'client.chat(model="command-r")', "certain"),
        ("a.yaml", "default-model: phi-4", "certain"),
        ("a.yaml", 'choices: ["sonar-pro", "gpt-4o"]', "certain"),
        ("a.py", 'CHOICES = ["glm-4-plus",\n "glm-4"]', "certain"),
    ],
)
def test_a_name_that_is_a_word_for_other_things_needs_to_be_called_a_model(
    path: str, text: str, confidence: str
) -> None:
    assert {hit.confidence for hit in hits(path, text) if hit.kind == "model"} == {confidence}


@pytest.mark.parametrize(
    "path",
    [
        "opencode.json",
        "crush.json",
        "web/.zed/settings.json",
        ".devcontainer/devcontainer.json",
        ".kilocode/mcp.json",
        ".amazonq/agents/reviewer.json",
        ".taskmaster/config.json",
        ".qwen/settings.json",
    ],
)
def test_what_configures_a_developers_own_assistant_is_none(path: str) -> None:
    text = '{"model": "gpt-4o", "base_url": "https://api.openai.com/v1", "env": {"OPENAI_API_KEY": "x"}}'
    assert [hit for hit in hits(path, text) if hit.confidence == "certain"] == []
    assert hits("config/assistant.json", text)
    assert hits(path.replace(".json", ".py"), "import openai")
