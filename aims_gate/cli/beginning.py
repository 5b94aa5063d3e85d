"""`aims-gate init`: its options, and the questions it asks at a terminal."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from aims_gate.commands.given import repeated
from aims_gate.errors import UsageError

if TYPE_CHECKING:
    from aims_gate.commands.init import Answers
    from aims_gate.sources.surroundings import Surroundings

_Command = Callable[..., Any]

_TEXTS = (
    ("name", "--name", "What is the AI system called?"),
    ("intended_use", "--use", "What is it meant to be used for, and by whom?"),
    ("out_of_scope_use", "--not-for", "What must it not be used for?"),
)
_SCREENING = {
    "decides_about_people": "Does it decide about people, or prepare such decisions?",
    "reaches_the_public": "Does what it makes reach the public or customers?",
    "vulnerable_groups": "Does it affect children, patients or others who need protection?",
    "sensitive_data": "Does it work on health, biometric or other sensitive data?",
}


def _several(name: str, flag: str, words: str, metavar: str = "TEXT") -> Callable[[_Command], _Command]:
    """An option that may be repeated, and its twin, a value a line."""
    return repeated("init", flag, name, metavar, f"{words} Repeatable.")


@click.command()
@click.option("--name", default="", metavar="TEXT", help="What the first AI system is called.")
@click.option(
    "--id", "key", default="", envvar="AIMS_GATE_INIT_ID", metavar="ID", help="Its id (default: made of its name)."
)
@click.option("--use", default="", metavar="TEXT", help="What it is meant to be used for, and by whom.")
@click.option("--not-for", default="", metavar="TEXT", help="What it must not be used for.")
@_several("affected", "--affects", "Somebody whom it affects.")
@_several("users", "--user", "Somebody who works with it.")
@_several("regions", "--region", "Where it is used.")
@click.option("--role", type=click.Choice(["provider", "deployer", "both"]), default="deployer", show_default=True)
@click.option(
    "--lifecycle", type=click.Choice(["planned", "development", "live"]), default="development", show_default=True
)
@_several("screening", "--screening", "An answer of the screening.", "QUESTION=yes|no")
@click.option("--owner", default="", metavar="ID[=LOGIN]", help="Who answers for it (default: whom git knows).")
@click.option("--backup", default="", metavar="ID[=LOGIN]", help="Who stands in.")
@click.option("--approver", default="", metavar="ID[=LOGIN]", help="Who accepts its risks, not its owner.")
@click.option("--escalation", default="", metavar="TEXT", help="Where to turn when nobody who can sign answers.")
@_several("paths", "--path", "Files that belong to it (default: what looks like AI).", "GLOB")
@click.option(
    "--forge", type=click.Choice(["github", "gitlab", "none"]), help="Where it is merged (default: by remote)."
)
@click.option("--gate", default="", metavar="REPOSITORY@COMMIT", help="Where you keep aims-gate, pinned.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; what nobody answered is left to be filled in.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, whole, and write nothing.")
def init(
    name: str,
    key: str,
    use: str,
    not_for: str,
    affected: tuple[str, ...],
    users: tuple[str, ...],
    regions: tuple[str, ...],
    role: str,
    lifecycle: str,
    screening: tuple[str, ...],
    owner: str,
    backup: str,
    approver: str,
    escalation: str,
    paths: tuple[str, ...],
    forge: str | None,
    gate: str,
    yes: bool,
    dry_run: bool,
) -> None:
    """Write the first register, or the entry of a further system.

    Begins with what the system is used for, whom it affects, and its screening. Never overwrites a file.
    """
    from aims_gate.commands import init as command
    from aims_gate.commands.given import day_of_judgement
    from aims_gate.sources.git import Repository
    from aims_gate.sources.surroundings import look_around

    with Repository(".") as repository:
        if not repository.has_working_tree:
            raise UsageError("this repository has no working tree to write to", "run this in a clone of it")
        folder = repository.folder
        around = command.unowned(folder, look_around(repository))
    method = command.risk_method(folder)
    answers = command.Answers(
        {"id": key, "name": name, "intended_use": use, "out_of_scope_use": not_for, "role": role, "lifecycle": lifecycle},
        {"affected": affected, "users": users, "regions": regions, "paths": paths or around.paths},
        command.answered(screening, command.screening_questions(method)),
        owner, backup, approver, _forge(forge, around), gate, escalation,
    )  # fmt: skip
    asking = not yes and sys.stdin.isatty() and sys.stderr.isatty()
    if asking:
        answers = _asked(answers, around)
    elif not yes:
        _refuse_open(answers)
    answers = answers._replace(owner=answers.owner or command.person_of(around))
    answers.said["name"] = answers.said["name"] or os.path.basename(folder)
    planned = command.plan(folder, answers, around, day_of_judgement(""))
    _show(planned.files, planned.kept, in_full="" if dry_run else ".aims/systems/" if asking else None)
    if dry_run or (asking and not click.confirm("Write them?", default=True, err=True)):
        return
    command.write(folder, planned)
    click.echo("\nWhat to do first:", err=True)
    for number, step in enumerate(planned.next_steps, 1):
        click.echo(f"{number}. {step}", err=True)


def _forge(stated: str | None, around: "Surroundings") -> str:
    return around.forge if stated is None else "" if stated == "none" else stated


def _refuse_open(answers: "Answers") -> None:
    """Without a terminal nobody can be asked, and a guess would pass for an answer."""
    missing = [flag for name, flag, _ in _TEXTS if not answers.said[name]]
    missing += [] if answers.lists["affected"] else ["--affects"]
    missing += [f"--screening {question}=yes|no" for question, said in answers.screening.items() if said is None]
    if missing:
        raise UsageError(
            f"there is no terminal to ask at, and these are not answered: {', '.join(missing)}",
            "give them as options, or --yes to leave them to be filled in",
        )


def _asked(answers: "Answers", around: "Surroundings") -> "Answers":
    """The answers with those that somebody at the terminal gives; an empty one is left to be filled in."""
    from aims_gate.commands.init import person_of

    click.echo("The first AI system. An empty answer is left to be filled in.\n", err=True)
    for name, _, words in _TEXTS:
        answers.said[name] = answers.said[name] or _prompt(words)
    lists = dict(answers.lists)
    lists["affected"] = lists["affected"] or _split(_prompt("Whom does it affect? (commas between)"))
    for question, said in answers.screening.items():
        if said is None:
            answers.screening[question] = click.confirm(_SCREENING.get(question, question), default=None, err=True)
    paths = _split(_prompt("Which files belong to it? (globs, commas between)", ", ".join(lists["paths"])))
    return answers._replace(
        lists={**lists, "paths": paths},
        owner=answers.owner or _prompt("Who answers for it? (id=login)", person_of(around)),
        backup=answers.backup or _prompt("Who stands in? (id=login)"),
        approver=answers.approver or _prompt("Who accepts its risks? Not its owner. (id=login)"),
        escalation=answers.escalation or _prompt("Where does one turn when nobody who can sign answers?"),
    )


def _prompt(words: str, otherwise: str = "") -> str:
    said: str = click.prompt(words, default=otherwise, show_default=bool(otherwise), err=True)
    return " ".join(said.split())


def _split(said: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in said.split(","))))


def _show(files: dict[str, str], kept: tuple[str, ...], in_full: str | None) -> None:
    """What would be written, by path; of the paths that begin with `in_full`, the text too."""
    from aims_gate.reports.characters import verbatim

    for path in files:
        click.echo(f"new   {verbatim(path)}")
    for path in kept:
        click.echo(f"kept  {verbatim(path)} (is there already, and stays as it is)")
    for path, text in files.items():
        if in_full is not None and path.startswith(in_full):
            click.echo(f"\n{verbatim(path)}:")
            click.echo("".join(f"  {verbatim(line)}".rstrip() + "\n" for line in text.splitlines()), nl=False)
