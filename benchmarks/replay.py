"""How often the gate would stop a repository that uses no AI: every step of its history, replayed.

    .venv/bin/python benchmarks/replay.py [--list] [--newest N] REPOSITORY...

A REPOSITORY is the address of a public one, or the path of a clone (a bare one will do). A step is a commit of the
first-parent line of HEAD, judged against its parent as if the repository had no register. An alarm is a step with a
signal that the rule `ai-change-declared` refuses: a certain one, in no file of tests. A step counts once, and once in the
column of each kind that it shows. A file that could not be looked through leaves the rule undecided, which is no alarm
and is counted beside them; a step whose commits or trees cannot be read is counted too.
"""

import argparse
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from aims_gate.errors import AimsGateError
from aims_gate.facts.attribution import Attributed, attribute
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.testing import is_test
from aims_gate.model.document import Json
from aims_gate.sources.git import Repository
from aims_gate.sources.looking import Looking, looking_by
from aims_gate.sources.namesakes import told_apart
from aims_gate.sources.signals import find_signals

NO_REGISTER = Ownership({}, {})
NEVER = "2000-01-01T00:00:00+00:00"
"""The time of judging: without a register nothing depends on it."""


class Step(NamedTuple):
    """What one step shows. `undecided` says which file could not be looked through, `lack` why nothing could be judged."""

    commit: str
    alarms: tuple[dict[str, Json], ...] = ()
    undecided: str = ""
    lack: str = ""


def main() -> None:
    """Print a row for each repository and, where asked for, a line for each alarm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", metavar="REPOSITORY")
    parser.add_argument(
        "--list", action="store_true", help="each alarm with its commit, path and line, and what was not read"
    )
    parser.add_argument("--newest", type=int, default=0, metavar="N", help="only the newest N steps")
    asked = parser.parse_args()
    print("| repository | tip | steps | alarms | per 1,000 | by kind | undecided | unreadable | seconds |")
    print("|---|---|---:|---:|---:|---|---:|---:|---:|", flush=True)
    for address in asked.repositories:
        start = time.perf_counter()
        with clone_of(address) as folder, Repository(str(folder)) as repository:
            steps = list(replayed(repository, asked.newest))
        print(row(name_of(address), steps, time.perf_counter() - start), flush=True)
        for line in listed(steps) if asked.list else ():
            print(line, flush=True)


@contextmanager
def clone_of(address: str) -> Iterator[Path]:
    """The repository's folder; of an address, a clone that lives as long as it is looked at."""
    if "://" not in address:
        yield Path(address)
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", "--bare", "--", address, folder], check=True)
        yield Path(folder)


def name_of(address: str) -> str:
    """`owner/name` as far as the address tells."""
    parts = [part for part in address.rstrip("/").removesuffix(".git").split("/") if part]
    if len(parts) > 1 and parts[-1] == "repo":
        return parts[-2].replace("+", "/")
    return "/".join(parts[-2:] if "://" in address else parts[-1:])


def replayed(repository: Repository, newest: int) -> Iterator[Step]:
    """Every step of the first-parent line of HEAD, newest first."""
    tip = repository.resolve("HEAD")
    if tip is None:
        raise SystemExit("the repository has no commit at HEAD: nothing was replayed")
    line = repository.line(tip)
    if line.lack:
        yield Step("", lack=line.lack)
    looking = looking_by({})
    commits = [step.commit for step in line.steps]
    parents = [*commits[1:], "" if not line.lack else None]
    for commit, parent in list(zip(commits, parents, strict=True))[: newest or None]:
        if parent is not None:
            yield judged(repository, looking, commit, parent)


def judged(repository: Repository, looking: Looking, commit: str, parent: str) -> Step:
    """One step against its parent; the first one against an empty tree."""
    try:
        base = repository.tree_of(parent) if parent else repository.empty_tree
        head = repository.tree_of(commit)
        found = find_signals(repository, repository.changed_files(base, head), looking, is_test)
        found = told_apart(repository, found, base, head)
    except AimsGateError as error:
        return Step(commit, lack=error.message)
    shown = attribute(found, NO_REGISTER, {}, {}, (), None, NEVER)
    return Step(commit, tuple(refused(shown)), next((lack["reason"] for lack in shown.unknown), ""))


def refused(shown: Attributed) -> Iterator[dict[str, Json]]:
    """The signals for which `ai-change-declared` fails: certain ones, as there is no record to declare any."""
    return (signal for signal in shown.signals if signal["certain"])


def row(name: str, steps: list[Step], seconds: float) -> str:
    """One row of the table."""
    alarms = [step for step in steps if step.alarms]
    kinds = Counter(kind for step in alarms for kind in {signal["kind"] for signal in step.alarms})
    lacking = sum(bool(step.lack) for step in steps)
    judged_steps = len(steps) - lacking
    share = f"{1000 * len(alarms) / judged_steps:.2f}" if judged_steps else "-"
    by_kind = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) or "-"
    tip = next((step.commit for step in steps if step.commit), "")[:10]
    undecided = sum(bool(step.undecided) for step in steps)
    return (
        f"| {name} | {tip} | {judged_steps:,} | {len(alarms)} | {share} | {by_kind} | {undecided} | {lacking} "
        f"| {seconds:.0f} |"
    )


def listed(steps: list[Step]) -> Iterator[str]:
    """A line for each alarm, and for each step that is undecided or could not be judged."""
    for step in steps:
        if step.lack:
            yield f"  {step.commit[:10]} could not be judged: {step.lack}"
        if step.undecided:
            yield f"  {step.commit[:10]} is undecided: {step.undecided}"
        for signal in step.alarms:
            said = str(signal["text"]).strip()[:100]
            yield f"  {step.commit[:10]} {signal['path']}:{signal['line']} {signal['seen']} | {said}"


if __name__ == "__main__":
    main()
