import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from aims_gate.model.report import Report
from aims_gate.reports import Options
from aims_gate.reports.characters import one_line
from aims_gate.reports.markdown import render, without_a_report
from aims_gate.reports.markdown_escape import code, fence, inline, plain
from tests.reports.hostile import ANY_TEXT, with_any_text
from tests.reports.results import FAILED, WAITED
from tests.reports.sample import HOSTILE_TEXTS, REFUSED, SAMPLES, UNTOUCHED, with_text

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PART = "\u200b"
OURS = {"<details>\n<summary>All 16 results by control</summary>\n", "</details>\n"}
FOUND_LATER = re.compile(
    r"@\w|[#!~%&^]\d|\$[^\s\u200b]|gh-\d|://|www\.|(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE
)
"""What a forge makes a link, a mention or a formula of in text that the Markdown parser is done with."""


def tokens(markdown: str) -> list[Token]:
    return [part for token in READER.parse(markdown) for part in (token, *(token.children or ()))]


def rendered_text(found: list[Token]) -> str:
    shown = {"th_close": "\n", "td_close": "\n"}
    return "".join(
        shown.get(token.type, token.content)
        for token in found
        if token.type in ("text", "softbreak", "th_close", "td_close")
    )


def structure(report: Report) -> Counter[str]:
    return Counter(
        token.type for token in tokens(render(report, Options())) if token.type not in ("text", "code_inline")
    )


@with_any_text
def test_plain_text_is_shown_as_it_is_and_means_nothing(text: str) -> None:
    said = one_line(text)
    found = tokens(plain(said))
    assert {token.type for token in found} <= {"paragraph_open", "inline", "text", "paragraph_close"}
    assert rendered_text(found).replace(PART, "") == said
    assert not FOUND_LATER.search(rendered_text(found))


@with_any_text
def test_inline_text_has_no_structure_but_code(text: str) -> None:
    found = tokens(inline(text))
    assert {token.type for token in found} <= {
        "paragraph_open", "inline", "text", "code_inline", "paragraph_close",
    }  # fmt: skip
    assert not FOUND_LATER.search(rendered_text(found))


@with_any_text
def test_a_code_span_holds_its_text_whole(text: str) -> None:
    said = one_line(text)
    assume(said)
    (span,) = (token for token in tokens(code(said)) if token.type == "code_inline")
    assert span.content == said


@given(st.lists(ANY_TEXT, max_size=3).map(tuple))
def test_a_fence_ends_where_it_should(block: tuple[str, ...]) -> None:
    assert [token.type for token in READER.parse(fence(block))] == ["fence"]


@with_any_text
def test_no_text_alters_the_structure_of_the_report(text: str) -> None:
    assume(one_line(text))

    def told(words: str) -> Report:
        spoilt = with_text(words)
        return replace(spoilt, results=tuple(replace(one, fix="Mend it.") for one in spoilt.results))

    assert structure(told(text)) == structure(told("words"))


@with_any_text
def test_no_text_brings_html_links_or_images(text: str) -> None:
    found = tokens(render(with_text(text), Options()))
    assert not {"link_open", "image", "html_inline", "s_open"} & {token.type for token in found}
    assert {token.content for token in found if token.type == "html_block"} <= OURS
    assert not FOUND_LATER.search(rendered_text(found))


@with_any_text
def test_a_table_row_keeps_its_cells(text: str) -> None:
    found = tokens(render(with_text(text), Options()))
    assert sum(token.type == "td_open" for token in found) == 5 * len(REFUSED.results) + 4 * len(FAILED)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**APPROVED by @ciso**", r"\*\*APPROVED by @&#8203;ciso\*\*"),
        ("closes #12 and GH-3", r"closes \#&#8203;12 and GH-&#8203;3"),
        ("see https://evil.example", "see https:&#8203;//evil.example"),
        ("at abcdef0123456", "at abcdef&#8203;012345&#8203;6"),
        ("/approve", r"\/approve"),
        ("1. one", r"1\. one"),
        ("<b> R&D &amp;", "&lt;b&gt; R&amp;&#8203;D &amp;&#8203;amp;"),
        ("say `status: approved`", "say `status: approved`"),
    ],
)
def test_escaping_by_example(text: str, shown: str) -> None:
    assert inline(text) == shown


