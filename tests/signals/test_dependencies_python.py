"""Python's manifests and lock files, as people and their tools write them."""

import pytest

from tests.signals.dependencies import hits, seen

REQUIREMENTS = """\
# openai==0.28  was too old
--index-url https://example.org/simple
-r base.txt
OpenAI[datalib]==1.40.0 ; python_version >= "3.9" \\
    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000
openai-foo==1
my-torch
torch>=2.1,<3   # openai
scikit_learn ~= 1.4
-e git+https://example.org/langchain.git@main#egg=langchain
anthropic @ git+https://github.com/anthropics/anthropic-sdk-python@v0.34.0
https://example.org/wheels/xgboost-2.0.3-py3-none-any.whl
numpy
pandas
openai is what we use
  transformers
"""


def test_requirements() -> None:
    assert seen("requirements.txt", REQUIREMENTS) == [
        (4, "openai", "1.40.0"),
        (8, "torch", "2.1"),
        (9, "scikit-learn", "1.4"),
        (10, "langchain", ""),
        (11, "anthropic", "0.34.0"),
        (12, "xgboost", "2.0.3"),
        (16, "transformers", ""),
    ]


PYPROJECT = """\
[build-system]
requires = ["setuptools", "torch"]

[project]
name = "openai"
description = "uses anthropic"
keywords = ["langchain"]
dependencies = [
    "httpx",
    "openai >=1.30,<2",  # "anthropic"
    'torch==2.3.0; sys_platform == "linux"',
    # "cohere",
]

[project.optional-dependencies]
local = ["llama-cpp-python>=0.2", "vllm"]

[project.scripts]
openai = "x:main"

[dependency-groups]
dev = ["pytest", {include-group = "ai"}]
ai = ["instructor~=1.3"]

[tool.uv]
dev-dependencies = ["langfuse"]

[tool.pdm.dev-dependencies]
x = ["dspy"]

[tool.hatch.envs.default]
dependencies = ["ragas"]

[tool.other]
text = \"\"\"
[project]
dependencies = ["mistralai"]
\"\"\"
dependencies = ["groq"]
"""


def test_pyproject() -> None:
    assert seen("pyproject.toml", PYPROJECT) == [
        (10, "openai", "1.30"),
        (11, "torch", "2.3.0"),
        (16, "llama-cpp-python", "0.2"),
        (16, "vllm", ""),
        (23, "instructor", "1.3"),
        (26, "langfuse", ""),
        (29, "dspy", ""),
        (32, "ragas", ""),
    ]


POETRY = """\
[tool.poetry.dependencies]
python = "^3.11"
openai = "^1.2"
torch = {version = "2.1.0", source = "pytorch"}
langchain = [
    {version = "<=0.1", python = "<3.10"},
    {version = "0.2", python = ">=3.10"},
]
transformers = {git = "https://example.org/transformers.git"}
"Sentence_Transformers" = "3.0"

[tool.poetry.group.eval.dependencies]
ragas = "*"

[tool.poetry.group.dev.dependencies.evidently]
version = "0.4"
optional = true

[tool.poetry.extras]
ai = ["openai"]
"""


