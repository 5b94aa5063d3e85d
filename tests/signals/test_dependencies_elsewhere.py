"""Go, Rust, Ruby, PHP, R, Julia and containers: their files as people and their tools write them."""

from tests.signals.dependencies import hits, seen

GO_MOD = """\
module github.com/openai/openai-go

go 1.23

require github.com/openai/openai-go/v2 v2.1.0
require (
\tgithub.com/tmc/langchaingo v0.1.12
\tgithub.com/sashabaranov/go-openai v1.30.0 // indirect
\tgithub.com/openai/openai-go-foo v1.0.0
\t// github.com/ollama/ollama v0.3.0
\tgonum.org/v1/gonum v0.15.0
)
exclude github.com/ollama/ollama v0.1.0
replace example.org/x => github.com/ollama/ollama v0.3.0
replace (
\tgithub.com/cohere-ai/cohere-go/v2 => ../cohere
)
"""


def test_go() -> None:
    assert seen("go.mod", GO_MOD) == [
        (5, "github.com/openai/openai-go", "2.1.0"),
        (7, "github.com/tmc/langchaingo", "0.1.12"),
        (8, "github.com/sashabaranov/go-openai", "1.30.0"),
        (14, "github.com/ollama/ollama", "0.3.0"),
        (16, "github.com/cohere-ai/cohere-go", ""),
    ]
    assert [hit.confidence for hit in hits("go.mod", GO_MOD)] == ["certain", "certain", "likely", "certain", "certain"]


CARGO = """\
[package]
name = "async-openai"
keywords = ["tch"]
[dependencies]
async_openai = "0.23"
ai = { package = "ollama-rs", version = "0.2" }
candle-core = { git = "https://example.org/candle" }
async-openai-foo = "1"
# tch = "0.17"
[target.'cfg(unix)'.dependencies]
ort.version = "=2.0.0-rc.4"
[dev-dependencies.tch]
version = "0.17"
[workspace.dependencies]
linfa-clustering = "0.7"
[features]
rust-bert = []
"""


def test_cargo() -> None:
    assert seen("Cargo.toml", CARGO) == [
        (5, "async-openai", "0.23"),
        (6, "ollama-rs", "0.2"),
        (7, "candle-core", ""),
        (11, "ort", "2.0.0-rc.4"),
        (12, "tch", "0.17"),
        (15, "linfa-clustering", "0.7"),
    ]
    lock = 'version = 4\n\n[[package]]\nname = "async-openai"\nversion = "0.23.4"\ndependencies = [\n "tch",\n]\n'
    assert seen("Cargo.lock", lock) == [(4, "async-openai", "0.23.4")]


def test_ruby() -> None:
    gemfile = "source 'https://example.org'\ngem 'ruby-openai', '~> 6.3'\n# gem 'anthropic'\n"
    gemfile += (
        'group :ai do\n  gem "torch-rb", require: "torch"\n  gem("ruby_llm", ">= 1.0")\nend\ngem "ruby-openai-foo"\n'
    )
    assert seen("Gemfile", gemfile) == [(2, "ruby-openai", "6.3"), (5, "torch-rb", ""), (6, "ruby_llm", "1.0")]
    gemspec = 'Gem::Specification.new do |spec|\n  spec.summary = "openai"\n  spec.add_dependency "openai", ">= 0.1"\n'
    gemspec += "  spec.add_development_dependency('rumale')\nend\n"
    assert seen("x.gemspec", gemspec) == [(3, "openai", "0.1"), (4, "rumale", "")]
    lock = (
        "GEM\n  specs:\n    ruby-openai (6.3.1)\n      torch-rb (>= 1)\n    x (1)\n\nDEPENDENCIES\n  anthropic (~> 1)\n"
    )
    assert seen("Gemfile.lock", lock) == [(3, "ruby-openai", "6.3.1")]


def test_php() -> None:
    text = '{"name": "openai-php/client", "require": {\n"php": "^8.2",\n"openai-php/laravel": "^0.10"},\n'
    text += '"require-dev": {"Rubix/ML": "dev-master"}, "suggest": {"mcp/sdk": "x"}}'
    assert seen("composer.json", text) == [(3, "openai-php/laravel", "0.10"), (4, "rubix/ml", "")]
    lock = '{"packages": [{\n"name": "openai-php\\/client",\n"version": "v0.10.1",\n"require": {"rubix/ml": "1"}}]}'
    assert seen("composer.lock", lock) == [(2, "openai-php/client", "0.10.1")]


