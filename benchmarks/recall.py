"""How much of what real applications of AI did is found: each step of `ai-applications*.yaml`, as the detector sees it.

    .venv/bin/python benchmarks/recall.py [--register] CLONES [OWNER/NAME …]

CLONES is a folder of clones, bare or not, each called OWNER/NAME, OWNER+NAME or NAME, or with the repository as `repo` in
it. Prints what is missed and what else is told of the window, step by step, then a line for each application and each kind.
A step counts as found where a certain signal is told of it, a kind where one of that kind is, a vendor where one names it.
With --register it also counts where it touches the `paths` of the entries that `aims-gate inventory` proposes for the tree
before it, as if somebody had taken them over as they are. Steps that a reader doubts are left out. Ends with 1 where a clone
is missing or lacks what was read.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from aims_gate.commands.inventory import Options, inventory
from aims_gate.facts.patterns import Patterns
from aims_gate.facts.touched import paths_of
from aims_gate.model.signal import Signal
from aims_gate.sources.git import Repository
from aims_gate.sources.looking import looking_by
from aims_gate.sources.signals import find_signals

LISTS = ("ai-applications.yaml", "ai-applications-further.yaml", "ai-applications-third.yaml")
LOGIC = "logic"
NOW = "2026-01-01T00:00:00+00:00"
"""Nothing depends on it: there are no mutes that lapse."""


class Told(NamedTuple):
    """One step of a window: what a reader says of it (None: nothing of AI), and the certain signals told of it.

    `owned` says whether it touches what the register would own.
    """

    commit: str
    read: dict[str, Any] | None
    signals: tuple[Signal, ...]
    owned: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that a reader says show in it."""
        return tuple(kind for kind in (self.read or {}).get("kinds", ()) if kind != LOGIC)

    @property
    def vendors(self) -> tuple[str, ...]:
        """The vendors that a reader says are new in it."""
        return tuple((self.read or {}).get("vendors", ()))

    @property
    def found(self) -> bool:
        """Whether the gate would ask about it."""
        return self.owned or bool(self.signals)

    def shows(self, kind: str) -> bool:
        """Whether a signal of the kind is told; to a reader an image of a container is a package."""
        kinds = ("package", "image") if kind == "package" else (kind,)
        return any(signal.hit.kind in kinds for signal in self.signals)

    def names(self, vendor: str) -> bool:
        """Whether a signal names the vendor, or the company whose service it is."""
        return any(signal.hit.vendor and vendor.startswith(signal.hit.vendor) for signal in self.signals)


def main(arguments: list[str]) -> int:
    """Print the report; what to return to the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--register", action="store_true", help="as if what inventory proposes stood in the register")
    parser.add_argument("clones", type=Path)
    parser.add_argument("repository", nargs="*", help="only these")
    chosen = parser.parse_args(arguments)
    for name in LISTS:
        written = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))["applications"]
        applications = [one for one in written if not chosen.repository or one["repository"] in chosen.repository]
        everything: dict[str, list[Told]] = {}
        for application in applications:
            folder = clone_of(chosen.clones, application["repository"])
            if folder is None:
                print(f"{application['repository']}: there is no clone of it in {chosen.clones}", file=sys.stderr)
                return 1
            everything[application["repository"]] = list(_told(folder, application, chosen.register))
            _tell_steps(application["repository"], everything[application["repository"]])
        if applications:
            print(f"\n{name}")
            _tell_table(applications, everything)
    return 0


def clone_of(clones: Path, repository: str) -> Path | None:
    """The folder of a repository's clone."""
    owner, name = repository.split("/")
    for folder in (clones / owner / name, clones / f"{owner}+{name}", clones / name):
        for place in (folder / "repo", folder):
            if (place / "HEAD").exists() or (place / ".git").exists():
                return place
    return None


