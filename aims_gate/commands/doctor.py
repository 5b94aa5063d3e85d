"""`aims-gate doctor`: whether the gate is set up so that its verdict counts, and so that somebody could always sign.

Reads the register and the workflows of the ref that binds and, where there is a token, what the forge enforces.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

import click

from aims_gate.errors import ForgeError, UsageError
from aims_gate.facts.dates import iso_date
from aims_gate.facts.duty_advice import advice_on_people
from aims_gate.forges.github.api import Api
from aims_gate.forges.github.protection import Protection, default_branch, read_protection
from aims_gate.forges.github.protection_advice import MEANINGS, advice_on_protection, level_of
from aims_gate.forges.github.run import PUBLIC, read_api
from aims_gate.forges.github.workflow import gate_jobs, read_workflows
from aims_gate.forges.github.workflow_advice import advice_on_workflows
from aims_gate.model.advice import Advice, Diagnosis, Level, State
from aims_gate.model.collected import Register
from aims_gate.model.document import Problem
from aims_gate.reports.characters import verbatim
from aims_gate.reports.text_layout import Layout, Style
from aims_gate.sources.git import Repository
from aims_gate.sources.register import FOLDER, broken, read_register

FORGE = "github"

_LAYOUT = Layout()
_GROUPS: tuple[tuple[State, str, Style], ...] = (
    ("change", "To change", "bad"),
    ("untold", "Could not be told", "unsure"),
    ("note", "Worth knowing", "heading"),
    ("sound", "In order", "good"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What is looked at. `now` is an ISO date; `here` means the files of this folder in place of the ref that binds.

    With `ask` false the forge is not asked, and nothing is held against that.
    """

    now: str
    folder: str = "."
    base: str = ""
    here: bool = False
    ask: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)


def doctor(options: Options) -> Diagnosis:
    """Looks at everything. Raises AimsGateError where there is no ref to look at."""
    if options.base and options.here:
        raise UsageError("--base and --here name two places to look at", "drop one of them")
    with Repository(options.folder) as repository:
        if options.here:
            with repository.working_tree() as tree:
                return _diagnosis(repository, tree, "this folder", options)
        ref = options.base or repository.require_default_base("to look at", "aims-gate doctor --base REF")
        shown = ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")
        return _diagnosis(repository, repository.tree_of(repository.require(ref)), shown, options)


def _diagnosis(repository: Repository, tree: str, shown: str, options: Options) -> Diagnosis:
    register = read_register(repository, tree)
    workflows = read_workflows(repository, tree)
    protection, github_com, untold = _asked(options)
    level: Level = level_of(protection, github_com) if protection else "not told"
    elsewhere = level == "tamper-resistant" and bool(protection and protection.workflows)
    advice = [*_on_register(register, shown, options.now), *untold]
    advice += advice_on_workflows(workflows, queue=protection.queue if protection else None, elsewhere=elsewhere)
    if protection:
        names = [job.shown for workflow in workflows for job in gate_jobs(workflow) if job.publishes]
        advice += advice_on_protection(protection, names, github_com=github_com)
    return Diagnosis(level, MEANINGS[level], shown, options.now, tuple(advice))


def _on_register(register: Register, shown: str, now: str) -> tuple[Advice, ...]:
    if not register.present:
        return (
            Advice(
                "change",
                f"{shown} has no register",
                FOLDER,
                "there is nothing to judge a change by: the first one that uses AI fails",
                "begin one with `aims-gate init`; one that is not merged yet: `aims-gate doctor --here`",
            ),
        )
    unusable = broken(register)
    if unusable:
        return tuple(_broken(parsed.path, parsed.problems[0]) for parsed in unusable)
    return advice_on_people(register, iso_date(now), FORGE)


def _broken(path: str, first: Problem) -> Advice:
    why = "with a register that cannot be used nothing is judged"
    return Advice("change", first.message, f"{path}:{first.line}", why, first.hint or "repair the file")


def _asked(options: Options) -> tuple[Protection | None, bool, tuple[Advice, ...]]:
    """What GitHub enforces, whether it is github.com, and what could not be told of that."""
    github_com = (options.environment.get("GITHUB_API_URL") or PUBLIC).rstrip("/") == PUBLIC
    if not options.ask:
        return None, github_com, ()
    repository = options.environment.get("GITHUB_REPOSITORY", "")
    try:
        api: Api | None = read_api(options.environment, repository) if repository else None
        if api is None:
            lacking = "GITHUB_REPOSITORY and GITHUB_TOKEN" if not repository else "GITHUB_TOKEN"
            return None, github_com, (_not_asked(f"{lacking} not set"),)
        return read_protection(api, default_branch(api)), github_com, ()
    except ForgeError as error:
        return None, github_com, (_not_asked(error.message, error.hint),)


def _not_asked(why: str, hint: str = "") -> Advice:
    return Advice(
        "untold",
        "what the forge enforces",
        "GitHub",
        why,
        hint or "set both (a token that may read this repository is enough), or say `--no-forge`",
        "export GITHUB_REPOSITORY=owner/name GITHUB_TOKEN=…",
    )


def say(found: Diagnosis, form: str) -> None:
    """Prints the diagnosis, as `text` or `json`."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    click.echo(as_json(found) if form == "json" else as_text(found, colour=colour), nl=False)


def as_text(found: Diagnosis, *, colour: bool = False) -> str:
    """The diagnosis for a terminal of 80 columns; text from the repository is made harmless."""
    layout = Layout(_LAYOUT.width, colour)
    counted = {state: sum(1 for one in found.advice if one.state == state) for state, _, _ in _GROUPS}
    lines = layout.prose(
        f"aims-gate doctor: {counted['change']} to change, {counted['untold']} could not be told, "
        f"{counted['note']} worth knowing, {counted['sound']} in order ({found.trusted}, {found.as_of})",
        style="heading",
    )
    lines += ["", *layout.prose(f"Protection: {found.level}. {found.meaning}")]
    for state, heading, style in _GROUPS:
        those = [one for one in found.advice if one.state == state]
        if those:
            lines += ["", layout.paint(heading, style)]
            for number, one in enumerate(those, 1):
                lines += _lines(layout, number, one)
    return "\n".join(lines) + "\n"


def as_json(found: Diagnosis) -> str:
    """The diagnosis for other tools."""
    listed = [{key: value for key, value in one._asdict().items() if value} for one in found.advice]
    shown = {
        "schema": "aims-gate/doctor/v1",
        "protection": found.level,
        "meaning": found.meaning,
        "trusted": found.trusted,
        "as_of": found.as_of,
        "exit_code": found.exit_code,
        "advice": listed,
    }
    return json.dumps(shown, indent=2, ensure_ascii=True) + "\n"


def _lines(layout: Layout, number: int, one: Advice) -> list[str]:
    lines = layout.prose(f"{number}. {one.what}", 2, len(f"{number}. "))
    if one.state == "sound":
        return lines
    for label, text in (("where", one.where), ("why", one.why), ("do", one.todo)):
        if text:
            lines += layout.prose(f"{label}: {text}", 5, 2)
    return lines + [f"         {verbatim(line)}".rstrip() for line in one.block.splitlines()]
