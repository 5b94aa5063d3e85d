"""Prints what 200 patterns of 10 systems cost on 50,000 paths: reading them, and finding all owners."""

import random
import statistics
import time
from collections.abc import Sequence

from aims_gate.facts.patterns import Owners

_SYSTEMS = 10
_PATHS = 50_000
_AREAS = ("apps", "services", "libs", "ml", "docs", "infra", "tests", "tools", "web", "data")
_WORDS = (
    "billing",
    "search",
    "support",
    "ranking",
    "fraud",
    "pricing",
    "profile",
    "intake",
    "triage",
    "audit",
)
_ENDINGS = ("py", "ts", "go", "java", "md", "yaml", "json", "onnx", "txt", "sql", "prompt", "toml")


def lists(rng: random.Random) -> dict[str, list[str]]:
    """Twenty patterns a system, of every shape the language has."""
    return {f"system-{number}": _list(rng, _WORDS[number], number) for number in range(_SYSTEMS)}


def _list(rng: random.Random, word: str, number: int) -> list[str]:
    area, other = rng.sample(_AREAS, 2)
    ending = _ENDINGS[number]
    return [
        f"{area}/{word}/",
        f"{area}/{word}-{number}/**",
        f"{other}/**/{word}/**",
        f"{other}/{word}/*.{ending}",
        f"{area}/**/{word}_*.py",
        f"/{other}/{word}.{ending}",
        f"{word}.{ending}",
        f"{word}-model/",
        f"*.{word}.{ending}",
        f"{word}_*_v[0-9].{ending}",
        f"**/prompts/{word}*.md",
        f"models/{word}-?.onnx",
        f"models/**/{word}-v[0-9]*.bin",
        f"config/{word}/[a-m]*.yaml",
        f"data/{word}/20??/*.csv",
        f"tests/{word}/**/test_*.py",
        f"!{area}/{word}/**/*.md",
        f"!{area}/{word}/README.txt",
        f"*{word}*threshold*.yaml",
        f"notebooks/*{word}*/**/*.ipynb",
    ]


def paths(rng: random.Random) -> list[str]:
    """Paths of one to seven folders, some of them owned."""
    parts = (*_WORDS, *(f"part{number}" for number in range(60)), "prompts", "models", "config")
    return [_path(rng, parts) for _ in range(_PATHS)]


def _path(rng: random.Random, parts: Sequence[str]) -> str:
    folders = [rng.choice(_AREAS), *(rng.choice(parts) for _ in range(rng.randint(0, 6)))]
    name = f"{rng.choice(_WORDS)}_{rng.choice(parts)}_v{rng.randint(0, 99)}.{rng.choice(_ENDINGS)}"
    return "/".join([*folders, name])


def main() -> None:
    """Print the medians of nine readings and five passes, each with nothing remembered before."""
    rng = random.Random(42001)  # noqa: S311  the same patterns in each run
    patterns, asked = lists(rng), paths(rng)
    reading = statistics.median(_reading(patterns) for _ in range(9))
    asking = statistics.median(_asking(patterns, asked) for _ in range(5))
    folders = len({path.rpartition("/")[0] for path in asked})
    count = sum(map(len, patterns.values()))
    print(f"{count} patterns of {len(patterns)} systems: read in {reading * 1000:.1f} ms")
    print(f"{len(asked)} paths in {folders} folders: {asking:.3f} s, {asking / len(asked) * 1e6:.1f} us each")


def _reading(patterns: dict[str, list[str]]) -> float:
    started = time.perf_counter()
    Owners(patterns)
    return time.perf_counter() - started


def _asking(patterns: dict[str, list[str]], asked: list[str]) -> float:
    owners = Owners(patterns)
    started = time.perf_counter()
    for path in asked:
        owners.of(path)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
