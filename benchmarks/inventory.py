"""How long `aims-gate inventory` takes on a large tree: 50,000 files, about 480 MB, 1,000 of which use AI.

    .venv/bin/python benchmarks/inventory.py [RUNS] [--keep FOLDER]

The files are the interpreter's own library, over and over with another first line each, and one in five is configuration,
TypeScript or prose. Prints the median wall and processor time of whole processes, and the part of it that git takes to
give the contents. With `--keep` the tree stays in the folder, and is used again where it is there already.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

GATE = [str(Path(sys.executable).with_name("aims-gate"))]
FILES = 50_000
PLANTED = 1_000
SHORTEST, LONGEST = 1_000, 32_000


def main(runs: int, keep: str) -> None:
    """Print a line for each figure, in seconds."""
    if keep:
        measure(Path(keep), runs)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), runs)


def measure(folder: Path, runs: int) -> None:
    """Print a line for each figure of the tree in a folder, which is made where it is not there."""
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        make_repository(folder)
    listed = subprocess.run(
        ["git", "-C", str(folder), "ls-tree", "-r", "--format=%(objectname) %(objectsize)", "HEAD"],
        capture_output=True,
        check=True,
    ).stdout.split()
    objects, weight = b"\n".join(listed[::2]) + b"\n", sum(map(int, listed[1::2]))
    print(f"{len(listed) // 2:,} files, {weight / 1e6:.0f} MB, {PLANTED:,} of them with an import planted")
    _show("git alone, every content", [_seconds(["git", "cat-file", "--batch"], objects, folder) for _ in range(runs)])
    report = folder / ".git" / "inventory.json"
    command = [*GATE, "inventory", "--report", f"json={report}"]
    _show("aims-gate inventory", [_seconds(command, b"", folder) for _ in range(runs)])
    found = {row["path"] for row in json.loads(report.read_text())["seen"]}
    print(f"planted and found: {sum(path.startswith('planted/') for path in found):,} of {PLANTED:,}")


def _show(what: str, times: list[tuple[float, float]]) -> None:
    walls, processor = zip(*times, strict=True)
    print(
        f"{what:<32} {statistics.median(walls):6.2f} s   {statistics.median(processor):6.2f} s of processor time   "
        f"(of {', '.join(f'{wall:.2f}' for wall in walls)})"
    )


def make_repository(folder: Path) -> None:
    """A repository of one commit, packed."""
    subprocess.run(["git", "-C", str(folder), "init", "-q", "-b", "main"], check=True)
    git = subprocess.Popen(["git", "-C", str(folder), "fast-import", "--quiet", "--depth=0"], stdin=subprocess.PIPE)
    pipe = git.stdin
    assert pipe is not None
    pipe.write(b"commit refs/heads/main\ncommitter octo <octo@example.org> 1700000000 +0000\ndata 4\nBase")
    for path, content in files():
        pipe.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content))
    pipe.close()
    if git.wait():
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "-C", str(folder), "reset", "-q", "--hard"], check=True)


def files() -> Iterator[tuple[str, bytes]]:
    """Path and content of every file."""
    library = Path(sysconfig.get_paths()["stdlib"])
    texts = [
        text for path in sorted(library.rglob("*.py")) if "site-packages" not in path.parts and (text := _text(path))
    ]
    for number in range(FILES):
        text = texts[number % len(texts)]
        if number % 5 == 4:
            yield _other(number, text)
        elif number % (FILES // PLANTED) == 0:
            yield f"planted/file{number}.py", b"# %d\nfrom openai import OpenAI\n" % number + text
        else:
            yield f"part{number % 400}/file{number}.py", b"# %d\n" % number + text


def _text(path: Path) -> bytes:
    content = path.read_bytes()
    return content if SHORTEST <= len(content) <= LONGEST else b""


def _other(number: int, text: bytes) -> tuple[str, bytes]:
    """A file of another kind, about as long as a text."""
    size, kind = len(text), number // 5 % 4
    if kind == 0:
        unit = b"  - name: step-%d\n    run: make build-all\n    environment: {STAGE: pre-release}\n"
        head = b"image: registry.example.org/tools/build:1.2\nsteps:\n"
        return f"deploy{number % 90}/job{number}.yaml", head + (unit % number) * (size // 80)
    if kind == 1:
        head = b"import { widget } from './widget-%d';\nimport { view } from 'views';\n" % number
        unit = b"export const value = widget.of('main-view', view.size(3), { wide: true });\n\n"
        return f"web{number % 90}/view{number}.ts", head + unit * (size // 76)
    if kind == 2:
        unit = b'  "entry-%d": {"title": "A title", "text": "Words of a well-known page."},\n'
        return f"i18n{number % 90}/text{number}.json", b"{\n" + (unit % number) * (size // 80) + b'  "end": 1\n}\n'
    return f"docs{number % 90}/page{number}.md", b"# Page %d\n\n" % number + b"Words of a well-known page.\n" * (
        size // 28
    )


def _seconds(command: list[str], given: bytes, folder: Path) -> tuple[float, float]:
    """Wall time, and processor time of the process and all that it started."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, input=given, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", nargs="?", type=int, default=3)
    parser.add_argument("--keep", default="", metavar="FOLDER")
    arguments = parser.parse_args()
    main(arguments.runs, arguments.keep)
