"""Every row of the catalogue is found in every kind of manifest of its ecosystem, and what only looks like it is not."""

import json
from collections.abc import Callable

import pytest

from aims_gate.model.signal import SignalKind
from aims_gate.signals.catalogue import Row
from tests.signals.dependencies import catalogue, hits

KINDS: tuple[SignalKind, ...] = ("agent", "guardrail", "monitor", "package", "image")
ECOSYSTEMS = (
    *("pypi", "npm", "go", "maven", "nuget", "cargo", "rubygems", "packagist", "conda", "cran", "julia", "hex", "pub"),
    *("swift", "oci"),
)
VERSION = "7.6.5"

Writer = Callable[[list[str]], str]


def lines(before: str, each: str, after: str = "") -> Writer:
    """A file with a line for each name: `{n}` is the name, `{v}` the version, `{g}` and `{a}` the parts around a colon."""

    def write(names: list[str]) -> str:
        parts = [(name, *name.partition(":")[::2]) for name in names]
        rows = [each.replace("{n}", n).replace("{g}", g).replace("{a}", a).replace("{v}", VERSION) for n, g, a in parts]
        return "".join([before, *rows, after])

    return write


TOML_LOCK = lines("version = 1\n", '[[package]]\nname = "{n}"\nversion = "{v}"\n')
POETRY = "[tool.poetry.group.ai.dependencies]\n"
DEPENDENCY = "<dependency><groupId>{g}</groupId><artifactId>{a}</artifactId><version>{v}</version></dependency>\n"

