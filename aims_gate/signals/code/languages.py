"""Which language a file is in, by its name: how it writes comments, and whose imports it has. Reads no content."""

import re
from functools import lru_cache
from typing import NamedTuple

from aims_gate.model.regex import late_regex


class Language(NamedTuple):
    """`family` is one of `lexis.LEXES`; `ecosystem` the catalogue's for imports, empty where there are none; prose has
    code among its words."""

    family: str
    ecosystem: str = ""
    is_configuration: bool = False
    is_prose: bool = False


_PYTHON = Language("python", "python")
_SCRIPT = Language("script", "javascript")
_JVM = Language("braces", "java")
_CLIKE = Language("braces", "c")
_YAML = Language("values", is_configuration=True)
_SHELL = Language("values", is_configuration=True)
_JSON = Language("json", is_configuration=True)
_TOML = Language("toml", is_configuration=True)
_INI = Language("semicolon", is_configuration=True)
_HCL = Language("hcl", is_configuration=True)
_XML = Language("markup", is_configuration=True)

_BY_SUFFIX = {
    **dict.fromkeys(("py", "pyi", "pyw", "pyx", "pxd"), _PYTHON),
    **dict.fromkeys(("js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "svelte", "astro"), _SCRIPT),
    **dict.fromkeys(("java", "kt", "kts", "scala", "sc", "groovy", "gradle"), _JVM),
    **dict.fromkeys(("c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm", "cu", "cuh"), _CLIKE),
    **dict.fromkeys(("cs", "csx", "fs", "fsx", "vb"), Language("braces", "csharp")),
    **dict.fromkeys(("rb", "rake", "ru"), Language("ruby", "ruby")),
    **dict.fromkeys(("rmd", "qmd"), Language("hash", "r", is_prose=True)),
    # A page names what it brings in by address; its words are prose.
    **dict.fromkeys(("html", "htm", "xhtml"), Language("markup", "page", is_prose=True)),
    "r": Language("hash", "r"),
    "go": Language("go", "go"),
    "rs": Language("braces", "rust"),
    "php": Language("php", "php"),
    "jl": Language("julia", "julia"),
    "swift": Language("braces", "swift"),
    "dart": Language("dart", "dart"),
    "ipynb": Language("json", "python"),
    **dict.fromkeys(("pl", "pm"), Language("hash")),
    **dict.fromkeys(("ex", "exs"), Language("elixir", "elixir")),
    **dict.fromkeys(("lua", "hs", "sql"), Language("dashes")),
    **dict.fromkeys(("yaml", "yml"), _YAML),
    **dict.fromkeys(("sh", "bash", "zsh", "fish", "ps1", "env", "envrc", "conf", "cfg", "properties"), _SHELL),
    **dict.fromkeys(("json", "json5", "jsonc"), _JSON),
    "toml": _TOML,
    "ini": _INI,
    **dict.fromkeys(("tf", "tfvars", "hcl"), _HCL),
    "bicep": Language("script", is_configuration=True),
    **dict.fromkeys(("xml", "csproj", "config", "plist"), _XML),
}
_BY_NAME = {
    **dict.fromkeys(("dockerfile", "containerfile", "makefile", "justfile", "procfile"), _SHELL),
    **dict.fromkeys(("gemfile", "rakefile"), Language("ruby", "ruby")),
    **dict.fromkeys(("sconstruct", "sconscript", "snakefile"), _PYTHON),
    "jenkinsfile": _JVM,
}
_REMEMBERED = 4096
_LOCKS = ("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "packages.lock.json", "pubspec.lock")
_ASSISTANTS = frozenset(
    (
        ".github", ".vscode", ".idea", ".zed", ".devcontainer", ".cursor", ".claude", ".windsurf", ".continue", ".gemini",
        ".codex", ".opencode", ".crush", ".qwen", ".amazonq", ".kiro", ".junie", ".augment", ".roo", ".kilocode",
        ".clinerules", ".trae", ".factory", ".goose", ".qodo", ".taskmaster", ".openhands", ".serena", ".greptile", ".aims",
    )
)  # fmt: skip
_ASSISTANT_FILES = frozenset(
    (
        ".mcp.json", ".aider.conf.yml", ".coderabbit.yaml", ".coderabbit.yml", ".sourcery.yaml", ".pr_agent.toml",
        ".sweep.yaml", "sweep.yaml", ".roomodes", "opencode.json", "opencode.jsonc", "crush.json", ".crush.json",
        "greptile.json", "renovate.json", ".pre-commit-config.yaml", "codecov.yml",
    )
)  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)  # several detectors ask of one file in turn
def language_of(path: str) -> Language | None:
    """The language of a file, or None where it is prose, a lock file or nothing that is written in lines."""
    name = path.rpartition("/")[2].lower()
    if name in _LOCKS:
        return None
    stem, dot, suffix = name.rpartition(".")
    found = _BY_SUFFIX.get(suffix) if dot else _BY_NAME.get(name)
    if found is None and (name.startswith(".env") or stem.startswith(("dockerfile", ".env"))):
        found = _SHELL
    return found


_TRANSLATIONS = frozenset(("locale", "locales", "i18n", "l10n", "translations"))


# messages/de.json, lang/pt-BR.yaml: such folders hold other things too.
_BY_LANGUAGE = late_regex(
    r"(?:^|/)(?:messages|langs?|languages?|dictionaries|strings)/[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\.\w+$"
)


def is_translation(path: str) -> bool:
    """Whether a file lies where an application keeps what it says to people, one language a file."""
    return not _TRANSLATIONS.isdisjoint(path.split("/")[:-1]) or _BY_LANGUAGE.search(path) is not None


_IN_A_FOLDER = late_regex(r"(?:^|[/_-])prompts?(?:[_-]templates?)?/", re.IGNORECASE)
_BY_ITSELF = late_regex(r"(?:(?:^|/)(?i:prompts)|_prompts?|-prompts?|[a-z0-9]Prompts?)\.\w+$")


CALLED_AFTER_AI = late_regex(
    rb"(?i:open_?ai|chat_?gpt|lang_?chain|anthropic|ollama|hugging_?face|llama_?cpp)|(?<![A-Za-z])(?:gen_?ai|Gen_?AI|llms?|LLMs?)(?![a-z])|"
    rb"(?<=[a-z])(?:GenA[Ii]|LLMs?)(?![a-z])|(?<![A-Z])(?:Llms?|GenAi)(?![a-z])"
)
"""Words in names that nothing else goes by."""

WORDS_OF_AI = (
    *("openai", "open_ai", "chatgpt", "chat_gpt", "genai", "gen_ai", "llm", "langchain", "lang_chain"),
    *("anthropic", "ollama", "huggingface", "hugging_face", "llamacpp", "llama_cpp"),
)
"""One of these stands, in lower case, wherever one of those does."""


_OF_AI = late_regex("|".join(WORDS_OF_AI), re.IGNORECASE)


class Place(NamedTuple):
    """What the path of a file of code says of what is in it.

    It `is_called_prompts`, or lies in a folder that is; it, or a folder that it lies in, `is_called_after_ai`.
    """

    is_notebook: bool
    is_called_prompts: bool
    lies_among_prompts: bool
    is_called_after_ai: bool


@lru_cache(maxsize=_REMEMBERED)  # asked for both versions of a file
def place_of(path: str) -> Place:
    """The place of a file by its path."""
    may_be_called, is_of_prompts = _OF_AI.search(path) is not None, "prompt" in path.lower()
    return Place(
        path.endswith(".ipynb"),
        is_of_prompts and _BY_ITSELF.search(path) is not None,
        is_of_prompts and _IN_A_FOLDER.search(path) is not None,
        may_be_called and CALLED_AFTER_AI.search(path.encode("utf-8", "replace")) is not None,
    )


def is_for_developers(path: str) -> bool:
    """Whether a file configures the tools that developers work with: they are no part of what is made."""
    folder, _, name = path.rpartition("/")
    return name in _ASSISTANT_FILES or _is_an_assistants(folder)


@lru_cache(maxsize=_REMEMBERED)
def _is_an_assistants(folder: str) -> bool:
    return not _ASSISTANTS.isdisjoint(folder.split("/"))
