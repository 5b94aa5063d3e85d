"""`aims-gate init`: the first register of a repository, from its first system's use, context and screening.

Plans and writes; it asks nobody, and what nobody answered is template text that the gate takes for missing.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from aims_gate.commands.init import texts
from aims_gate.commands.init.texts import Person
from aims_gate.errors import UsageError
from aims_gate.facts.ownership import meaningful
from aims_gate.facts.patterns import Patterns
from aims_gate.facts.risk import Method
from aims_gate.sources.new_file import is_there, target_of, write_new
from aims_gate.sources.shipped_schemas import shipped_schema
from aims_gate.sources.strict_yaml import read_yaml
from aims_gate.sources.surroundings import Surroundings

METHOD = ".aims/risk-method.yaml"
_METHOD_SHIPPED = f"example/base/{METHOD}"
_HINT = "move what is in the way, then run again"


class Answers(NamedTuple):
    """What was said of the first system and of its people. Empty means not said.

    `said` and `lists` are by key of the system's entry; `screening` is question → answer, None where it has none. People
    are `id` or `id=login`. `gate` is where the gate is kept, `owner/name@commit`.
    """

    said: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    screening: dict[str, bool | None]
    owner: str = ""
    backup: str = ""
    approver: str = ""
    forge: str = ""
    gate: str = ""
    escalation: str = ""


class Plan(NamedTuple):
    """Path → text of the files to write, the paths that are there already and stay, and what to do next."""

    files: dict[str, str]
    kept: tuple[str, ...]
    next_steps: tuple[str, ...]


def risk_method(folder: str) -> Method:
    """The risk method that is there already, else the one that would be written. Raises UsageError where it is broken."""
    if not is_there(folder, METHOD):
        text, where = texts.shipped(_METHOD_SHIPPED), METHOD
    else:
        try:
            with open(target_of(folder, METHOD, _HINT), encoding="utf-8") as file:
                text, where = file.read(), METHOD
        except (OSError, UnicodeDecodeError):
            raise UsageError(f"{METHOD} is there and cannot be read", "repair it, then run again") from None
    parsed = read_yaml(text, where)
    if not isinstance(parsed.value, dict) or parsed.problems:
        why = parsed.problems[0].message if parsed.problems else "it is empty"
        raise UsageError(f"{METHOD} is there and cannot be read: {why}", "repair it, then run again")
    return Method(parsed.value)


def screening_questions(method: Method) -> tuple[str, ...]:
    """The questions by which a method screens a system."""
    asked = method.value.get("tier_at_least")
    table = asked.get("screening") if isinstance(asked, dict) else None
    return tuple(map(str, table)) if isinstance(table, dict) else ()


def answered(stated: Iterable[str], questions: tuple[str, ...]) -> dict[str, bool | None]:
    """Screening answers from `QUESTION=yes` and `QUESTION=no`. Raises UsageError for any other."""
    found: dict[str, bool | None] = dict.fromkeys(questions)
    for text in stated:
        question, _, answer = text.partition("=")
        if question not in found:
            raise UsageError(f"`{question}` is no question of the screening", f"they are {', '.join(questions)}")
        if answer not in ("yes", "no"):
            raise UsageError(
                f"the answer to `{question}` is neither yes nor no", f"write {question}=yes or {question}=no"
            )
        found[question] = answer == "yes"
    return found


def system_id_of(name: str) -> str:
    """The id that a name makes."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:60].rstrip("-")


def person_of(around: Surroundings) -> str:
    """Whoever git would commit as, as `id=login` or `id`; empty where git does not know."""
    name = system_id_of(around.name)
    return f"{name}={around.login}" if name and around.login else name


