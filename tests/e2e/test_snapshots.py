"""Whole reports of the example, kept as files: what a reader of each format is told, to be judged by eye in review."""

import os
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.e2e.example import check, example
from tests.snapshots import assert_snapshot

KEPT = Path(__file__).parent / "snapshots"
SUFFIXES = {"text": "txt", "json": "json", "junit": "xml", "markdown": "md"}
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
"""Of facts and policy: every edit of a rule, shown here or not, makes another one."""

CONTRACTS = os.environ.get("AIMS_GATE_CONTRACTS", "")


@pytest.mark.parametrize("name", SUFFIXES)
@pytest.mark.parametrize("state", ["refused", "fixed"])
def test_report(state: str, name: str, tmp_path: Path) -> None:
    said = check(example(tmp_path / "repo", state), "--report", f"{name}=-")
    assert said.stderr == b""
    assert_snapshot(KEPT / f"{state}.{SUFFIXES[name]}", _DIGEST.sub("sha256:…", said.out))


@pytest.mark.parametrize("state", ["refused", "fixed"])
def test_text_fits_a_terminal(state: str, tmp_path: Path) -> None:
    lines = check(example(tmp_path / "repo", state), "--verbose").out.splitlines()
    pasted = [line for line in lines if line.startswith("      ")]
    assert [line for line in lines if len(line) > 80 and line not in pasted] == []


@pytest.mark.skipif(not CONTRACTS, reason="AIMS_GATE_CONTRACTS names no folder with junit-10.xsd and windyroad.xsd")
@pytest.mark.parametrize("schema", ["junit-10.xsd", "windyroad.xsd"])
@pytest.mark.parametrize("state", ["refused", "fixed"])
def test_junit_is_valid(state: str, schema: str, tmp_path: Path) -> None:
    said = check(example(tmp_path / "repo", state), "--report", "junit=-")
    etree.XMLSchema(file=str(Path(CONTRACTS) / schema)).assertValid(etree.fromstring(said.stdout))
