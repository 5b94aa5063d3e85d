"""The catalogue of signals: every row can be used, says where it is from, and is more than a word of English."""

import re
from collections import Counter
from typing import get_args
from urllib.parse import urlsplit

import pytest

from aims_gate.model.signal import Confidence, SignalKind
from aims_gate.signals.dependencies.names import NORMAL
from aims_gate.sources import pack
from aims_gate.sources.signals_catalogue import ECOSYSTEMS, SECTIONS, shipped_catalogue

ROWS = shipped_catalogue().rows
CHANGE_TYPES = set(pack.change_types())

FROM_PACKAGES = (
    "pypi",
    "npm",
    "go",
    "maven",
    "nuget",
    "cargo",
    "rubygems",
    "packagist",
    "conda",
    "cran",
    "julia",
    "hex",
    "pub",
    "swift",
)

WORDS = (
    "model models predict prediction agent agents prompt prompts ai ml data train training learn learning inference chat "
    "completion embedding embeddings vector vectors token tokens neural network pipeline classifier score assistant bot "
    "guard guardrail guardrails monitor monitoring evaluate evaluation dataset datasets tool tools text image speech"
)
ENGLISH = set(WORDS.split())
THEIR_NAMES = {
    "npm:ai": "Vercel's AI SDK",
    "npm:agents": "Cloudflare's Agents SDK",
    "pypi:datasets": "Hugging Face's data sets",
    "pypi:evaluate": "Hugging Face's metrics",
    "cran:text": "the r-text project",
    "python:guardrails": "Guardrails AI",
    "javascript:ai": "Vercel's AI SDK",
    "javascript:agents": "Cloudflare's Agents SDK",
    "r:text": "the r-text project",
}
"""Words of English that are the very name of a package in that ecosystem."""

BESIDE_AI = ("key", "variable")
"""Ecosystems whose words count only in a file that shows AI usage by something else."""


def test_ids_are_unique_and_say_what_they_stand_for() -> None:
    assert [name for name, times in Counter(row.id for row in ROWS).items() if times > 1] == []
    assert all(row.id == f"{row.kind}:{row.ecosystem}:{row.pattern}" for row in ROWS)
    assert len(ROWS) > 1_000


def test_a_package_is_of_one_kind() -> None:
    listed = [row for row in ROWS if row.ecosystem in (*FROM_PACKAGES, "oci") and row.kind != "import"]
    packages = Counter((row.ecosystem, row.pattern) for row in listed)
    assert [name for name, times in packages.items() if times > 1] == []


def test_words_are_from_the_closed_lists() -> None:
    assert {row.kind for row in ROWS} <= set(get_args(SignalKind)) == set(SECTIONS.values())
    assert {row.confidence for row in ROWS} <= set(get_args(Confidence))
    assert {row.ecosystem for row in ROWS} <= ECOSYSTEMS


def test_every_row_implies_change_types_that_exist() -> None:
    assert [row.id for row in ROWS if not row.implies or not set(row.implies) <= CHANGE_TYPES] == []
    assert [row.id for row in ROWS if len(set(row.implies)) < len(row.implies)] == []


def test_every_row_says_where_it_is_from() -> None:
    assert [row.id for row in ROWS if urlsplit(row.source).scheme != "https" or not urlsplit(row.source).hostname] == []


def test_no_text_has_blanks_around_it() -> None:
    texts = [text for row in ROWS for text in (row.pattern, row.vendor, row.source)]
    assert [text for text in texts if text != text.strip()] == []
    assert [row.id for row in ROWS if not row.pattern] == []


def test_no_pattern_is_a_word_of_english() -> None:
    alone = [row for row in ROWS if row.ecosystem not in BESIDE_AI]
    words = {f"{row.ecosystem}:{row.pattern}" for row in alone if row.pattern.lower() in ENGLISH}
    assert sorted(words - set(THEIR_NAMES)) == []


PACKAGES = [row for row in ROWS if row.ecosystem in FROM_PACKAGES and row.kind != "import"]

SPELT = {
    "pypi": r"[a-z0-9]+(-[a-z0-9]+)*(-\*)?",
    "conda": r"[a-z0-9_]+(-[a-z0-9_]+)*(-\*)?",
    "npm": r"(@[a-z0-9-]+/)?([a-z0-9][a-z0-9._-]*|\*)",
    "go": r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w.-]+)+",
    "maven": r"[a-z0-9-]+(\.[a-z0-9_-]+)*((\.\*)|:(\*|[A-Za-z0-9._-]+))",
    "nuget": r"[A-Za-z0-9][\w-]*(\.[\w-]+)*(\.\*)?",
    "cargo": r"[a-z0-9]+([-_][a-z0-9]+)*(-\*)?",
    "rubygems": r"[a-z0-9]+([-_.][a-z0-9]+)*",
    "packagist": r"[a-z0-9-]+/(\*|[a-z0-9-]+)",
    "cran": r"[A-Za-z][A-Za-z0-9.]*",
    "julia": r"[A-Z][A-Za-z0-9]*",
    "hex": r"[a-z][a-z0-9_]*",
    "pub": r"[a-z][a-z0-9_]*\*?",
    "swift": r"github\.com/[a-z0-9-]+/[a-z0-9._-]+",
}


@pytest.mark.parametrize("ecosystem", FROM_PACKAGES)
def test_names_are_spelt_as_their_ecosystem_spells_them(ecosystem: str) -> None:
    patterns = [row.pattern for row in PACKAGES if row.ecosystem == ecosystem]
    assert patterns
    assert [name for name in patterns if not re.fullmatch(SPELT[ecosystem], name)] == []
    rule = NORMAL.get(ecosystem, str)
    assert ecosystem == "nuget" or [name for name in patterns if rule(name) != name] == []
    assert len({rule(name) for name in patterns}) == len(patterns)


def test_conda_repeats_nothing_that_pypi_has() -> None:
    named = {
        ecosystem: {row.pattern for row in PACKAGES if row.ecosystem == ecosystem} for ecosystem in ("pypi", "conda")
    }
    assert named["pypi"] & named["conda"] == set()


NUMBERS = "numpy pandas scipy matplotlib polars pyarrow dask numba sympy seaborn plotly statsmodels networkx pydantic"


def test_libraries_of_numbers_and_tables_are_no_signal() -> None:
    names = {row.pattern for row in PACKAGES}
    assert (
        names & {*NUMBERS.split(), "gonum.org/v1/gonum", "ndarray", "nalgebra", "DataFrames", "dplyr", "org.nd4j:*"}
        == set()
    )