def plan(folder: str, answers: Answers, around: Surroundings, today: str) -> Plan:
    """What there is to write. Raises UsageError for an answer that cannot be, and where a file may not be written."""
    key = answers.said.get("id") or system_id_of(answers.said.get("name", ""))
    if not re.fullmatch(shipped_schema("system")["properties"]["id"]["pattern"], key):
        raise UsageError(f"`{key}` can be no system's id", "name it with --id in letters, digits, `.`, `_` and `-`")
    if answers.gate and not all(answers.gate.partition("@")):
        raise UsageError(f"`{answers.gate}` names no commit", "write where you keep the gate as REPOSITORY@COMMIT")
    owner = _person(answers.owner, around)
    if owner is None:
        raise UsageError("nobody is named who answers for the system", "name the person with --owner ID=LOGIN")
    backup, approver = _person(answers.backup, around), _person(answers.approver, around)
    said = {**answers.said, "id": key, "owner": owner.id, "backup": backup.id if backup else "", "today": today}
    people = [one for one in (owner, backup, approver) if one]
    wanted = {
        ".aims/config.yaml": texts.config(around.prds),
        ".aims/roles.yaml": texts.roles(people, answers.forge, owner, approver, answers.escalation),
        METHOD: texts.shipped(_METHOD_SHIPPED),
        f".aims/systems/{key}.yaml": _system(folder, said, answers, around),
        ".aims/soa.yaml": texts.soa(),
        ".aims/programme.yaml": texts.shipped("beginning/programme.yaml"),
        ".aims/templates/prd.txt": texts.shipped("beginning/prd.txt"),
        **texts.forge_files(answers.forge, answers.gate),
    }
    _refuse_unreadable(wanted)
    taken = {path: _taken(folder, path, around) for path in wanted}
    files = {path: text for path, text in wanted.items() if not taken[path]}
    for path in files:
        target_of(folder, path, _HINT)
    kept = tuple(there for there in taken.values() if there)
    return Plan(files, kept, tuple(_next_steps(files, kept, answers, approver, key, begun=around.begun)))


def write(folder: str, planned: Plan) -> None:
    """Write what was planned, each file only where there is none."""
    for path, text in planned.files.items():
        write_new(folder, path, text, _HINT)


def unowned(folder: str, around: Surroundings) -> Surroundings:
    """The surroundings less what the entries that are there already own."""
    owned: list[str] = []
    for path in around.files:
        if re.fullmatch(r"\.aims/systems/[^/]+\.ya?ml", path):
            with suppress(OSError, UnicodeDecodeError), open(target_of(folder, path, _HINT), encoding="utf-8") as file:
                entry = read_yaml(file.read(), path).value
                owned += meaningful(entry.get("paths") or ()) if isinstance(entry, dict) else ()
    theirs = Patterns(owned)
    return around._replace(
        usage=tuple(path for path in around.usage if not theirs.match(path)),
        prompts=tuple(folder for folder in around.prompts if not theirs.match(f"{folder}/a")),
    )


def _system(folder: str, said: dict[str, str], answers: Answers, around: Surroundings) -> str:
    paths = answers.lists.get("paths", ())
    lists = {**answers.lists, "inert": _inert(paths, around)}
    return texts.system(said, lists, answers.screening, risk_method(folder), _models(paths, around))


_TESTS = (
    *(
        "**/__tests__/**",
        "**/test_*.py",
        "**/*_test.py",
        "**/*_test.go",
        "**/*_spec.rb",
        "**/*Tests.cs",
        "**/*Test.java",
    ),
    *(f"**/*.{word}.{suffix}" for word in ("test", "spec") for suffix in ("ts", "tsx", "js", "jsx", "mjs")),
)
"""How tests are called that lie beside what they test."""


def _inert(paths: Iterable[str], around: Surroundings) -> tuple[str, ...]:
    """Files of the system that alter nothing: what always is, and tests by the names that its own have."""
    own = Patterns(meaningful(paths))
    mine = [path for path in around.files if own.match(path)]
    return (*texts.INERT, *(glob for glob in _TESTS if any(map(Patterns((glob,)).match, mine))))


