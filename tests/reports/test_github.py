import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aims_gate.model.report import Finding, Location, Report
from aims_gate.reports import STEP_SUMMARY_LIMIT, Options, step_summary
from aims_gate.reports.github import LONGEST_MESSAGE, LONGEST_TITLE, MOST, command, render
from tests.reports.hostile import ANY_TEXT, with_any_text
from tests.reports.results import FAILED, WARNED
from tests.reports.sample import REFUSED, SAMPLES, UNDECIDED, UNTOUCHED, WAITING, with_text
from tests.reports.test_characters import is_harmless

CORE = os.environ.get("AIMS_GATE_ACTIONS_CORE", "")
needs_core = pytest.mark.skipif(not CORE, reason="AIMS_GATE_ACTIONS_CORE names no folder of npm's @actions/core")

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\r\n]+,?)+)::([^\r\n]*)")

# What @actions/core 3.0.1 wrote.
MEASURED = [
    (
        ("error", "a%b\nc\r:,d", {"title": "T:1,2%\n", "file": "docs/a,b:c.md", "line": 1}),
        "::error title=T%3A1%2C2%25%0A,file=docs/a%2Cb%3Ac.md,line=1::a%25b%0Ac%0D:,d",
    ),
    (("notice", "%0A is no line end", {}), "::notice::%250A is no line end"),
    (("warning", "", {"title": "", "file": "a b.md", "col": 3}), "::warning file=a b.md,col=3::"),
    (("warning", "x", {"title": ""}), "::warning ::x"),
]

SCRIPT = """
const core = await import(process.argv[1] + "/lib/core.js");
let asked = "";
for await (const piece of process.stdin) asked += piece;
for (const [kind, message, stated] of JSON.parse(asked)) {
  const {title, file, line, col} = stated;
  core[kind](message, Object.keys(stated).length ? {title, file, startLine: line, startColumn: col} : {});
}
"""


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """Kind, properties and message of each line, as a runner reads them."""
    read = []
    for line in render(report, Options()).split("\n")[:-1]:
        found = COMMAND.fullmatch(line)
        assert found, line
        stated = dict(pair.split("=", 1) for pair in found[2].split(","))
        read.append((found[1], {name: unescaped(value) for name, value in stated.items()}, unescaped(found[3])))
    return read


def unescaped(text: str) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


@pytest.mark.parametrize(("asked", "written"), MEASURED)
def test_a_command_is_written_as_the_toolkit_wrote_it(
    asked: tuple[str, str, dict[str, str | int]], written: str
) -> None:
    assert command(*asked) == written


@needs_core
def test_a_command_is_written_as_the_toolkit_writes_it() -> None:
    texts = [*"%\r\n:,=a ", "%0A", "%25", "::error::x", "a\r\nb", "##[error]x", "ünï\u202e", "x" * 5000]
    asked = [asked for asked, _ in MEASURED]
    asked += [
        (kind, text, {"title": text, "file": text, "line": 7, "col": 2})
        for text in texts
        for kind in ("error", "notice")
    ]
    core = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT, str(Path(CORE).resolve())],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
    )
    assert core.stdout.decode().split("\n")[:-1] == [command(*one) for one in asked]


@with_any_text
def test_any_text_stays_inside_the_command_it_was_put_into(text: str) -> None:
    assume(text)
    assert [(kind, list(stated)) for kind, stated, _ in commands(with_text(text))] == [
        (kind, list(stated)) for kind, stated, _ in commands(with_text("x"))
    ]
    said = render(with_text(text), Options())
    assert is_harmless(said.replace("\n", ""))
    assert not re.search(r"##\w*\[", said)


@given(st.lists(ANY_TEXT, min_size=1, max_size=3))
def test_a_command_is_one_line_and_gives_back_what_it_was_given(texts: list[str]) -> None:
    text = "".join(texts)
    written = command("error", text, {"title": text or "x"})
    assert not {"\r", "\n"} & set(written)
    assert unescaped(written.split("::", 2)[2]) == text


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_line_is_a_command_and_the_last_has_verdict_and_counts(sample: str) -> None:
    report = SAMPLES[sample]
    _, stated, message = commands(report)[-1]
    assert stated == {"title": f"aims-gate: {report.verdict}"}
    assert f"{report.counts.rules} rules judged" in message
    assert f"Exit code {report.exit_code}." in message


