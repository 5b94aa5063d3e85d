"""`.aims/` as one tree holds it."""

from collections.abc import Iterable
from functools import lru_cache

from aims_gate.errors import ConfigError
from aims_gate.facts.method_needs import lacking
from aims_gate.facts.ownership import refused_globs
from aims_gate.facts.touched import system_id
from aims_gate.model.collected import Register
from aims_gate.model.document import Json, Parsed, Problem
from aims_gate.model.spelling import nearest
from aims_gate.sources.checked import shape_and_placeholders
from aims_gate.sources.git import Repository
from aims_gate.sources.git_tree import TreeEntry
from aims_gate.sources.strict_yaml import read_yaml

FOLDER = ".aims"
SINGLE = ("config", "roles", "risk-method", "soa", "waivers", "programme", "signals")
"""Names of the register's single files, as schemas and paths have them."""

RULE_FOLDERS = (".aims/policies",)
DOCUMENTS = ("docs/**/*.md",)

_MANY = 100
"""Files from which on a second process is worth its start."""

_LIMIT = 262_144
_GLOBS = {"system": ("paths", "inert"), "config": ("documents",)}
_NO_FOLDER = Problem("it is no folder, and links are not followed", 1, 1, hint="make it a folder")


def read_register(repository: Repository, tree: str) -> Register:
    """Everything below `.aims/` in a tree, each file checked against its schema."""
    top = repository.entries(tree, [FOLDER]).get(FOLDER)
    if top is not None and top.kind != "tree":
        return Register(single={"config": Parsed(FOLDER, None, problems=(_NO_FOLDER,))})
    listed = dict(repository.list_tree(tree, FOLDER))
    files = {path: entry.id for path, entry in listed.items()}
    wanted = {path: entry for path, entry in listed.items() if _schema_of(path)}
    parsed = _without_twins(_read(repository, wanted))
    single = {_schema_of(path): found for path, found in parsed.items() if _schema_of(path) in SINGLE}
    single |= {path: Parsed(path, None, problems=(_stray(path),)) for path in files if _is_stray(path)}
    systems = {path: found for path, found in parsed.items() if _schema_of(path) == "system"}
    config = single["config"].value if "config" in single else None
    rules = _texts(repository, tree, _rule_paths(repository, tree, config))
    schemas = _texts(repository, tree, _schema_paths(config))
    return Register(files=files, systems=systems, single=single, rules=rules, schemas=schemas)


def refuse_broken(register: Register) -> None:
    """Raise ConfigError for the first file of a trusted register that cannot be used."""
    for parsed in broken(register):
        first = parsed.problems[0]
        where = f"{parsed.path}:{first.line}:{first.column}"
        raise ConfigError(f"the trusted {where}: {first.message}", first.hint or "repair it on the default branch")


def broken(register: Register) -> list[Parsed]:
    """Files of a register that cannot be used as they are."""
    everything = [*register.single.values(), *register.systems.values()]
    return [parsed for parsed in everything if any(p.cause != "placeholder" for p in parsed.problems)]


def _schema_of(path: str) -> str:
    """The schema that a register file follows; empty for other files."""
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if suffix not in ("yaml", "yml"):
        return ""
    if folder == f"{FOLDER}/systems":
        return "system"
    return stem if folder == FOLDER and stem in SINGLE else ""


def _is_stray(path: str) -> bool:
    """Whether a file lies where only register files may, and is none: a typo would take its rules away in silence."""
    folder = path.rpartition("/")[0]
    if not path.endswith((".yaml", ".yml")):
        return False
    return (folder == FOLDER and not _schema_of(path)) or folder.startswith(f"{FOLDER}/systems/")


def _stray(path: str) -> Problem:
    name = path.rpartition("/")[2].rpartition(".")[0]
    meant = nearest(name, SINGLE)
    hint = (
        f"did you mean `{FOLDER}/{meant}.yaml`?" if meant else "entries lie in .aims/systems/, rules in .aims/policies/"
    )
    return Problem("this is no file of the register", 1, 1, hint=hint, cause="shape")


def _read(repository: Repository, entries: dict[str, TreeEntry]) -> dict[str, Parsed]:
    blobs = repository.read_blobs([entry.id for entry in entries.values() if entry.is_file], limit=_LIMIT + 1)
    texts = {path: blob.data for path, e in entries.items() if e.is_file and (blob := blobs.get(e.id)) is not None}
    found = _checked_files(texts)
    for path, entry in entries.items():
        if path not in texts:
            why = "is a link or a submodule, which is not followed" if not entry.is_file else "cannot be had from git"
            found[path] = Parsed(path, None, problems=(Problem(f"the file {why}", 1, 1),))
    return {path: found[path] for path in entries}


