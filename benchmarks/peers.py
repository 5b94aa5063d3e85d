"""What aims-gate and other scanners find in the same repositories, held against a list made by reading them.

    .venv/bin/python benchmarks/peers.py [--list] --clones FOLDER [--peer NAME=COMMAND ...]

FOLDER holds a clone of each repository of peers.yaml under its name without the owner; the commit that was read is
checked out of it into a temporary folder. A NAME is one of PEERS below, its COMMAND the program as it is installed; one
that is not given, or not there, is left out and named. The program is run as it comes, with JSON asked for.

A usage (a kind in a file) is found if the scanner names the file and, where it tells kinds apart, the kind. Of a
scanner that names no kind, the file is enough. A false alarm is a file, or a kind in it, that is neither in the list nor
among what counts as neither. A package is found if it is named anywhere. Time is the median of whole processes.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

import yaml

GATE = str(Path(sys.executable).with_name("aims-gate"))
LIST = Path(__file__).with_name("peers.yaml")
RUNS = 3
KINDS = ("package", "import", "host", "model", "prompt")
ANY = ""


class Said(NamedTuple):
    """What a scanner reports: (path, kind, `ANY` where it tells none), the names of packages, and its verdict in words."""

    usages: frozenset[tuple[str, str]]
    packages: frozenset[str]
    verdict: str


class Scanner(NamedTuple):
    """How a scanner is asked in a folder, given its program and the report's path, and how its report is read."""

    asked: Callable[[str, str], list[str]]
    read: Callable[[Any], Said]


def of_gate(report: Any) -> Said:
    """The inventory: every row, likely ones too."""
    kinds = {"endpoint": "host", "image": "package"}
    rows = report["seen"]
    usages = frozenset((row["path"], kinds.get(row["kind"], row["kind"])) for row in rows)
    # A package for agents, guardrails or monitoring is of that kind, in a manifest or not.
    packages = frozenset(row["name"] for row in rows if row["line"] and row["kind"] not in ("model", "prompt"))
    return Said(usages, packages, report["summary"].split(";")[0].split(".")[0])


def of_aibom_scanner(report: Any) -> Said:
    """Its detections, whatever their type, and its dependencies."""
    usages = {(row["file_path"], ANY) for row in report["detections"]}
    usages |= {(row["source_file"], "package") for row in report["dependencies"]}
    names = {row["package"] for row in report["dependencies"]} | {row["sdk_name"] for row in report["detections"]}
    return Said(frozenset(usages), frozenset(names), f"{len(report['risks'])} risks")


def of_ai_act_companion(report: Any) -> Said:
    """It names libraries and model files, and of the source no file."""
    usages = frozenset((path, ANY) for path in report["model_files"])
    names = frozenset(row["name"] for row in report["libraries"])
    return Said(usages, names, "AI detected" if report["ai_detected"] else "no indicator found")


PEERS = {
    "aims-gate": Scanner(lambda program, report: [program, "inventory", "--report", f"json={report}"], of_gate),
    "aibom-scanner": Scanner(
        lambda program, report: [program, "scan", "--path", ".", "--format", "json", "--output", report],
        of_aibom_scanner,
    ),
    "ai-act-companion": Scanner(lambda program, _: [program, "scan", "--json", "."], of_ai_act_companion),
}


class Score(NamedTuple):
    """Of one scanner in one repository. `found` and `missed` are usages; `false` are what should not have been named."""

    found: frozenset[tuple[str, str]]
    missed: frozenset[tuple[str, str]]
    false: frozenset[tuple[str, str]]
    packages: int
    seconds: float
    verdict: str


def main() -> None:
    """Print a row for each repository and scanner, then one for each scanner with the kinds told apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clones", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--list", action="store_true", help="each miss and each false alarm")
    asked = parser.parse_args()
    listed = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    programs = {"aims-gate": GATE, **dict(given.split("=", 1) for given in asked.peer)}
    present = [name for name in PEERS if _is_there(name, programs.get(name, ""))]
    scores: dict[str, list[Score]] = {name: [] for name in present}
    print("| repository | scanner | usages found | packages named | false alarms | seconds | it says |")
    print("|---|---|---:|---:|---:|---:|---|")
    for repository in listed["repositories"]:
        with tempfile.TemporaryDirectory() as folder:
            check_out(asked.clones / repository["name"].split("/")[1], repository["commit"], folder)
            for name in present:
                score = scored(PEERS[name], programs[name], folder, repository, listed["either"])
                scores[name].append(score)
                print(_row(repository, name, score), flush=True)
                for line in _told(score) if asked.list else ():
                    print(line, flush=True)
    _print_kinds(scores)


def _is_there(name: str, program: str) -> bool:
    if not program:
        print(f"{name} is left out: no `--peer {name}=COMMAND` was given", file=sys.stderr)
    elif not Path(program).is_file():
        print(f"{name} is left out: {program} is not there; install it and name its program", file=sys.stderr)
    return bool(program) and Path(program).is_file()


def check_out(clone: Path, commit: str, folder: str) -> None:
    """A clone of one's own at the commit that was read: no scanner can leave anything for the next."""
    subprocess.run(["git", "clone", "--quiet", "--shared", "--no-checkout", str(clone), folder], check=True)
    subprocess.run(["git", "-C", folder, "checkout", "--quiet", commit], check=True)