def test_poetry() -> None:
    assert seen("pyproject.toml", POETRY) == [
        (3, "openai", "1.2"),
        (4, "torch", "2.1.0"),
        (5, "langchain", ""),
        (9, "transformers", ""),
        (10, "sentence-transformers", "3.0"),
        (13, "ragas", ""),
        (15, "evidently", "0.4"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[project]\ndependencies = ["openai",\n[tool.poetry.dependencies]\ntorch = "2"\n', ["openai", "torch"]),
        ('[tool.poetry.dependencies]\nx = {version = "1"\ntorch = "2"\n', ["torch"]),
        ('[tool.poetry.dependencies]\nopenai = "1\ntorch = "2"\n', ["openai", "torch"]),
        ('[tool.poetry.dependencies]\n= = ]]\ntorch = "2"\n', ["torch"]),
        ('[project]\ndependencies = [\n"openai"\n"torch"\n', ["openai", "torch"]),
        ('[tool.poetry.dependencies]\ntorch = {\n  version = "2",\n}\nopenai = "1"\n', ["torch", "openai"]),
        ("[tool.poetry.dependencies]\nopenai", []),
    ],
)
def test_a_broken_pyproject_hides_nothing(text: str, found: list[str]) -> None:
    assert [name for _, name, _ in seen("pyproject.toml", text)] == found


def test_pipenv() -> None:
    text = (
        '[[source]]\nurl = "x"\n[packages]\nopenai = "*"\ntorch = {version = "==2.1"}\n[dev-packages]\nshap = "~=0.4"\n'
    )
    assert seen("Pipfile", text) == [(4, "openai", ""), (5, "torch", "2.1"), (7, "shap", "0.4")]
    lock = (
        '{\n "_meta": {"hash": {"sha256": "x"}},\n "default": {\n  "openai": {\n   "hashes": [\n    "sha256:0"\n   ],\n'
    )
    lock += '   "version": "==1.3.5"\n  }\n },\n "develop": {"shap": {"version": "==0.4"}}}\n'
    assert seen("Pipfile.lock", lock) == [(4, "openai", "1.3.5"), (11, "shap", "0.4")]


SETUP_CFG = """\
[metadata]
name = openai
[options]
python_requires = >=3.9
install_requires =
    openai>=1
    # torch
    torch; python_version > "3"
packages = find:
[options.extras_require]
ai = anthropic
more =
    cohere==5.0
[flake8]
install_requires = groq
"""


def test_setup_cfg() -> None:
    assert seen("setup.cfg", SETUP_CFG) == [
        (6, "openai", "1"),
        (8, "torch", ""),
        (11, "anthropic", ""),
        (13, "cohere", "5.0"),
    ]


SETUP_PY = '''\
"""install_requires=["groq"]"""
from setuptools import setup
REQUIRED = ["openai>=1.0"]  # ["groq"]
setup(
    name="torch",
    keywords=["cohere"],
    python_requires=">=3.9",
    install_requires=REQUIRED + [
        "torch" + ">=2",
        'langchain>=0.1',
    ],
    extras_require={
        "mistralai": ["anthropic>=0.30"],
    },
    classifiers=["groq"],
)
print(["groq"])
'''


def test_setup_py() -> None:
    assert seen("setup.py", SETUP_PY) == [
        (3, "openai", "1.0"),
        (9, "torch", ""),
        (10, "langchain", "0.1"),
        (13, "anthropic", "0.30"),
    ]


ENVIRONMENT = """\
name: torch
channels: [openai]
dependencies:
  - python=3.11
  - pytorch=2.1.*=py3.11_cuda12.1_0
  - conda-forge::openai >=1.0
  - "scikit-learn"
  # - anthropic
  - pip
  - pip:
    - transformers==4.40
    - Sentence_Transformers
  - xgboost[version='>=2']
variables:
  openai: x
  - cohere
"""


def test_conda() -> None:
    assert seen("environment.yml", ENVIRONMENT) == [
        (5, "pytorch", "2.1"),
        (6, "openai", "1.0"),
        (7, "scikit-learn", ""),
        (11, "transformers", "4.40"),
        (12, "sentence-transformers", ""),
        (13, "xgboost", ""),
    ]
    assert seen("conda.yaml", "dependencies: [numpy, openai=1.2, torch]\n") == [(1, "openai", "1.2"), (1, "torch", "")]
    pixi = '[dependencies]\npytorch = ">=2"\n[pypi-dependencies]\nopenai = "*"\n'
    assert seen("pixi.toml", pixi) == [(2, "pytorch", "2"), (4, "openai", "")]


@pytest.mark.parametrize("path", ["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"])
def test_locks(path: str) -> None:
    text = 'version = 1\n\n[[package]]\nname = "openai"\nversion = "1.40.0"\ndependencies = [\n    { name = "torch" },\n]\n'
    text += '\n[[package]]\nname = "openai-foo"\nversion = "1"\n\n[[package]]\nname = "my-torch"\n# name = "torch"\n'
    text += '\n[[package]]\nname = "torch"\nsource = { virtual = "." }\n\n'
    text += '[package.metadata]\nrequires-dist = [{ name = "cohere" }]'
    assert seen(path, text) == [(4, "openai", "1.40.0"), (19, "torch", "")]
    assert {hit.confidence for hit in hits(path, text)} == {"likely"}