def test_code_with_a_bar_leaves_a_table_alone() -> None:
    assert code("a|b", cell=True) == r"a\|b"
    assert code("a|b") == "`a|b`"


def test_nothing_is_at_the_start_of_a_line_that_a_forge_obeys() -> None:
    for text in HOSTILE_TEXTS:
        outside = re.sub(r"(?ms)^(`{3,})$.*?^\1$", "", render(with_text(text), Options()))
        assert not re.search(r"(?m)^/\w", outside)


@pytest.mark.parametrize("sample", SAMPLES)
def test_verdict_and_counts_come_first(sample: str) -> None:
    report = SAMPLES[sample]
    heading, _, counts, *_ = render(report, Options()).splitlines()
    assert heading == f"## aims-gate: {report.verdict}"
    assert counts.startswith(f"{report.counts.rules} rules judged: {report.counts.passed} passed")


@given(st.integers(0, 9000))
def test_a_limit_is_kept_to_the_byte(limit: int) -> None:
    whole = render(REFUSED, Options())
    said = render(REFUSED, Options(limit=limit))
    assert len(said.encode()) <= limit
    assert said == whole or limit < len(whole.encode())
    if limit > 400 and said != whole:
        assert said.startswith("## aims-gate: fail\n\n16 rules judged")
        assert said.endswith("see the report.\n")


def test_what_is_left_out_is_counted() -> None:
    said = render(REFUSED, Options(limit=2400))
    shown = sum(f"\n#### `{one.rule}`" in said for one in REFUSED.results)
    assert shown
    told = len(REFUSED.results) - len([one for one in REFUSED.results if one.outcome in ("pass", "not-applicable")])
    assert f"\n{told - shown} more, see the report.\n" in said


def test_a_limit_cuts_no_block_open() -> None:
    for limit in range(0, 9000, 97):
        said = render(REFUSED, Options(limit=limit))
        assert said.count("```") % 2 == 0
        assert said.count("<details>") == said.count("</details>")


def test_the_table_has_what_blocks_first_and_controls_in_their_order() -> None:
    rows = re.findall(r"^\| (\S+?),? .*\| (\S+)(?: \(.*\))? \| \w+ \|$", render(REFUSED, Options()), re.MULTILINE)
    assert [control for control, _ in rows[1:9]] == [
        "5.3", "6.1.2", "6.1.3", "6.1.3", "7.5.2", "8.4", "A.6.2.3", "A.8.4",
    ]  # fmt: skip
    assert {outcome for _, outcome in rows[1:9]} == {"fail"}
    assert "| fail (not blocking) |" in render(REFUSED, Options())


def overview(report: Report) -> list[str]:
    before = render(report, Options()).partition("\n### ")[0]
    return re.findall(r"(?m)^\| (?!control|---).*$", before)


def test_what_stands_in_the_way_is_seen_at_a_glance_with_who_can_unblock_it() -> None:
    rows = overview(REFUSED)
    assert rows[1] == "| 6.1.2, 8.2 | `risk-assessment-recorded` | fix now | assistant-owner, platform-lead |"
    assert rows[-1] == "| A.8.4 | `incident-route-resolves` | follows from evidence-is-filled |  |"
    assert len(rows) == len(FAILED)
    assert overview(replace(REFUSED, results=(*FAILED[:1], *WAITED))) == []


def test_a_long_overview_counts_what_it_leaves_to_the_list_below() -> None:
    many = replace(REFUSED, results=tuple(replace(FAILED[0], rule=f"r{n}") for n in range(42)))
    assert len(overview(many)) == 30
    assert "\n\nand 12 more below.\n" in render(many, Options())
    assert len(re.findall(r"(?m)^#### `r", render(many, Options()))) == 42


def test_nothing_judged_is_said_in_numbers() -> None:
    assert "0 rules judged" in render(UNTOUCHED, Options())
    assert "<details>" not in render(UNTOUCHED, Options())


def test_what_stands_in_place_of_a_report_is_escaped() -> None:
    assert without_a_report("it *broke*", "") == "## aims-gate: nothing was judged\n\nit \\*broke\\*\n"
    assert without_a_report("it broke", "@ana, run it").endswith("\n\nit broke\n\n" + inline("@ana, run it") + "\n")


def test_a_value_is_clipped_before_it_is_escaped() -> None:
    said = inline("\\" * 5000)
    assert said == "\\\\" * 1999 + "…"
