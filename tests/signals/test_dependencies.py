"""The detector as a whole: which files it reads, and what it says of what it finds."""

import codecs
from pathlib import Path

import pytest

from aims_gate.signals import DETECTORS
from aims_gate.signals import dependencies as package
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.dependencies import FAMILIES, Dependencies, files
from aims_gate.signals.dependencies.named import lower_bound
from aims_gate.signals.dependencies.names import Names
from tests.signals.dependencies import hits, seen

THOSE_READ = """
requirements.txt dev-requirements.txt requirements-dev.txt requirements.in requirements/prod.txt a/requirements/base.in
constraints.txt requirements.lock pyproject.toml sub/Pipfile Pipfile.lock setup.cfg setup.py environment.yml
environment-gpu.yaml conda.yml uv.lock poetry.lock pdm.lock pylock.toml pylock.dev.toml package.json
web/package-lock.json npm-shrinkwrap.json pnpm-lock.yaml pnpm-workspace.yaml yarn.lock bun.lock go.mod
Cargo.toml Cargo.lock pom.xml
build.gradle app/build.gradle.kts settings.gradle build.sbt gradle/libs.versions.toml App.csproj x.fsproj x.vbproj
Directory.Packages.props Directory.Build.targets packages.config packages.lock.json Gemfile Gemfile.lock x.gemspec
composer.json composer.lock DESCRIPTION renv.lock Project.toml Manifest.toml Dockerfile Dockerfile.prod
deploy/api.Dockerfile Containerfile docker-compose.yml k8s/deployment.yaml pixi.toml constraints/base.txt
mix.exs apps/web/mix.exs mix.lock pubspec.yaml pubspec.lock Package.swift App.xcodeproj/project.pbxproj
A/Package.resolved deno.json deno.jsonc import_map.json Makefile src/Makefile justfile scripts/setup.sh
custom_components/x/manifest.json
"""

THOSE_NOT_READ = """
README.md notes.txt requirements.md src/openai.py data.json package.jsonc tsconfig.json ruff.toml Cargo.toml.orig
node_modules/openai/package.json web/node_modules/x/Dockerfile pom.xml.bak go.sum go.work.sum main.go robots.txt
MANIFEST.in a/requirements Dockerignore .dockerignore
"""
READ, NOT_READ = THOSE_READ.split(), THOSE_NOT_READ.split()


@pytest.mark.parametrize("path", READ)
def test_a_file_that_names_dependencies_is_read(path: str) -> None:
    assert Dependencies().reads(path)
    assert files.family_of(path) in FAMILIES


@pytest.mark.parametrize("path", [*NOT_READ, "", "/", "a/"])
def test_another_file_is_not(path: str) -> None:
    assert not Dependencies().reads(path)
    assert list(Dependencies().hits(path, b"openai", Catalogue([]))) == []


def test_every_family_reads_files_of_its_own() -> None:
    assert {files.family_of(path) for path in READ} == set(FAMILIES)
    beside = {"__init__", "files", "named", "names", "json_entries", "toml_entries", "xml_elements"}
    assert {path.stem for path in Path(package.__path__[0]).glob("*.py")} - beside == set(FAMILIES)
    for family in FAMILIES.values():
        assert callable(family().read)


def test_the_detector_is_among_the_detectors() -> None:
    assert isinstance(DETECTORS["dependencies"].make(), Dependencies)


def test_a_hit_says_what_the_catalogue_knows() -> None:
    (hit,) = hits("requirements.txt", "\n  OpenAI [voice] >= 1.2, <2  # the assistant\n")
    assert hit._asdict() == {
        "row": "package:pypi:openai",
        "kind": "package",
        "line": 2,
        "text": "OpenAI [voice] >= 1.2, <2  # the assistant",
        "name": "openai",
        "vendor": "OpenAI",
        "model": "",
        "version": "1.2",
        "implies": ("dependency",),
        "confidence": "certain",
    }


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("uv.lock", 'version = 1\n\n[[package]]\nname = "{}"\nversion = "1.0"\n'),
        ("Pipfile.lock", '{{"default": {{"{}": {{"version": "==1.0"}}}}}}'),
    ],
)
def test_what_only_a_lock_file_names_may_have_come_with_something_else(path: str, text: str) -> None:
    (package_hit,) = hits(path, text.format("openai"))
    assert (package_hit.kind, package_hit.implies, package_hit.confidence) == ("package", ("dependency",), "likely")
    (agent,) = hits(path, text.format("mcp"))
    assert (agent.row, agent.kind, agent.implies, agent.confidence) == ("agent:pypi:mcp", "package", (), "likely")