def _checked_files(texts: dict[str, bytes]) -> dict[str, Parsed]:
    if len(texts) < _MANY:
        return {path: _checked(path, data) for path, data in texts.items()}
    from aims_gate.sources.side_by_side import each

    return dict(zip(texts, each(lambda row: _checked(*row), [*texts.items()]), strict=True))


@lru_cache(maxsize=128)  # most files of a register are the same at both sides of a change
def _checked(path: str, data: bytes) -> Parsed:
    parsed, schema = read_yaml(data, path, limit=_LIMIT), _schema_of(path)
    if parsed.value is None:
        return parsed
    problems = [*shape_and_placeholders(parsed, schema)]
    if schema == "system" and parsed.value.get("id") not in (None, system_id(parsed.path)):
        message = f"the id is not `{system_id(parsed.path)}`, the name of the file"
        problems.append(_at(parsed, "id", message, "make the two the same"))
    if schema == "risk-method" and not problems:
        problems += [_at(parsed, pointer, message, hint) for pointer, message, hint in lacking(parsed.value)]
    if schema == "signals" and not problems:
        problems += [_at(parsed, pointer, message, hint) for pointer, message, hint in _unusable(parsed.value)]
    problems += [problem for key in _GLOBS.get(schema, ()) for problem in _glob_problems(parsed, key)]
    return Parsed(parsed.path, parsed.value, parsed.spans, tuple(problems))


def _unusable(value: Json) -> Iterable[tuple[str, str, str]]:
    # Few registers have signals of their own, and what knows them is slow to import.
    from aims_gate.sources.own_signals import unusable

    return unusable(value)


def _glob_problems(parsed: Parsed, key: str) -> list[Problem]:
    """Patterns that cannot match anything: a list of what a system owns must not lose a line in silence."""
    found = []
    for index, error in refused_globs(parsed.value, key).items():
        found.append(_at(parsed, f"{key}[{index}]", f"`{error.pattern}` cannot match a path", error.reason))
    return found


def _at(parsed: Parsed, pointer: str, message: str, hint: str) -> Problem:
    span = parsed.spans.get(pointer, (1, 1, 1, 1))
    return Problem(message, span[0], span[1], pointer, hint, "shape")


def _without_twins(found: dict[str, Parsed]) -> dict[str, Parsed]:
    """Two files of one name, `.yaml` and `.yml`, leave it open which of them holds: each says so."""
    twins = {path for path in found if {*_spellings(path)} <= found.keys()}
    return {path: _add(parsed, _twin(path)) if path in twins else parsed for path, parsed in found.items()}


def _spellings(path: str) -> tuple[str, str]:
    stem = path.rpartition(".")[0]
    return f"{stem}.yaml", f"{stem}.yml"


def _twin(path: str) -> Problem:
    one, other = _spellings(path)
    return Problem(f"{one} and {other} are both there", 1, 1, hint="keep one of them", cause="shape")


def _add(parsed: Parsed, problem: Problem) -> Parsed:
    return Parsed(parsed.path, parsed.value, parsed.spans, (problem, *parsed.problems))


def _listed(config: Json, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    found = config.get(key) if isinstance(config, dict) else None
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else default


def document_globs(register: Register) -> tuple[str, ...]:
    """Globs of evidence documents."""
    return _listed(register.value("config"), "documents", DOCUMENTS)


def _rule_paths(repository: Repository, tree: str, config: Json) -> list[str]:
    """Paths of the organisation's own rule files.

    A folder that is no folder, or that the configuration names and nothing stands in, is among them as if it were a
    file: it cannot be read, and nothing is judged without the rules that were to be there.
    """
    named = _listed(config, "policies", ())
    paths: list[str] = []
    for folder in named or RULE_FOLDERS:
        place = folder.strip("/")
        inside = [path for path, _ in repository.list_tree(tree, place)]
        found = [path for path in inside if path.startswith(f"{place}/") and path.endswith((".yaml", ".yml"))]
        paths += found
        entry = repository.entries(tree, [place]).get(place)
        if (named and not found) or (entry is not None and entry.kind != "tree"):
            paths.append(place or folder)
    return sorted(set(paths))


def _schema_paths(config: Json) -> list[str]:
    table = config.get("schemas") if isinstance(config, dict) else None
    return sorted({path for path in table.values() if isinstance(path, str)}) if isinstance(table, dict) else []


def _texts(repository: Repository, tree: str, paths: list[str]) -> dict[str, str]:
    """Path → text. What is named and cannot be had is there with an empty text, never left out."""
    if not paths:
        return {}
    entries = repository.entries(tree, paths)
    blobs = repository.read_blobs([entry.id for entry in entries.values() if entry.is_file], limit=_LIMIT + 1)
    found = {}
    for path in paths:
        entry = entries.get(path)
        blob = blobs.get(entry.id) if entry is not None and entry.is_file else None
        found[path] = blob.data.decode("utf-8", "replace") if blob is not None else ""
    return found
