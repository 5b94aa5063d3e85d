"""What every format owes: the same findings, the same bytes each time, and no cost before it is asked for."""

import ast
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example

import aims_gate.reports
from aims_gate.reports import RENDERERS, Options, render
from aims_gate.reports.groups import group
from tests.reports.hostile import with_any_text
from tests.reports.sample import REFUSED, SAMPLES, with_text
from tests.snapshots import assert_snapshot

SNAPSHOTS = Path(__file__).parent / "snapshots"
SUFFIXES = {
    "text": "txt",
    "json": "json",
    "junit": "xml",
    "sarif": "sarif",
    "markdown": "md",
    "github": "github",
    "gitlab-codequality": "codequality.json",
    "html": "html",
}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("form", RENDERERS)
def test_whole_output(form: str, sample: str) -> None:
    said = render(form, SAMPLES[sample], Options())
    assert_snapshot(SNAPSHOTS / f"{sample}.{SUFFIXES[form]}", said)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("form", RENDERERS)
def test_every_format_names_the_verdict_and_each_rule_that_did_not_pass(form: str, sample: str) -> None:
    report = SAMPLES[sample]
    said = render(form, report, Options())
    assert report.verdict in said
    asked = [one.rule for one in report.results if one.outcome not in ("pass", "not-applicable")]
    assert [rule for rule in asked if rule not in said] == []


def shown(form: str, said: str) -> str:
    """What a reader sees of a page; other formats as they are."""
    return unescape(re.sub("<[^>]*>", "", said)) if form == "html" else said


@pytest.mark.parametrize("form", RENDERERS)
def test_every_format_gives_each_finding_that_can_be_mended(form: str) -> None:
    said = " ".join(shown(form, render(form, REFUSED, Options())).replace("\\", "").split())
    groups = group(REFUSED.results)
    for result in (*groups.fix_now, *groups.warnings):
        for finding in result.findings:
            assert finding.location is not None
            words = finding.message.replace("`", "").split()
            assert " ".join(words) in said.replace("`", "")
            assert finding.location.path in said


@pytest.mark.parametrize("form", RENDERERS)
def test_a_verdict_that_the_mode_lets_through_stays_what_it_is(form: str) -> None:
    said = render(form, replace(REFUSED, blocking=False, exit_code=0), Options())
    assert "fail" in said
    assert "not blocking" in said or '"blocking": false' in said


@pytest.mark.parametrize("form", RENDERERS)
def test_equal_reports_give_equal_text_ending_in_one_newline(form: str) -> None:
    turned = replace(REFUSED, change=dict(reversed(REFUSED.change.items())))
    said = render(form, REFUSED, Options())
    assert said == render(form, turned, Options())
    assert said.endswith("\n")
    assert not said.endswith("\n\n")


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("form", sorted(set(RENDERERS) - {"github"}))  # which is made of commands
@with_any_text
@example(text=":")
@example(text="\xa0::error file=x::forged\r\n\u3000::set-output name=x::y")
def test_no_text_becomes_a_command_of_a_ci_runner(form: str, colour: bool, text: str) -> None:
    said = render(form, with_text(text), Options(colour=colour, verbose=True))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert not re.search(r"(?m)^\s*::|##\w*\[", plain)


def test_the_table_names_every_file_that_renders() -> None:
    folder = Path(aims_gate.reports.__file__).parent
    rendering = {
        file.stem
        for file in folder.glob("[a-z]*.py")
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name == "render"
    }
    assert rendering == {name.replace("-", "_") for name in RENDERERS}


@pytest.mark.parametrize("form", [None, "text", "json", "sarif", "markdown", "github", "gitlab-codequality", "html"])
def test_no_xml_is_imported_before_junit_is_asked_for(form: str | None) -> None:
    asked = f"render({form!r}, REFUSED, Options())" if form else ""
    program = f"""
import sys
from aims_gate.reports import Options, render
from tests.reports.sample import REFUSED
{asked}
loaded = {{"junit_xml", "xml", "pydantic", "jsonschema", "textwrap"}} & set(sys.modules)
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])