def test_guardrails_monitors_and_agents_keep_their_kind_in_a_manifest() -> None:
    found = hits("requirements.txt", "nemoguardrails\nevidently==0.4\nmcp\npgvector\n")
    assert [(hit.kind, hit.implies, hit.confidence) for hit in found] == [
        ("guardrail", ("guardrail",), "certain"),
        ("monitor", ("monitoring",), "certain"),
        ("agent", ("tools",), "certain"),
        ("package", ("dependency",), "likely"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encode", [str.encode, lambda text: codecs.BOM_UTF8 + text.encode(), lambda t: t.encode("utf-16")]
)
def test_any_editors_line_ends_and_encoding(end: str, encode: object) -> None:
    assert callable(encode)
    assert seen("requirements.txt", encode(end.join(["torch==2.1", "", "numpy", "openai", ""]))) == [
        (1, "torch", "2.1"),
        (4, "openai", ""),
    ]


def test_a_very_long_line_is_shown_in_part() -> None:
    (hit,) = hits("package.json", '{"x": "' + "a" * 10_000 + '", "dependencies": {"openai": "^4"}, "y": "' + "b" * 999)
    assert hit.text.startswith('"openai": "^4"}')
    assert len(hit.text) <= package.LONGEST_TEXT


def test_the_same_package_twice_on_a_line_is_one_hit() -> None:
    text = '[project]\noptional-dependencies = {a = ["torch>=2"], b = ["torch>=2"], c = ["torch>=3"]}\n'
    assert seen("pyproject.toml", text) == [(2, "torch", "2"), (2, "torch", "3")]


@pytest.mark.parametrize(
    ("requirement", "version"),
    [
        ("==1.2.3", "1.2.3"),
        ("=1.2", "1.2"),
        ("1.2.3", "1.2.3"),
        ("v1.2.3", "1.2.3"),
        ("^4.2.0", "4.2.0"),
        ("~4.2", "4.2"),
        ("~> 1.0", "1.0"),
        ("~=1.4.2", "1.4.2"),
        (">=1.2,<2", "1.2"),
        ("<2,>=1.2", "1.2"),
        (">= 1.2 < 2", "1.2"),
        (">1", "1"),
        ("!=1.5,>=1.4", "1.4"),
        ("^3 || ^4", "3"),
        ("1.x", "1"),
        ("1.2.*", "1.2"),
        ("1.2.+", "1.2"),
        ("1.2.3 - 2.0", "1.2.3"),
        ("[1.0,2.0)", "1.0"),
        ("(,2.0]", ""),
        ("=1.2=py39_0", "1.2"),
        ("1.0.0-beta.2", "1.0.0-beta.2"),
        ("2.1.0+cu118", "2.1.0+cu118"),
        ("@v1.3", "1.3"),
        ("<2", ""),
        ("<=2", ""),
        ("!=2", ""),
        ("*", ""),
        ("", ""),
        ("latest", ""),
        ("workspace:*", ""),
        ("file:../x1", ""),
        ("git+ssh://git@example.org/x/y.git#main", ""),
        ("${openai.version}", ""),
    ],
)
def test_the_version_that_a_requirement_begins_at(requirement: str, version: str) -> None:
    assert lower_bound(requirement) == version


FOUND = Names(
    Catalogue(
        Row(f"{kind}:{ecosystem}:{pattern}", kind, ecosystem, pattern)
        for kind, ecosystem, pattern in [
            ("package", "pypi", "sentence-transformers"),
            ("package", "pypi", "llama-index-*"),
            ("monitor", "pypi", "llama-index-watch"),
            ("package", "npm", "openai"),
            ("package", "npm", "@ai-sdk/*"),
            ("package", "go", "github.com/openai/openai-go"),
            ("package", "maven", "dev.langchain4j:*"),
            ("package", "maven", "ai.djl.*"),
            ("package", "maven", "com.microsoft.azure:synapseml"),
            ("package", "nuget", "Microsoft.ML"),
            ("package", "nuget", "Microsoft.ML.*"),
            ("package", "cargo", "candle-core"),
            ("package", "packagist", "openai-php/client"),
            ("package", "conda", "pytorch"),
            ("package", "cran", "torch"),
            ("image", "oci", "ollama/ollama"),
            ("image", "oci", "mcp/*"),
        ]
    )
)


@pytest.mark.parametrize(
    ("ecosystem", "written", "row"),
    [
        ("pypi", "Sentence_Transformers", "package:pypi:sentence-transformers"),
        ("pypi", "sentence...transformers", "package:pypi:sentence-transformers"),
        ("pypi", "llama_index_llms_openai", "package:pypi:llama-index-*"),
        ("pypi", "llama-index-watch", "monitor:pypi:llama-index-watch"),
        ("npm", "@ai-sdk/openai", "package:npm:@ai-sdk/*"),
        ("go", "github.com/openai/openai-go/v2", "package:go:github.com/openai/openai-go"),
        ("go", "github.com/openai/openai-go/azure", "package:go:github.com/openai/openai-go"),
        ("maven", "dev.langchain4j:langchain4j-open-ai", "package:maven:dev.langchain4j:*"),
        ("maven", "ai.djl.pytorch:pytorch-engine", "package:maven:ai.djl.*"),
        ("maven", "com.microsoft.azure:synapseml_2.12", "package:maven:com.microsoft.azure:synapseml"),
        ("nuget", "microsoft.ml", "package:nuget:Microsoft.ML"),
        ("nuget", "Microsoft.ML.OnnxRuntime.Gpu", "package:nuget:Microsoft.ML.*"),
        ("cargo", "candle_core", "package:cargo:candle-core"),
        ("packagist", "OpenAI-PHP/Client", "package:packagist:openai-php/client"),
        ("conda", "PyTorch", "package:conda:pytorch"),
        ("conda", "sentence-transformers", "package:pypi:sentence-transformers"),
        ("oci", "docker.io/ollama/ollama", "image:oci:ollama/ollama"),
        ("oci", "localhost:5000/ollama/ollama", "image:oci:ollama/ollama"),
        ("oci", "mcp/fetch", "image:oci:mcp/*"),
    ],
)
def test_a_name_is_compared_as_its_ecosystem_does(ecosystem: str, written: str, row: str) -> None:
    found = FOUND.found(ecosystem, written)
    assert found
    assert found[1].id == row


@pytest.mark.parametrize(
    ("ecosystem", "written"),
    [
        ("pypi", "sentence-transformers-foo"),
        ("pypi", "my-sentence-transformers"),
        ("pypi", "llama-index"),
        ("pypi", "my-llama-index-x"),
        ("npm", "OpenAI"),
        ("npm", "openai-foo"),
        ("npm", "@x/openai"),
        ("npm", "@ai-sdk"),
        ("go", "github.com/openai/openai-go-foo"),
        ("go", "github.com/openai"),
        ("go", "example.org/github.com/openai/openai-go"),
        ("maven", "dev.langchain4jx:y"),
        ("maven", "langchain4j"),
        ("nuget", "Microsoft.MLx"),
        ("cran", "Torch"),
        ("npm", "torch"),
        ("oci", "ollama"),
        ("oci", "x/ollama/ollama"),
        ("unknown", "openai"),
        ("pypi", "llama-index-" + "x" * 300),
        ("pypi", ""),
    ],
)
def test_another_name_is_another_package(ecosystem: str, written: str) -> None:
    assert FOUND.found(ecosystem, written) is None
