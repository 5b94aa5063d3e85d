"""Which files name dependencies, told by their paths alone, and which family of formats each is of."""

_EXACT = {
    "requirements.lock": "requirements",
    "requirements-dev.lock": "requirements",
    "pyproject.toml": "pyproject",
    "Pipfile": "pyproject",
    "Pipfile.lock": "pyproject",
    "pixi.toml": "pyproject",
    "setup.cfg": "setup_files",
    "setup.py": "setup_files",
    "uv.lock": "toml_locks",
    "poetry.lock": "toml_locks",
    "pdm.lock": "toml_locks",
    "pylock.toml": "toml_locks",
    "Cargo.lock": "toml_locks",
    "Manifest.toml": "toml_locks",
    "JuliaManifest.toml": "toml_locks",
    "manifest.json": "home_assistant",
    "package.json": "node",
    "pnpm-workspace.yaml": "node",
    "package-lock.json": "node_locks",
    "npm-shrinkwrap.json": "node_locks",
    "pnpm-lock.yaml": "node_locks",
    "yarn.lock": "node_locks",
    "bun.lock": "node_locks",
    "go.mod": "go",
    "Cargo.toml": "cargo",
    "pom.xml": "maven",
    "packages.config": "dotnet",
    "Packages.config": "dotnet",
    "packages.lock.json": "dotnet",
    "Gemfile": "ruby",
    "gems.rb": "ruby",
    "Gemfile.lock": "ruby",
    "gems.locked": "ruby",
    "composer.json": "php",
    "composer.lock": "php",
    "DESCRIPTION": "r",
    "renv.lock": "r",
    "Project.toml": "julia",
    "JuliaProject.toml": "julia",
    "deno.json": "deno",
    "deno.jsonc": "deno",
    "import_map.json": "deno",
    "mix.exs": "elixir",
    "mix.lock": "elixir",
    "pubspec.yaml": "dart",
    "pubspec.lock": "dart",
    "Package.swift": "swift",
    "Package.resolved": "swift",
    "project.pbxproj": "swift",
    "Makefile": "installs",
    "makefile": "installs",
    "Justfile": "installs",
    "justfile": "installs",
}

_ENDINGS = {
    "txt": "requirements",
    "in": "requirements",
    "gemspec": "ruby",
    "sh": "installs",
    "bash": "installs",
    "gradle": "gradle",
    "kts": "gradle",
    "sbt": "gradle",
    "toml": "gradle",
    "csproj": "dotnet",
    "fsproj": "dotnet",
    "vbproj": "dotnet",
    "props": "dotnet",
    "targets": "dotnet",
    "yml": "containers",
    "yaml": "containers",
    "dockerfile": "containers",
    "Dockerfile": "containers",
    "containerfile": "containers",
}

_BUILDS = ("Dockerfile", "dockerfile", "Containerfile", "containerfile")
_REQUIREMENTS = ("requirement", "constraint")
_ENVIRONMENTS = ("environment", "conda")
_INSTALLED = "node_modules/"


def family_of(path: str) -> str:
    """The family that a file is of, '' where it names no dependencies. Packages that were installed are of none."""
    name = path[path.rfind("/") + 1 :]
    found = _EXACT.get(name) or _ENDINGS.get(name[name.rfind(".") + 1 :], "")
    if not found:
        found = "containers" if name.startswith(_BUILDS) else ""
    elif found == "requirements":
        found = found if _lists_requirements(path, name) else ""
    elif name.endswith(".toml") and found == "gradle":
        found = _toml(name)
    elif found == "containers" and name.lower().startswith(_ENVIRONMENTS):
        found = "conda"
    return "" if found and _INSTALLED in path else found


def _lists_requirements(path: str, name: str) -> bool:
    folder = path[: -len(name)].rstrip("/").rpartition("/")[2]
    return folder.startswith(_REQUIREMENTS) or any(word in name.lower() for word in _REQUIREMENTS)


def _toml(name: str) -> str:
    if name.endswith(".versions.toml"):
        return "gradle"
    return "toml_locks" if name.startswith("pylock.") else ""
