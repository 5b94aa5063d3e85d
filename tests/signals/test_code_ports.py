"""A service that one runs oneself is told by its port, and an image that code runs by its name."""

import pytest

from tests.signals.shipped import hits


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.py", 'url = "http://localhost:11434/api/chat"', "localhost:11434"),
        ("a.py", 'url = f"http://{host}:11434"', "{host}:11434"),
        ("a.py", 'host = "127.0.0.1:11434"', "127.0.0.1:11434"),
        ("compose.yaml", 'ports:\n  - "8080:11434"', "8080:11434"),
        ("a.ts", 'baseURL: "http://localhost:1234/v1",', "localhost:1234/v1"),
    ],
)
def test_a_port(path: str, text: str, name: str) -> None:
    assert [(hit.kind, hit.name) for hit in hits(path, text)] == [("endpoint", name)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"id":11434}'),
        ("a.ts", "const x = {id:11434};"),
        ("a.py", 'x = "1.11434"'),
        ("a.py", 'x = "http://localhost:114345"'),
        ("a.py", '# url = "http://localhost:11434"'),
        ("a.py", 'url = "http://localhost:1234/v2"'),
        ("a.log", "10:11434"),
        ("README.md", "http://localhost:11434"),
    ],
)
def test_another_number(path: str, text: str) -> None:
    assert hits(path, text) == []


@pytest.mark.parametrize(
    ("path", "text", "version"),
    [
        ("A.java", 'new OllamaContainer("ollama/ollama:0.6.5");', "0.6.5"),
        ("A.java", 'DockerImageName.parse("ollama/ollama");', ""),
        ("a.ts", 'const image = "docker.io/vllm/vllm-openai:latest";', "latest"),
        ("a.py", 'Container(image="ghcr.io/berriai/litellm:main")', "main"),
    ],
)
def test_an_image_that_code_runs(path: str, text: str, version: str) -> None:
    assert [(hit.kind, hit.version) for hit in hits(path, text) if hit.kind == "image"] == [("image", version)]


@pytest.mark.parametrize(
    "text",
    [
        'repository = "pytorch/pytorch"',
        'image = "my-ollama/ollama:1"',
        'image = "ollama/ollama-x:1"',
        '# "ollama/ollama:1"',
    ],
)
def test_what_is_no_image(text: str) -> None:
    assert [hit for hit in hits("a.py", text) if hit.kind == "image"] == []