FORMATS: dict[str, dict[str, Writer]] = {
    "pypi": {
        "requirements.txt": lines("# names\n", "{n}>={v}\n"),
        "constraints.txt": lines("", "{n} == {v} ; python_version > '3'\n"),
        "requirements/ai.in": lines("", "{n}[extra]~={v}\n"),
        "pyproject.toml": lines("[project]\ndependencies = [\n", '  "{n}>={v},<99",\n', "]\n"),
        "a/pyproject.toml": lines(POETRY, '"{n}" = "^{v}"\n'),
        "Pipfile": lines("[packages]\n", '"{n}" = {version = "=={v}"}\n'),
        "Pipfile.lock": lines('{"default": {\n', '"{n}": {"hashes": [], "version": "=={v}"},\n', '"x": {}}}'),
        "setup.cfg": lines("[options]\ninstall_requires =\n", "    {n}>={v}\n"),
        "setup.py": lines("setup(install_requires=[\n", "    '{n}>={v}',\n", "])\n"),
        "environment.yml": lines("dependencies:\n", "  - {n}={v}\n"),
        "environment.yaml": lines("dependencies:\n  - pip:\n", "    - {n}=={v}\n"),
        "uv.lock": TOML_LOCK,
        "poetry.lock": TOML_LOCK,
        "pdm.lock": TOML_LOCK,
        "Dockerfile": lines("FROM scratch\n", "RUN pip install {n}=={v}\n"),
        "install.sh": lines("#!/bin/sh\n", "pip3 install --upgrade {n}=={v}\n"),
        "Makefile": lines("deps:\n", "\tuv add {n}=={v}\n"),
    },
    "npm": {
        "deno.json": lines('{"imports": {\n', '"a-{n}": "npm:{n}@^{v}",\n', "}}"),
        "import_map.json": lines('{"imports": {\n', '"a-{n}": "https://esm.sh/{n}@{v}/x.mjs",\n', "}}"),
        "setup.sh": lines("#!/bin/sh\n", "npm install --global {n}@{v}\n"),
        "package.json": lines('{"dependencies": {\n', '"{n}": "^{v}",\n', '"x": "1"}}'),
        "package-lock.json": lines('{"packages": {\n', '"node_modules/{n}": {"version": "{v}"},\n', '"x": {}}}'),
        "npm-shrinkwrap.json": lines('{"dependencies": {\n', '"{n}": {"version": "{v}"},\n', '"x": {}}}'),
        "pnpm-lock.yaml": lines("packages:\n", "  '{n}@{v}':\n    engines: {}\n"),
        "a/pnpm-lock.yaml": lines("packages:\n", "  /{n}/{v}:\n"),
        "yarn.lock": lines("# yarn\n", '"{n}@^7":\n  version "{v}"\n'),
        "a/yarn.lock": lines("__metadata:\n", '"{n}@npm:^7":\n  version: {v}\n'),
        "bun.lock": lines('{"packages": {\n', '"{n}": ["{n}@{v}", "", {}, "sha512-A"],\n', "}}"),
        "Dockerfile": lines("FROM scratch\n", "RUN npm install {n}@{v}\n"),
    },
    "go": {
        "go.mod": lines("module x\nrequire (\n", "\t{n} v{v}\n", ")\n"),
        "a/go.mod": lines("", "require {n}/v7 v{v}\n"),
    },
    "maven": {
        "pom.xml": lines("<project><dependencies>\n", DEPENDENCY),
        "build.gradle": lines("dependencies {\n", "  implementation '{g}:{a}:{v}'\n"),
        "build.gradle.kts": lines("", '  api(group = "{g}", name = "{a}", version = "{v}")\n'),
        "build.sbt": lines("", 'libraryDependencies += "{g}" % "{a}" % "{v}"\n'),
        "libs.versions.toml": lines("[libraries]\n", '"{n}" = { module = "{g}:{a}", version = "{v}" }\n'),
    },
    "nuget": {
        "x.csproj": lines("<Project>\n", '<PackageReference Include="{n}" Version="{v}" />\n'),
        "Directory.Packages.props": lines("", '<PackageVersion Include="{n}" Version="{v}" />\n'),
        "packages.config": lines("", '<package id="{n}" version="{v}" />\n'),
        "packages.lock.json": lines('{"dependencies": {"net8": {\n', '"{n}": {"resolved": "{v}"},\n', "}}}"),
    },
    "cargo": {
        "Cargo.toml": lines("[dependencies]\n", '{n} = "{v}"\n'),
        "a/Cargo.toml": lines("[dev-dependencies]\n", 'a-{n} = { package = "{n}", version = "{v}" }\n'),
        "Cargo.lock": TOML_LOCK,
    },
    "rubygems": {
        "Gemfile": lines("", "gem '{n}', '~> {v}'\n"),
        "Gemfile.lock": lines("GEM\n  specs:\n", "    {n} ({v})\n"),
        "x.gemspec": lines("", "  s.add_dependency '{n}', '>= {v}'\n"),
    },
    "packagist": {
        "composer.json": lines('{"require": {\n', '"{n}": "^{v}",\n', "}}"),
        "composer.lock": lines('{"packages": [\n', '{"name": "{n}", "version": "v{v}"},\n', "]}"),
    },
    "conda": {"environment.yml": lines("dependencies:\n", "  - {n}={v}\n")},
    "cran": {
        "DESCRIPTION": lines("Imports:\n", "    {n} (>= {v}),\n"),
        "renv.lock": lines("{\n", '"{n}": {"Package": "{n}", "Version": "{v}"},\n'),
    },
    "julia": {
        "Project.toml": lines("[deps]\n", '{n} = "0000"\n'),
        "Manifest.toml": lines("", '[[deps.{n}]]\nversion = "{v}"\n'),
    },
    "hex": {
        "mix.exs": lines("defp deps do\n  [\n", '    {:{n}, "~> {v}", only: :dev},\n', "  ]\nend\n"),
        "a/mix.exs": lines("[\n", '{:a, "~> {v}", hex: :{n}},\n', "]\n"),
        "mix.lock": lines("%{\n", '  "{n}": {:hex, :{n}, "{v}", "0000", [:mix], [], "hexpm"},\n', "}\n"),
    },
    "pub": {
        "pubspec.yaml": lines("name: a\ndependencies:\n", "  {n}: ^{v}\n"),
        "a/pubspec.yaml": lines("dev_dependencies:\n", "  {n}:\n    hosted: https://example.org\n    version: ^{v}\n"),
        "pubspec.lock": lines("packages:\n", '  {n}:\n    description:\n      name: a\n    version: "{v}"\n'),
    },
    "swift": {
        "Package.swift": lines("let package = Package(\n", '.package(url: "https://{n}.git", from: "{v}"),\n', ")\n"),
        "a/Package.swift": lines("", '.package(name: "a", url: "https://{n}", exact: "{v}"),\n'),
        "Package.resolved": lines('{"pins": [\n', '{"location": "https://{n}.git", "state": {"version": "{v}"}},\n'),
        "project.pbxproj": lines("", 'repositoryURL = "https://{n}"; requirement = { minimumVersion = {v}; };\n'),
    },
    "oci": {
        "Dockerfile": lines("", "FROM {n}:{v}\n"),
        "compose.yml": lines("services:\n", "    image: {n}:{v}\n"),
    },
}

EVERY_FORMAT = [(ecosystem, path) for ecosystem, written in FORMATS.items() for path in written]