def test_what_failed_stands_at_its_line_with_what_to_do() -> None:
    kind, stated, message = commands(REFUSED)[3]
    assert kind == "error"
    assert stated == {
        "title": "risks-treated · 6.1.3, 8.3 · system:support-assistant",
        "file": "docs/prd/refund-suggestions.md",
        "line": "12",
        "col": "9",
    }
    assert message.startswith("R2 is medium and has no treatment.\nR2 has no residual risk.\nR2 has no due date.\n")
    assert "Can unblock: assistant-owner, platform-lead.\n\nWhat to do next:\n" in message
    assert "\n    treatment: modify\n" in message


def test_loud_before_quiet() -> None:
    kinds = [kind for kind, _, _ in commands(replace(REFUSED, results=REFUSED.results[::-1]))]
    assert kinds == ["error"] * 9 + ["warning"] + ["notice"] * 3


@pytest.mark.parametrize(("outcome", "severity"), [("fail", "error"), ("fail", "warning"), ("fail", "notice")])
def test_ten_of_a_kind_and_the_last_says_how_many_more(outcome: str, severity: str) -> None:
    blocking = severity == "error"
    many = tuple(replace(FAILED[0], rule=f"r{n}", severity=severity, blocking=blocking) for n in range(25))
    verdict = "fail" if blocking else "pass"
    told = commands(replace(REFUSED, results=many, verdict=verdict))
    shown = MOST - (severity == "notice")
    assert [kind for kind, _, _ in told] == [severity] * shown + ["notice"]
    assert f"{25 - shown} more annotations are not shown" in told[-1][2]
    assert [stated["title"].split(" ")[0] for _, stated, _ in told[:-1]] == [f"r{n}" for n in range(shown)]


def test_what_is_shown_whole_leaves_nothing_to_count() -> None:
    assert "not shown" not in render(REFUSED, Options())
    eleven = tuple(replace(FAILED[0], rule=f"r{n}") for n in range(11))
    assert "1 more annotation is not shown" in render(replace(REFUSED, results=eleven), Options())


@pytest.mark.parametrize(
    ("report", "kinds"),
    [
        (UNTOUCHED, ["notice"]),
        (WAITING, ["notice", "notice"]),
        (UNDECIDED, ["error", "notice"]),
        (replace(WAITING, verdict="undecided", exit_code=3), ["notice", "error"]),
        (replace(UNTOUCHED, verdict="undecided", exit_code=3), ["error"]),
        (replace(REFUSED, results=WARNED), ["warning", "error"]),
    ],
)
def test_a_verdict_that_nothing_else_shows_is_an_error(report: Report, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in commands(report)] == kinds


def test_what_github_would_cut_is_cut_and_says_so() -> None:
    long = "\U0001f600" * 9000
    finding = Finding(long, Location("a.md"))
    bare = replace(FAILED[0], rule=long, findings=(finding,), fix="")
    _, stated, message = commands(replace(REFUSED, results=(bare,)))[0]
    assert len(message.encode("utf-16-le")) // 2 in (LONGEST_MESSAGE, LONGEST_MESSAGE - 1)
    assert message.endswith("\U0001f600…")
    assert len(stated["title"].encode("utf-16-le")) // 2 <= LONGEST_TITLE


def test_a_failure_without_a_place_names_no_file() -> None:
    bare = replace(FAILED[0], findings=(Finding("Nothing names an owner."),))
    _, stated, message = commands(replace(REFUSED, results=(bare,)))[0]
    assert set(stated) == {"title"}
    assert message.startswith("Nothing names an owner.\n")


def test_the_step_summary_is_the_markdown_report_within_its_limit() -> None:
    assert step_summary(REFUSED).startswith("## aims-gate: fail\n")
    many = tuple(replace(FAILED[1], rule=f"r{n}", fix=f"{n}\n\n    {'x' * 1900}\n") for n in range(1000))
    said = step_summary(replace(REFUSED, results=many))
    assert STEP_SUMMARY_LIMIT * 0.99 < len(said.encode()) <= STEP_SUMMARY_LIMIT
    assert said.endswith(" more, see the report.\n")
