"""How long `aims-gate readiness` takes on a large organisation: 200 systems, 2,000 documents, 600 steps of history.

    .venv/bin/python benchmarks/readiness.py [RUNS]
    .venv/bin/python benchmarks/readiness.py --make FOLDER

Every system has the eight documents of the demo's system and two results of monitoring, and is changed three times; what
stands is as good or as bad as in the demo. Prints the median of whole processes: time on the clock, and of the processor,
which other work on the machine disturbs less.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

GATE = [str(Path(sys.executable).with_name("aims-gate"))]
EXAMPLE = Path(__file__).parent.parent / "aims_gate" / "example" / "base"
ID = "support-assistant"
SYSTEMS, STEPS = 200, 600
BEGUN, AS_OF = date(2024, 11, 21), "2026-11-21"
TIERS = ("limited", "limited", "limited", "high")
FORMATS = ("text", "json", "html")


def main(runs: int) -> None:
    """Print a line for each format, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        documents = make_repository(Path(folder))
        print(f"{SYSTEMS} systems, {documents:,} documents, {STEPS} steps of history")
        _tell("a bare interpreter", _median(runs, [sys.executable, "-c", "pass"], "."))
        for name in FORMATS:
            command = [*GATE, "readiness", "--as-of", AS_OF, "--report", f"{name}={folder}/.git/said"]
            _tell(f"readiness as {name}", _median(runs, command, folder))


def make_repository(folder: Path) -> int:
    """The organisation in `folder`, with nothing checked out; how many documents it has."""
    subprocess.run(["git", "-C", str(folder), "init", "-q", "-b", "main"], check=True)
    base = {**_shared(), **_systems()}
    stream = b"".join(_commit(step, files) for step, files in enumerate([base, *_changes()]))
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, check=True)
    return sum(path.startswith("docs/ai/") for path in base)


def _shared() -> dict[str, str]:
    """What the demo has beside its system, and a programme."""
    kept = {path: text for path, text in _example().items() if ID not in path}
    return {
        **kept,
        ".aims/programme.yaml": 'attested:\n  "4.1": {by: risk-lead, date: 2026-03-02, statement: Looked.}\n',
    }


def _example() -> dict[str, str]:
    found = (path for path in sorted(EXAMPLE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(EXAMPLE)): path.read_text(encoding="utf-8") for path in found}


def _systems() -> dict[str, str]:
    """Entry and documents of every system: the demo's, each under its own name and days."""
    own = {path: text for path, text in _example().items() if ID in path}
    found = {}
    for number in range(SYSTEMS):
        for path, text in own.items():
            named = text.replace("services/assistant/", f"services/{number}/").replace(
                "prompts/assistant/", f"prompts/{number}/"
            )
            named = named.replace("-SA-", f"-{number}-").replace("tier: limited", f"tier: {TIERS[number % 4]}")
            found[path.replace(ID, _name(number))] = named.replace(ID, _name(number))
        found[f"services/{number}/main.py"] = "VERSION = 0\n"
        for month in ("2026-07", "2026-10"):
            found[f"docs/ai/{_name(number)}/results-{month}.md"] = _result(number, month)
    return found


def _result(number: int, month: str) -> str:
    return (
        f"---\naims:\n  kind: monitoring_result\n  id: MR-{number}-{month}\n  systems: [{_name(number)}]\n"
        f"  status: approved\n  measured: {month}-06\n  plan: docs/ai/{_name(number)}/monitoring.md\n"
        "  results:\n    - {metric: answers rewritten, value: '0.21', breached: false}\n"
        "  owner: assistant-owner\n  reviewed_by: assistant-owner\n  conclusion: Within limits.\n---\n# Results\n"
    )


def _changes() -> Iterator[dict[str, str]]:
    """A change a step, most with a record, each of another system."""
    for step in range(1, STEPS):
        number = step % SYSTEMS
        files = {f"services/{number}/main.py": f"VERSION = {step}\n"}
        if step % 7:
            kind = "none-material" if step % 4 == 0 else "prompt"
            files[f".aims/changes/{step}.yaml"] = (
                f"systems: [{_name(number)}]\nchange: [{kind}]\nsummary: Version {step}.\n"
            )
        yield files


def _name(number: int) -> str:
    return f"assistant-{number:03}"


def _commit(step: int, files: dict[str, str]) -> bytes:
    """One step for `git fast-import`."""
    seconds = int(time.mktime((BEGUN + timedelta(days=step)).timetuple()))
    who = f"octo-owner <octo-owner@users.noreply.github.com> {seconds} +0000"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode()
    parts = [f"M 100644 inline {path}\n".encode() + _data(text) for path, text in files.items()]
    return b"".join([head, _data(f"Step {step}"), *parts, b"\n"])


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def _tell(what: str, figures: tuple[float, float]) -> None:
    print(f"{what:<24} {figures[0]:6.2f} s on the clock, {figures[1]:6.2f} s of the processor")


def _median(runs: int, command: list[str], folder: str) -> tuple[float, float]:
    """Seconds on the clock, and of the processor with all children."""
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    clock, processor = [], []
    for _ in range(runs):
        begun, used = time.perf_counter(), _used()
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        clock.append(time.perf_counter() - begun)
        processor.append(_used() - used)
    return statistics.median(clock), statistics.median(processor)


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        shutil.rmtree(sys.argv[2], ignore_errors=True)
        os.makedirs(sys.argv[2])
        make_repository(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