def scored(scanner: Scanner, program: str, folder: str, repository: dict[str, Any], everywhere: list[str]) -> Score:
    """Run the scanner and hold what it says against the list."""
    said, seconds = run(scanner, program, folder)
    listed = frozenset((path, kind) for kind, paths in repository.get("usages", {}).items() for path in paths)
    either = [*everywhere, *repository.get("either", ())]
    found = frozenset(usage for usage in listed if usage in said.usages or (usage[0], ANY) in said.usages)
    false = frozenset(_unlisted(said, listed, either))
    wanted = {str(name) for name in repository.get("packages", ())}
    named = {name.lower() for name in said.packages}
    packages = sum(_plain(name) in named or name.lower() in named for name in wanted)
    return Score(found, listed - found, false, packages, seconds, said.verdict)


def run(scanner: Scanner, program: str, folder: str) -> tuple[Said, float]:
    """What it says, and the median seconds of its process. Its exit code tells findings, not failure."""
    times = []
    with tempfile.TemporaryDirectory() as outside:
        report = Path(outside) / "report.json"
        for _ in range(RUNS):
            start = time.perf_counter()
            done = subprocess.run(scanner.asked(program, str(report)), cwd=folder, capture_output=True, text=True)
            times.append(time.perf_counter() - start)
        text = report.read_text(encoding="utf-8") if report.is_file() else done.stdout
    try:
        return scanner.read(json.loads(text)), statistics.median(times)
    except (ValueError, KeyError) as error:
        raise SystemExit(f"{program} gave no report that can be read ({error}): {done.stderr[-500:]}") from error


def _unlisted(said: Said, listed: frozenset[tuple[str, str]], either: list[str]) -> Iterator[tuple[str, str]]:
    paths = {path for path, _ in listed}
    for path, kind in said.usages:
        told_apart = kind in KINDS
        is_listed = (path, kind) in listed if told_apart else path in paths
        if not is_listed and not any(fnmatchcase(path, glob) for glob in either):
            yield path, kind


def _plain(name: str) -> str:
    """A package as scanners shorten it: Go's module without its major version."""
    head, _, last = name.rpartition("/")
    return head.lower() if head and last[:1] == "v" and last[1:].isdigit() else name.lower()


def _row(repository: dict[str, Any], name: str, score: Score) -> str:
    listed = len(score.found) + len(score.missed)
    wanted = len(repository.get("packages", ()))
    found, packages = (f"{len(score.found)} of {listed}", f"{score.packages} of {wanted}") if listed else ("-", "-")
    return (
        f"| {repository['name']} ({repository['language']}) | {name} | {found} | {packages} | {len(score.false)} "
        f"| {score.seconds:.2f} | {score.verdict} |"
    )


def _told(score: Score) -> Iterator[str]:
    yield from (f"  missed: {kind} in {path}" for path, kind in sorted(score.missed))
    yield from (f"  false: {kind or 'something'} in {path}" for path, kind in sorted(score.false))


def _print_kinds(scores: dict[str, list[Score]]) -> None:
    print(f"\n| scanner | {' | '.join(KINDS)} | all | false alarms | seconds |")
    print("|---|" + "---:|" * (len(KINDS) + 3))
    for name, rows in scores.items():
        found = [usage for row in rows for usage in row.found]
        missed = [usage for row in rows for usage in row.missed]
        cells = [
            f"{sum(kind == k for _, k in found)} of {sum(kind == k for _, k in (*found, *missed))}" for kind in KINDS
        ]
        false = sum(len(row.false) for row in rows)
        seconds = sum(row.seconds for row in rows)
        print(
            f"| {name} | {' | '.join(cells)} | {len(found)} of {len(found) + len(missed)} | {false} | {seconds:.1f} |"
        )


if __name__ == "__main__":
    main()