def rows(ecosystem: str) -> list[Row]:
    """The rows of an ecosystem, one for each pattern."""
    return [row for kind in KINDS for row in catalogue().of(kind, ecosystem).values()]


def sample(row: Row) -> str:
    """A name that a row recognises."""
    return row.pattern.replace("*", "x:sample" if row.pattern.endswith(".*") and row.ecosystem == "maven" else "sample")


def test_every_ecosystem_has_rows_and_formats() -> None:
    known = {row.ecosystem for row in catalogue().rows if row.kind in KINDS and row.ecosystem != "any"}
    assert set(ECOSYSTEMS) == set(FORMATS)
    assert {ecosystem for ecosystem in ECOSYSTEMS if rows(ecosystem)} == set(ECOSYSTEMS) <= known


@pytest.mark.parametrize(("ecosystem", "path"), EVERY_FORMAT)
def test_every_row_is_found_at_its_line(ecosystem: str, path: str) -> None:
    wanted = rows(ecosystem)
    text = FORMATS[ecosystem][path]([sample(row) for row in wanted])
    found = hits(path, text)
    assert [hit.row for hit in found] == [row.id for row in wanted]
    assert {hit.version for hit in found} == ({""} if path == "Project.toml" else {VERSION})
    for row, hit in zip(wanted, found, strict=True):
        artifact = sample(row).rpartition(":")[2]
        assert artifact in text.splitlines()[hit.line - 1]
        assert artifact in hit.text
        assert hit.vendor == row.vendor


def near(name: str) -> list[str]:
    """Names of other packages that look like one."""
    return [f"{name}-foo", f"{name}x", f"my-{name}"]


@pytest.mark.parametrize(("ecosystem", "path"), EVERY_FORMAT)
def test_names_that_only_look_like_a_row_are_none(ecosystem: str, path: str) -> None:
    known = {row.pattern for row in rows(ecosystem)}
    exact = [row for row in rows(ecosystem) if "*" not in row.pattern]
    for at in range(3):
        names = {near(row.pattern)[at]: row for row in exact if near(row.pattern)[at] not in known}
        # Below a module's path in Go is the module itself; a name beside it is another.
        found = hits(path, FORMATS[ecosystem][path](list(names)))
        assert not {hit.row for hit in found} & {row.id for row in exact}


COMMENTS = {
    "requirements.txt": "# {n}>={v}\n",
    "pyproject.toml": '[project]\ndependencies = [\n# "{n}>={v}",\n]\n',
    "Pipfile": '[packages]\n# "{n}" = "*"\n',
    "setup.cfg": "[options]\ninstall_requires =\n    # {n}\n",
    "setup.py": "setup(install_requires=[\n  # '{n}',\n])",
    "environment.yml": "dependencies:\n  # - {n}\n",
    "go.mod": "require (\n// {n} v1.0.0\n)\n",
    "Cargo.toml": '[dependencies]\n# {n} = "1"\n',
    "pom.xml": "<dependencies><!-- " + DEPENDENCY + " --></dependencies>",
    "build.gradle": "// implementation '{g}:{a}:{v}'\n/* '{g}:{a}:{v}' */\n",
    "x.csproj": '<!-- <PackageReference Include="{n}" /> -->',
    "Gemfile": "# gem '{n}'\n",
    "Project.toml": '[deps]\n# {n} = "0"\n',
    "Dockerfile": "# FROM {n}\n# RUN pip install {n}\n",
    "compose.yml": "# image: {n}\n",
    "mix.exs": '[\n# {:{n}, "~> 1.0"},\n]\n',
    "pubspec.yaml": "dependencies:\n  # {n}: ^1.0.0\n",
    "Package.swift": '// .package(url: "https://{n}.git", from: "1.0.0"),\n',
    "install.sh": "# pip install {n}\n",
}


@pytest.mark.parametrize("path", COMMENTS)
def test_names_in_comments_are_none(path: str) -> None:
    names = [sample(row) for ecosystem in ECOSYSTEMS for row in rows(ecosystem)]
    found = [hits(path, lines("", COMMENTS[path])([name])) for name in names]
    assert not any(found)


def test_names_in_other_texts_are_none() -> None:
    names = [sample(row) for row in rows("npm")]
    text = json.dumps({"name": names[0], "keywords": names, "scripts": dict.fromkeys(names, "x"), "files": names})
    assert hits("package.json", text) == []
    assert hits("pyproject.toml", "[project]\nkeywords = " + json.dumps([sample(row) for row in rows("pypi")])) == []