def _models(paths: Iterable[str], around: Surroundings) -> list[texts.Model]:
    """The models that files of the system name."""
    own = Patterns(meaningful(paths))
    return [(vendor, name, version) for path, vendor, name, version in around.models if own.match(path)]


def _person(stated: str, around: Surroundings) -> Person | None:
    if not stated:
        return None
    key, _, login = stated.partition("=")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", key):
        raise UsageError(
            f"`{key}` can be no person's id", "write letters, digits, `.`, `_` and `-`, as in ana=ana-login"
        )
    mine = key == system_id_of(around.name)
    return Person(key, login or (around.login if mine else ""), *((around.name, around.email) if mine else ()))


def _refuse_unreadable(wanted: dict[str, str]) -> None:
    """An answer may hold what no register file may: invisible characters, controls."""
    for path, text in wanted.items():
        problems = read_yaml(text, path).problems if path.startswith(".aims/") and path.endswith(".yaml") else ()
        if problems:
            raise UsageError(
                f"an answer cannot be written down in {path}: {problems[0].message}", "say it in plain text"
            )


def _taken(folder: str, path: str, around: Surroundings) -> str:
    """What stands where a file would, or serves in its place under another spelling; empty where nothing does."""
    if is_there(folder, path):
        return path
    stem, _, suffix = path.rpartition(".")
    if suffix == "yaml" and is_there(folder, f"{stem}.yml"):
        return f"{stem}.yml"
    if path == ".github/pull_request_template.md":
        places = {f"{folder}{path.rpartition('/')[2]}" for folder in ("", "docs/", ".github/")}
        return next((file for file in around.files if file.lower() in places), "")
    return ""


def _news(kinds: tuple[str, ...], key: str) -> str:
    command = f"aims-gate new {kinds[0] if len(kinds) == 1 else 'KIND'} --system {key}"
    return command if len(kinds) == 1 else f"{command}, of each KIND of {', '.join(kinds)}"


def _next_steps(
    files: dict[str, str], kept: tuple[str, ...], answers: Answers, approver: Person | None, key: str, *, begun: bool
) -> Iterable[str]:
    """What to do first, in order."""
    entry = f".aims/systems/{key}.yaml"
    unsaid = [
        path for path, text in files.items() if path.startswith(".aims/") and "templates" not in path and '"<' in text
    ]
    if unsaid:
        yield f"Fill in what stands between < and > in {', '.join(unsaid)}."
    if ".aims/roles.yaml" in files and approver is None:
        yield "Name a risk approver in .aims/roles.yaml: nobody signs a change of their own."
    elif ".aims/roles.yaml" in files:
        yield "See who else has to be named, and trained, to sign: aims-gate doctor --here"
    if entry in files and texts.UNANSWERED in files[entry]:
        yield f"Answer the screening, set the `tier` it makes, and write what that asks for: aims-gate new KIND --system {key}."
    elif entry in files:
        wanted = texts.wanted_documents(str(read_yaml(files[entry], entry).value["tier"]))
        each = "its risk assessment" if len(wanted) == 1 else "its documents"
        yield f"Write {each} and link them in {entry}: {_news(wanted, key)}."
    if ".gitlab-ci.yml" in kept:
        yield f"Add this to .gitlab-ci.yml:\n\n{texts.forge_files('gitlab', answers.gate)['.gitlab-ci.yml']}"
    if not answers.gate and {".github/workflows/aims-gate.yml", ".gitlab-ci.yml"} & {*files}:
        yield "Put where you keep the gate, at a commit that you have reviewed, for `octo/aims-gate@…` in the pipeline."
    if not begun:
        yield "Make a first commit on the default branch, without the register: git commit --allow-empty -m Begin"
    yield "See what is missing: aims-gate check"
    if ".aims/roles.yaml" in files:
        yield "Commit it on a branch: a repository administrator other than its author approves the first register."
    else:
        yield "Commit it on a branch: a risk approver other than its author approves a new system."
    yield "Once it is merged, see what the management system lacks: aims-gate readiness"
