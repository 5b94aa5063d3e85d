"""How many edits to the words of prompts are told: the steps of `prompt-edits.yaml` and `prompt-edits-further.yaml`.

    .venv/bin/python benchmarks/prompt_edits.py CLONES [OWNER/NAME …]

CLONES is a folder of clones, as `recall.py` takes it. Prints the edits that are missed and what is told of the steps that edit
nothing, then a line for each application and each list. An edit is told where a signal of a prompt or an agent, certain or
likely, is told in the file that was read for it; in its step, where one is told anywhere in that.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from recall import clone_of

from aims_gate.model.signal import Signal
from aims_gate.sources.git import Repository
from aims_gate.sources.looking import looking_by
from aims_gate.sources.signals import find_signals

LISTS = ("prompt-edits.yaml", "prompt-edits-further.yaml")
SPEAKING = ("prompt", "agent")
LINES = ("first", "later", "whole")


class Told(NamedTuple):
    """One step as a reader saw it, and the signals of what a model is told."""

    read: dict[str, Any]
    signals: tuple[Signal, ...]

    @property
    def is_told(self) -> bool:
        """Whether the file that was read shows the edit."""
        return any(signal.path == self.read["path"] for signal in self.signals)


def main(arguments: list[str]) -> int:
    """Print the report; what to return to the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clones", type=Path)
    parser.add_argument("repository", nargs="*", help="only these")
    chosen = parser.parse_args(arguments)
    rows = []
    for name in LISTS:
        edits: list[Told] = []
        others: list[Told] = []
        for one in yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))["applications"]:
            if chosen.repository and one["repository"] not in chosen.repository:
                continue
            folder = clone_of(chosen.clones, one["repository"])
            if folder is None:
                print(f"{one['repository']}: there is no clone of it in {chosen.clones}", file=sys.stderr)
                return 1
            told = {group: list(_told(folder, one["tip"], one[group])) for group in ("edits", "others")}
            _tell_steps(one["repository"], told["edits"], told["others"])
            rows.append(_row(f"{one['repository']} ({one['language']})", told["edits"], told["others"]))
            edits += told["edits"]
            others += told["others"]
        rows.append(_row(f"**{name}**", edits, others))
    print(f"\n| application | edits told | in their step | {' | '.join(LINES)} | others told |\n|{'---|' * 7}")
    print("\n".join(rows))
    return 0


def _told(folder: Path, tip: str, read: Iterable[dict[str, Any]]) -> Iterator[Told]:
    looking = looking_by({})
    with Repository(str(folder)) as repository:
        line = [step.commit for step in reversed(repository.line(repository.require(tip)).steps)]
        for step in read:
            (place,) = (place for place, full in enumerate(line) if full.startswith(str(step["commit"])))
            before = repository.tree_of(line[place - 1]) if place else repository.empty_tree
            files = repository.changed_files(before, repository.tree_of(line[place]))
            found = find_signals(repository, files, looking, lambda _: True)
            yield Told(step, tuple(signal for signal in found.signals if signal.hit.kind in SPEAKING))


def _tell_steps(name: str, edits: list[Told], others: list[Told]) -> None:
    print(f"\n{name}")
    for told in (told for told in edits if not told.is_told):
        elsewhere = " (told of another file)" if told.signals else ""
        print(f"  {told.read['commit']} missed{elsewhere}: {told.read['what']}   {told.read['path']}")
    for told in (told for told in others if told.signals):
        shown = ", ".join(f"{one.action} {one.hit.name} {one.path}:{one.hit.line}" for one in told.signals[:3])
        print(f"  {told.read['commit']} no edit, {shown}: {told.read['what']}")


def _row(name: str, edits: list[Told], others: list[Told]) -> str:
    of_lines = [[told for told in edits if told.read["line"] == line] for line in LINES]
    figures = (
        _of(sum(told.is_told for told in edits), len(edits)),
        _of(sum(bool(told.signals) for told in edits), len(edits)),
        *(_of(sum(told.is_told for told in some), len(some)) for some in of_lines),
        _of(sum(bool(told.signals) for told in others), len(others)),
    )
    return f"| {name} | {' | '.join(figures)} |"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "–"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
