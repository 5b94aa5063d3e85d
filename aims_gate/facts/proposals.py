"""Register entries proposed for what no system owns, the uses of a folder together: never a tier, an owner or an approval."""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable

from aims_gate.facts.covering import covering, held_by
from aims_gate.facts.patterns import file_pattern, folder_pattern
from aims_gate.model.inventory import Found, Proposal

_HOLDERS = frozenset(
    (
        *("src", "services", "service", "apps", "app", "packages", "libs", "lib", "modules", "projects", "components"),
        *("cmd", "internal", "pkg", "backend", "frontend", "functions", "jobs", "plugins", "examples", "prompts"),
        *("deploy", "infra", "tools"),
    )
)
"""Folders that hold systems beside each other: what lies in one of them is told apart by the next folder."""

_TOOLS = ("package", "image", "agent", "guardrail", "monitor", "cloud", "import")
_LEFT_OPEN = ("name", "purpose", "role", "lifecycle", "tier", "owner", "backup", "intended_use", "out_of_scope_use")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ ./-][A-Za-z0-9]+)*")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_WORDS_OF_YAML = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_ROOT = "repository"


def proposals(unowned: Iterable[Found], known: Container[str], paths: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """One for each folder, none within another, by name. What lies at the top goes with the only folder there is.

    `paths` are those of the whole tree: of a folder in which little uses AI, only what does is proposed.
    """
    uses = tuple(unowned)
    outermost = _outermost({_folder(use.path) for use in uses})
    groups: dict[str, list[Found]] = {}
    for use in uses:
        groups.setdefault(_of(_folder(use.path), outermost), []).append(use)
    if len(groups) == 2 and "" in groups:
        top = groups.pop("")
        next(iter(groups.values())).extend(top)
    taken: set[str] = set()
    held = held_by(paths)
    return tuple(_proposal(folder, uses, known, taken, held) for folder, uses in sorted(groups.items()))


def _folder(path: str) -> str:
    folders = path.split("/")[:-1]
    depth = next((depth for depth, name in enumerate(folders) if name.lower() not in _HOLDERS), len(folders) - 1)
    return "/".join(folders[: depth + 1])


def _outermost(folders: set[str]) -> tuple[str, ...]:
    """Folders that lie in no other of them, the top itself aside."""
    return tuple(one for one in folders if not any(other and one.startswith(f"{other}/") for other in folders))


def _of(folder: str, outermost: tuple[str, ...]) -> str:
    return next(one for one in outermost if one == folder or (one and folder.startswith(f"{one}/")))


def _proposal(folder: str, uses: list[Found], known: Container[str], taken: set[str], held: Counter[str]) -> Proposal:
    key = _id(folder, known, taken)
    taken.add(key)
    files = {use.path for use in uses}
    outside = sorted(path for path in files if not folder or not path.startswith(f"{folder}/"))
    paths = (*(covering(files.difference(outside), folder, held) if folder else ()), *map(file_pattern, outside))
    covered = folder_pattern(folder) if folder else ""
    block = _block(key, paths, uses)
    return Proposal(key, f".aims/systems/{key}.yaml", block, len(files), len(uses), covered, paths)


def _id(folder: str, known: Container[str], taken: Container[str]) -> str:
    parts = [slug for part in folder.split("/") if (slug := re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-"))]
    wanted = ["-".join(parts[-count:]) for count in range(1, len(parts) + 1)] or [_ROOT]
    wanted += [f"{wanted[-1]}-{number}" for number in range(2, 1000)]
    return next(key for key in wanted if key not in known and key not in taken)


def _block(key: str, paths: Iterable[str], uses: list[Found]) -> str:
    """YAML. Where something stands that only people can say, a placeholder does, which the gate refuses."""
    models = sorted({(use.vendor, use.model.removesuffix(f"-{use.version}"), use.version) for use in uses if use.model})
    lines = [
        f"id: {key}",
        *(f"{word}: TBD" for word in _LEFT_OPEN),
        "paths:",
        *(f"  - {_text(path)}" for path in paths),
    ]
    if models:
        lines += ["models:", *(f"  - {{{_model(*model)}}}" for model in models)]
    for word, names in (
        ("suppliers", {use.vendor for use in uses if use.vendor}),
        ("tools", _tools(uses)),
    ):
        if names:
            lines += [f"{word}:", *(f"  - {_text(name)}" for name in sorted(names))]
    return "\n".join(lines) + "\n"


def _tools(uses: list[Found]) -> set[str]:
    """Names of what is used, each as it was first found: a package and its import are often one word in two spellings.

    A variable of the environment sets a tool up, and is none.
    """
    named = sorted((use for use in uses if use.kind in _TOOLS), key=lambda use: _TOOLS.index(use.kind))
    found: dict[str, str] = {}
    for use in named:
        if not _VARIABLE.fullmatch(use.name):
            found.setdefault(re.sub(r"[-_.]+", "-", use.name.casefold()), use.name)
    return set(found.values())


def _model(vendor: str, name: str, version: str) -> str:
    stated = {"provider": vendor or "TBD", "name": name, "version": version}
    return ", ".join(f"{word}: {json.dumps(text)}" for word, text in stated.items() if text)


def _text(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text)
