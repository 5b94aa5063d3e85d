"""JavaScript's manifests and lock files, as people and their tools write them."""

import json

import pytest

from tests.signals.dependencies import hits, seen

PACKAGE = """\
{
  "name": "openai",
  "description": "uses \\"langchain\\" { and more",
  "keywords": ["ollama", "cohere-ai"],
  "scripts": {"groq-sdk": "openai"},
  "dependencies": {
    "openai": "^4.52.0",
    "@ai-sdk/anthropic": "1.x",
    "openai-foo": "1",
    "my-openai": "1",
    "OpenAI": "1",
    "react": "npm:@anthropic-ai/sdk@~0.24",
    "ai": "workspace:*"
  },
  "devDependencies": {"promptfoo": "latest"},
  "peerDependencies": {"@langchain/core": ">=0.2 <0.4"},
  "optionalDependencies": {"onnxruntime-node": "git+https://example.org/x.git#v1"},
  "overrides": {"foo": {"chromadb": "1.8"}},
  "peerDependenciesMeta": {"replicate": {"optional": true}}
}
"""


def test_package_json() -> None:
    assert seen("web/package.json", PACKAGE) == [
        (7, "openai", "4.52.0"),
        (8, "@ai-sdk/anthropic", "1"),
        (12, "@anthropic-ai/sdk", "0.24"),
        (13, "ai", ""),
        (15, "promptfoo", ""),
        (16, "@langchain/core", "0.2"),
        (17, "onnxruntime-node", ""),
    ]
    assert {hit.confidence for hit in hits("web/package.json", PACKAGE)} == {"certain"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"scripts": {"a": "b", "dependencies": {"openai": "^4"', ["openai"]),
        ('{"a": 1}} , "dependencies": {"openai": "^4"}', ["openai"]),
        ('{"dependencies": {"openai": "^4" "ai": "4"}}', ["openai", "ai"]),
        ('{"dependencies": {"openai: "^4",\n "ai": "4"}}', ["ai"]),
        ('{"dependencies": {"openai": "^4",,}, // x\n}', ["openai"]),
        ('{"dependencies": {// "openai": "^4"\n"ai": "4"}}', ["ai"]),
        ('{"dependencies": {"open\\u0061i": "^4"}}', ["openai"]),
        ('{"dependencies": {"openai": null, "ai": true}}', ["openai", "ai"]),
        ('{"dependencies": ["openai"]}', []),
        ('{"x": "\\"dependencies\\": {\\"openai\\": \\"4\\"}"}', []),
        ("", []),
        ("openai", []),
    ],
)
def test_a_broken_package_json_hides_nothing(text: str, found: list[str]) -> None:
    assert [name for _, name, _ in seen("package.json", text)] == found


def locked(version: str, **more: str) -> dict[str, str]:
    return {**more, "version": version, "resolved": "https://example.org/x.tgz", "integrity": "sha512-AAAA"}


@pytest.mark.parametrize("path", ["package-lock.json", "npm-shrinkwrap.json"])
@pytest.mark.parametrize("indent", [2, None])
def test_npm(path: str, indent: int | None) -> None:
    packages = {
        "": {"name": "openai", "dependencies": {"ai": "^4"}},
        "node_modules/openai": locked("4.52.0"),
        "node_modules/openai-foo": locked("1.0.0"),
        "node_modules/a/node_modules/@ai-sdk/openai": locked("1.2.3-beta.1"),
        "node_modules/other": locked("0.24.0", name="@anthropic-ai/sdk"),
        "node_modules/linked": {"resolved": "packages/linked", "link": True},
    }
    below = {"openai": {**locked("4.52.0"), "requires": {"ai": "^4"}}}
    text = json.dumps({"lockfileVersion": 2, "packages": packages, "dependencies": below}, indent=indent)
    found = [("openai", "4.52.0"), ("@ai-sdk/openai", "1.2.3-beta.1"), ("@anthropic-ai/sdk", "0.24.0")]
    assert [(name, version) for _, name, version in seen(path, text)] == found
    assert {hit.confidence for hit in hits(path, text)} == {"likely"}
    if indent:
        lines = text.splitlines()
        assert all(name.rpartition("/")[2] in lines[line - 1] for line, name, _ in seen(path, text)[:2])


@pytest.mark.parametrize("indent", [2, None])
def test_npm_version_1(indent: int | None) -> None:
    below = {"@ai-sdk/openai": locked("1.0.0"), "my-openai": locked("2.0.0")}
    dependencies = {
        "openai": {**locked("4.52.0"), "requires": {"ai": "^4"}, "dependencies": below},
        "alias": locked("npm:ai@3.1.0"),
    }
    text = json.dumps({"name": "x", "lockfileVersion": 1, "dependencies": dependencies}, indent=indent)
    found = [("openai", "4.52.0"), ("@ai-sdk/openai", "1.0.0"), ("ai", "3.1.0")]
    assert [(name, version) for _, name, version in seen("package-lock.json", text)] == found


PNPM = """\
lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      openai:
        specifier: ^4.52.0
        version: 4.52.0(zod@3.23.8)
packages:
  /openai/3.1.0:
    resolution: {integrity: sha512-AAAA}
  /ai@3.2.0(react@18.0.0):
    resolution: {integrity: sha512-AAAA}
  openai@4.52.0:
    resolution: {integrity: sha512-AAAA}
  '@ai-sdk/openai@1.0.0':
    resolution: {integrity: sha512-AAAA}
  openai-foo@1.0.0:
    dependencies:
      ai: 3.2.0
snapshots:
  openai@4.52.0(zod@3.23.8):
    dependencies:
      zod: 3.23.8
"""


def test_pnpm() -> None:
    assert seen("pnpm-lock.yaml", PNPM) == [
        (9, "openai", "3.1.0"),
        (11, "ai", "3.2.0"),
        (13, "openai", "4.52.0"),
        (15, "@ai-sdk/openai", "1.0.0"),
    ]


PNPM_WORKSPACE = """\
packages:
  - packages/*
  - ai
catalog:
  openai: ^4.52.0
  '@ai-sdk/openai': 1.0.0
  # ollama: 1
catalogs:
  next:
    langchain: ^0.3.0
    my-openai: 1
onlyBuiltDependencies:
  - onnxruntime-node
"""


def test_pnpm_catalogues() -> None:
    assert seen("pnpm-workspace.yaml", PNPM_WORKSPACE) == [
        (5, "openai", "4.52.0"),
        (6, "@ai-sdk/openai", "1.0.0"),
        (10, "langchain", "0.3.0"),
    ]


YARN_CLASSIC = """\
# yarn lockfile v1


openai@^4.0.0, openai@^4.1.0:
  version "4.52.0"
  resolved "https://example.org/openai.tgz#0"
  dependencies:
    ai "^3.0.0"

"@ai-sdk/openai@^1.0.0":
  version "1.2.0"

openai-foo@1:
  version "1.0.0"

"alias@npm:langchain@^0.2":
  version "0.2.9"
"""

YARN_BERRY = """\
__metadata:
  version: 8

"openai@npm:^4.0.0, openai@npm:^4.1.0":
  version: 4.52.0
  resolution: "openai@npm:4.52.0"

"@ai-sdk/openai@npm:^1.0.0":
  version: 1.2.0
"""


def test_yarn() -> None:
    assert seen("yarn.lock", YARN_CLASSIC) == [
        (4, "openai", "4.52.0"),
        (10, "@ai-sdk/openai", "1.2.0"),
        (16, "langchain", "0.2.9"),
    ]
    assert seen("yarn.lock", YARN_BERRY) == [(4, "openai", "4.52.0"), (8, "@ai-sdk/openai", "1.2.0")]
    assert seen("yarn.lock", 'openai@^4:\n  version "4.0.0"\n') == [(1, "openai", "4.0.0")]


def test_bun() -> None:
    text = '{\n  "lockfileVersion": 1,\n  "workspaces": {"": {"dependencies": {"ai": "^4"}}},\n  "packages": {\n'
    text += '    "openai": ["openai@4.52.0", "", {"dependencies": {"x": "1"}}, "sha512-A=="],\n'
    text += '    "@ai-sdk/openai": ["@ai-sdk/openai@1.0.0", "", {}, "sha512-A=="],\n'
    text += '    "openai-foo": ["openai-foo@1.0.0", "", {}, "sha512-A=="],\n  }\n}\n'
    assert seen("bun.lock", text) == [(5, "openai", "4.52.0"), (6, "@ai-sdk/openai", "1.0.0")]