def test_r() -> None:
    text = "Package: torch\nDepends: R (>= 4.1), caret\nImports:\n    torch (>= 0.13.0),\n    dplyr,\n    torch.foo\n"
    text += "Description: Uses keras,\n    xgboost\nSuggests: tidymodels\n"
    assert seen("DESCRIPTION", text) == [(2, "caret", ""), (4, "torch", "0.13.0"), (9, "tidymodels", "")]
    lock = '{"Packages": {"torch": {\n"Package": "torch",\n"Version": "0.13.0",\n"Requirements": ["caret"]}}}'
    assert seen("renv.lock", lock) == [(2, "torch", "0.13.0")]


def test_julia() -> None:
    text = 'name = "MLJ"\n[deps]\nFlux = "587475ba"\nDataFrames = "a93c6f00"\n[compat]\nFlux = "0.14, 0.15"\n'
    assert seen("Project.toml", text) == [(3, "Flux", "0.14")]
    manifest = 'julia_version = "1.10"\n\n[[deps.Flux]]\ndeps = ["MLJ"]\nuuid = "587475ba"\nversion = "0.14.19"\n\n'
    manifest += '[[deps.Other]]\nversion = "1.0"\n[[deps.MLJ]]\n'
    assert seen("Manifest.toml", manifest) == [(3, "Flux", "0.14.19"), (10, "MLJ", "")]


DOCKERFILE = """\
# syntax=docker/dockerfile:1
ARG VERSION=0.3.12
FROM --platform=$BUILDPLATFORM docker.io/ollama/ollama:${VERSION} AS models
from vllm/vllm-openai@sha256:0000
FROM python:3.12-slim
# RUN pip install groq
COPY --from=ghcr.io/huggingface/text-generation-inference:2.0 /x /y
RUN apt-get install -y torch && pip install --no-cache-dir -r requirements.txt "openai>=1.2" \\
      # anthropic
      'torch[x]==2.1' && echo cohere
RUN pip3 install -U transformers; uv pip install langchain
RUN npm install -g @anthropic-ai/claude-code@1.0 && yarn add openai
RUN conda install -y -c conda-forge pytorch=2.2
RUN ["pip", "install", "cohere[x]==5.0"]
RUN echo openai
ENV X=pip-install-groq
"""


def test_dockerfile() -> None:
    assert seen("Dockerfile", DOCKERFILE) == [
        (3, "ollama/ollama", "0.3.12"),
        (4, "vllm/vllm-openai", ""),
        (7, "huggingface/text-generation-inference", "2.0"),
        (8, "openai", "1.2"),
        (10, "torch", "2.1"),
        (11, "transformers", ""),
        (11, "langchain", ""),
        (12, "@anthropic-ai/claude-code", "1.0"),
        (12, "openai", ""),
        (13, "pytorch", "2.2"),
        (14, "cohere", "5.0"),
    ]


COMPOSE = """\
services:
  llm:
    image: "ollama/ollama:latest"
  mine:
    image: example.org/my-ollama/ollama:1
    # image: qdrant/qdrant
  db:
    image: localhost:5000/qdrant/qdrant:v1.9.0@sha256:00
  text:
    description: image ollama/ollama
---
apiVersion: v1
spec:
  containers:
    - image: vllm/vllm-openai
    - {name: x, image: ollama/ollama:0.3}
---
image:
  repository: semitechnologies/weaviate
  pullPolicy: Always
  tag: 1.25.0
"""


def test_compose_kubernetes_and_helm() -> None:
    assert seen("deploy/all.yaml", COMPOSE) == [
        (3, "ollama/ollama", "latest"),
        (8, "qdrant/qdrant", "v1.9.0"),
        (15, "vllm/vllm-openai", ""),
        (16, "ollama/ollama", "0.3"),
        (19, "semitechnologies/weaviate", "1.25.0"),
    ]
    assert hits("compose.yml", "image: ollama/ollama")[0].kind == "image"


def test_an_assistant_of_those_who_write_the_software_is_likely() -> None:
    installed = hits(
        ".devcontainer/Dockerfile",
        "FROM node:20\nRUN npm install -g @anthropic-ai/claude-code @openai/codex @google/gemini-cli\n"
        "RUN pip install aider-chat\nRUN npm install openai @anthropic-ai/sdk\n",
    )
    assert [(hit.line, hit.confidence) for hit in installed] == [
        (2, "likely"),
        (2, "likely"),
        (2, "likely"),
        (3, "likely"),
        (4, "certain"),
        (4, "certain"),
    ]


def test_home_assistant() -> None:
    text = '{"domain": "x",\n "dependencies": ["openai"],\n "requirements": [\n  "openai~=2.2.0",\n  "aiohttp"]}'
    assert seen("custom_components/x/manifest.json", text) == [(4, "openai", "2.2.0")]
    assert seen("public/manifest.json", '{"name": "openai", "icons": ["openai"]}') == []
