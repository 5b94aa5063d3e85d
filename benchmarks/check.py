"""How long `aims-gate check` takes from a cold start: on the demo's repository, and on a large change.

    .venv/bin/python benchmarks/check.py [RUNS]

Prints the median wall time of whole processes, and beside it that of a bare interpreter, so that figures from machines of
different speed can be compared. The large repository has 1,000 evidence documents; the change edits 3,000 files of a
system and half of the documents. The files are those of the interpreter's own library that have 1 to 4 KB, over and over.
What the search for AI usage adds to that is told too: the same check with it and without it in turn, and the median of what
lies between the two.
"""

import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

GATE = [str(Path(sys.executable).with_name("aims-gate"))]
AS_OF = ["--as-of", "2026-11-21"]


def main(runs: int) -> None:
    """Print a line for each figure, in milliseconds."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from aims_gate.commands.demo import demo_repository

    bare = _median(runs, [sys.executable, "-c", "pass"], ".")
    print(f"{'a bare interpreter':<48} {bare:8.0f} ms")
    _tell("--help", _median(runs, [*GATE, "--help"], "."), bare)
    with demo_repository() as folder:
        for state in ("refused", "fixed"):
            command = [*GATE, "check", "--base", "main", "--head", state, *AS_OF]
            _tell(f"check, demo repository, {state}", _median(runs, command, folder), bare)
    with tempfile.TemporaryDirectory() as folder:
        _large(Path(folder))
        command = [*GATE, "check", "--base", "main", "--head", "change", *AS_OF]
        _tell("check, 3,000 files and 1,000 documents", _median(max(3, runs // 3), command, folder), bare)
        _tell("which the search for AI usage adds to it", _added(runs, command, folder), bare)


def _tell(what: str, milliseconds: float, bare: float) -> None:
    print(f"{what:<48} {milliseconds:8.0f} ms   {milliseconds / bare:5.1f} × bare")


def _median(runs: int, command: list[str], folder: str) -> float:
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


_WITHOUT = """
from aims_gate.commands import check
from aims_gate.model.signal import Found
from aims_gate.sources import collect
check.make_ready = lambda: None
collect.Search.begin = lambda search: None
collect.Search.found = lambda *_: Found()
"""
_CHECK = """
import sys
from aims_gate.cli import main
sys.argv[0] = "aims-gate"
main()
"""


def _added(runs: int, command: list[str], folder: str) -> float:
    """Milliseconds that the signals of a change add to its check."""
    both = [[sys.executable, "-c", program, *command[1:]] for program in (_CHECK, _WITHOUT + _CHECK)]
    pairs = [[_median(1, one, folder) for one in both] for _ in range(runs)]
    return statistics.median(searched - unsearched for searched, unsearched in pairs)


def _large(folder: Path) -> None:
    """The demo's system with 1,000 documents and 3,000 files, all of the files and half of the documents edited."""
    import shutil

    example = Path(__file__).parent.parent / "aims_gate" / "example"
    _git(folder, "init", "-q", "-b", "main")
    shutil.copytree(example / "base", folder, dirs_exist_ok=True)
    for number in range(1000):
        _write(folder / f"docs/ai/more/{number}.md", _document(number, 1))
    texts = _texts()
    for number in range(3000):
        _write(
            folder / f"services/assistant/part{number % 50}/file{number}.py",
            f"# {number}\n" + texts[number % len(texts)],
        )
    _commit(folder, "Base")
    _git(folder, "checkout", "-q", "-b", "change")
    shutil.copytree(example / "refused", folder, dirs_exist_ok=True)
    for number in range(3000):
        text = texts[number % len(texts)].replace("return", "return  ", 1)
        _write(folder / f"services/assistant/part{number % 50}/file{number}.py", f"# {number + 1}\n" + text)
    for number in range(500):
        _write(folder / f"docs/ai/more/{number}.md", _document(number, 2))
    _commit(folder, "Change")
    _git(folder, "repack", "-a", "-d", "-q")  # as a clone has it


def _texts() -> list[str]:
    library = Path(sysconfig.get_paths()["stdlib"])
    found = [path for path in sorted(library.rglob("*.py")) if not {"site-packages", "test"} & set(path.parts)]
    return [path.read_text("utf-8", "replace") for path in found if 1000 <= path.stat().st_size <= 4000]


def _document(number: int, version: int) -> str:
    return (
        f"---\naims:\n  kind: event_log\n  id: EL-{number}\n  systems: [support-assistant]\n  version: {version}\n"
        "  status: approved\n  events: [draft created, draft sent]\n  fields: [time, model version]\n"
        "  retention: 400d\n  access: [risk-lead]\n---\n# Event log\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=octo", "-c", "user.email=octo@example.org", "commit", "-q", "-m", message)


def _git(folder: Path, *args: str) -> None:
    subprocess.run(["git", "-C", str(folder), *args], check=True, capture_output=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