def _told(folder: Path, application: dict[str, Any], with_register: bool) -> Iterator[Told]:
    looking = looking_by({})
    with Repository(str(folder)) as repository:
        line = [step.commit for step in reversed(repository.line(repository.require(application["tip"])).steps)]
        places = _window(line, application)
        read = {_place(line, str(change["commit"])): change for change in application["changes"]}
        if not set(read) <= set(places):
            raise SystemExit(f"{application['repository']}: the list names a step outside of its window")
        for place in places:
            if read.get(place, {}).get("doubtful"):
                continue
            before = repository.tree_of(line[place - 1]) if place else repository.empty_tree
            files = repository.changed_files(before, repository.tree_of(line[place]))
            found = find_signals(repository, files, looking, lambda _: True)
            certain = tuple(signal for signal in found.signals if signal.hit.confidence == "certain")
            patterns = Patterns(_proposed(folder, line[place - 1]) if with_register and place else ())
            owned = any(patterns.match(path) for file in files for path in paths_of(file))
            yield Told(line[place], read.get(place), certain, owned)


def _proposed(folder: Path, commit: str) -> list[str]:
    """The `paths` of the entries that an inventory of a commit's tree proposes."""
    seen = inventory(Options(NOW, ref=commit, folder=str(folder), policy_ref=commit))
    return [path for proposal in seen.proposals for path in proposal.paths]


def _window(line: list[str], application: dict[str, Any]) -> list[int]:
    if "read" in application:
        return sorted({_place(line, str(commit)) for commit in application["read"]})
    further = {_place(line, str(commit)) for commit in application.get("further", ())}
    return sorted({*range(min(application["first"], len(line))), *further})


def _place(line: list[str], commit: str) -> int:
    places = [place for place, full in enumerate(line) if full.startswith(commit)]
    if len(places) != 1:
        raise SystemExit(f"{commit} is not one step of the line that was read: fetch its whole history")
    return places[0]


def _tell_steps(name: str, told: list[Told]) -> None:
    print(f"\n{name}")
    for step in told:
        kinds = [kind for kind in step.kinds if not step.shows(kind)]
        vendors = [vendor for vendor in step.vendors if not step.names(vendor)]
        if step.read and (kinds or vendors or not step.found):
            lacking = ", ".join([*kinds, *vendors]) or "only logic"
            found = "found, without" if step.signals else "owned, without" if step.owned else "MISSED:"
            print(f"  {step.commit[:10]} {found} {lacking}   ({step.read['what']})")
        elif step.read is None and step.signals:
            print(
                f"  {step.commit[:10]} not on the list: {', '.join(sorted({_short(one) for one in step.signals})[:6])}"
            )


def _short(signal: Signal) -> str:
    return f"{signal.action} {signal.hit.kind} {signal.hit.name[:40]} {signal.path}:{signal.hit.line}"


def _tell_table(applications: list[dict[str, Any]], everything: dict[str, list[Told]]) -> None:
    apart = [one for one in applications if one.get("held_out") or one.get("round") == 2]
    print("\n| application | language | steps | AI steps found | only logic, found | vendors found | others told |")
    print("|---|---|---|---|---|---|---|")
    for one in (one for one in applications if one not in apart):
        print(f"| {one['repository']} | {one['language']} | {_figures(everything[one['repository']])} |")
    steps = [step for one in applications if one not in apart for step in everything[one["repository"]]]
    print(f"| **all of these** | | {_figures(steps)} |")
    for one in apart:
        print(f"| {one['repository']}, held out | {one['language']} | {_figures(everything[one['repository']])} |")
    if len(apart) > 1:
        print(f"| **held out** | | {_figures([step for one in apart for step in everything[one['repository']]])} |")
    expected = Counter(kind for step in steps for kind in step.kinds)
    shown = Counter(kind for step in steps for kind in step.kinds if step.shows(kind))
    print("\n| kind | found |\n|---|---|")
    for kind, count in expected.most_common():
        print(f"| {kind} | {_of(shown[kind], count)} |")


def _figures(told: list[Told]) -> str:
    using = [step for step in told if step.kinds]
    logic = [step for step in told if step.read and not step.kinds]
    vendors = [(step, vendor) for step in told for vendor in step.vendors]
    others = [step for step in told if step.read is None]
    return " | ".join(
        (
            str(len(told)),
            _of(sum(step.found for step in using), len(using)),
            _of(sum(step.found for step in logic), len(logic)),
            _of(sum(step.names(vendor) for step, vendor in vendors), len(vendors)),
            _of(sum(step.found for step in others), len(others)),
        )
    )


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "–"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
